// Reads what a feed's snapshots showed of one contact after the other (run_table.h).
//
// A nightly file mostly names the contacts in the order of their ids, as the first night gave them. Their rows follow
// one another in the table, so one statement reads on from contact to contact; only a contact further off is sought.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "adapters/sqlite/contact_index.h"
#include "adapters/sqlite/database.h"
#include "adapters/sqlite/stored_value.h"

namespace segue::sqlite {

/// What a snapshot shows of one field or list of a contact: a value, or nothing at all (not the same as a missing
/// value).
struct Shown {
  bool seen = false;
  StoredValue value;
  friend bool operator==(const Shown&, const Shown&) = default;
};

class ContactRuns {
 public:
  struct Run {
    std::int64_t subject = 0;
    engine::Instant observed = 0;
    Shown shown;
    std::size_t text_start = 0;  // of shown.value.text
  };

  /// `table` is snapshot_field or snapshot_list, `subject` its column field or list.
  ContactRuns(const Database& database, const std::string& table, const std::string& subject, std::int64_t import);

  /// The contact's runs as they are stored now, by subject and instant. They live until the next call.
  void Open(ContactId contact);
  /// Holds no runs; those of the contact may be written without having been read.
  void Skip(ContactId contact);
  /// Lets go of the table: to be called before the transaction ends.
  void Rest();

  std::span<const Run> All() const { return runs_; }
  std::span<const Run> Of(std::int64_t subject) const;

 private:
  bool ReadOnTo(ContactId contact);
  void Seek(ContactId contact);
  void Advance();
  void Take();

  std::int64_t import_;
  Statement select_;
  std::optional<std::int64_t> next_;  // the contact of the row that the statement stands on
  std::vector<Run> runs_;
  std::string texts_;
};

}  // namespace segue::sqlite
