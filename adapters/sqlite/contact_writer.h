// Contacts of one import: keys become ids, new keys become rows, earliest dates and existence are kept.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "adapters/sqlite/contact_index.h"
#include "adapters/sqlite/database.h"
#include "adapters/sqlite/new_facts_log.h"
#include "engine/instant.h"

namespace segue::sqlite {

/// The earliest and the latest dated fact.
struct DataSpan {
  std::optional<engine::Instant> first, last;
  void Include(engine::Instant at);
};

struct ContactRef {
  ContactId id = 0;
  std::uint64_t hash = 0;  // HashOfKey
};

class ContactWriter {
 public:
  /// `log` may be null.
  ContactWriter(const Database& database, ContactIndex& index, std::int64_t import_file, NewFactsLog* log);

  /// The contact with this key or, as an alias, the identity that stands for it; a new one when the key is new.
  ContactRef Resolve(std::string_view key);
  void AddAlias(ContactId contact, std::string_view alias);

  /// Creation keeps the earliest; a later one is remembered, for it ends an absence.
  void Born(ContactId contact, engine::Instant at);
  void Gone(ContactId contact, engine::Instant at);
  /// An event of the contact comes soon: asks for the memory of its dates.
  void Expect(ContactId contact) const { index_.PrefetchDates(contact); }
  void Event(ContactId contact, engine::Instant at);
  void Change(ContactId contact, engine::Instant at);

  /// Writes the dates that changed.
  void Flush();

  std::int64_t added() const { return added_; }
  DataSpan& span() { return span_; }

 private:
  ContactId Create(std::string_view key, std::uint64_t hash);
  bool IsAlias(std::string_view key);
  void Remember(ContactId contact, engine::Instant at, std::string_view what);
  void Touch(ContactId contact);
  /// Whether the alias makes one contact of two.
  bool Links(ContactId contact, std::string_view alias);

  ContactIndex& index_;
  std::int64_t import_file_;
  NewFactsLog* log_;
  const Database& database_;
  Statement insert_, update_, alias_, find_alias_, find_shared_, existence_;
  bool has_aliases_;
  std::int64_t added_ = 0;
  DataSpan span_;
  std::vector<bool> touched_;  // by id
};

}  // namespace segue::sqlite
