// What a feed's snapshots showed, kept as runs: a row says "from this snapshot on, until the next row".
//
// Nightly files repeat themselves; only what differs from the night before takes space. A snapshot that arrives late
// finds the run that spans its instant, splits it, and what the later snapshots showed stays as it was. The rows are a
// function of the set of snapshots, not of the order in which they arrived.
//
// Worked example: nights 1, 2, 3 showed prospect, prospect, client: rows (1, prospect), (3, client). Night 4, then a
// late night 2 with "lost" in place of nothing: rows (1, prospect), (2, lost), (3, client).
#pragma once

#include <cstdint>
#include <optional>
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

/// Where in the feed's sequence of snapshots the file belongs.
struct SnapshotPlace {
  std::int64_t import = 0;
  engine::Instant observed = 0;
  std::optional<engine::Instant> next;  // the feed's next snapshot that is already there
};

class RunTable {
 public:
  /// `table` is snapshot_field or snapshot_list, `subject` its column field or list.
  RunTable(const Database& database, const std::string& table, const std::string& subject, const SnapshotPlace& place);

  /// Reads the contact's runs; of one that the feed has never shown there are none.
  void Open(ContactId contact, bool known);
  /// Subjects that the open contact has runs of, ascending.
  const std::vector<std::int64_t>& subjects() const { return subjects_; }
  /// What the snapshot shows by what is stored so far: what an earlier one showed, if the place is new.
  Shown Before(std::int64_t subject) const;
  /// From now on the snapshot at the place shows this; later snapshots are not touched.
  void Set(std::int64_t subject, const Shown& shown);

 private:
  struct Run {
    std::int64_t subject = 0;
    engine::Instant observed = 0;
    Shown shown;
    std::string text;  // what shown.value.text points to
  };
  Shown ShownUpTo(std::int64_t subject, engine::Instant instant) const;
  const Run* RunAt(std::int64_t subject, engine::Instant instant) const;
  void Put(std::int64_t subject, engine::Instant instant, const Shown& wanted, const Shown& before);

  const SnapshotPlace place_;
  ContactId contact_ = 0;
  std::vector<Run> runs_;  // of the open contact, by subject and instant
  std::vector<std::int64_t> subjects_;
  Statement select_, upsert_, delete_;
};

}  // namespace segue::sqlite
