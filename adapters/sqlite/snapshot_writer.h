// The import of one snapshot file: what a feed showed at one instant (semantics.md, "Late, repeated and partial data").
//
// Two files of one feed for the same instant are parts of one snapshot: a contact is shown if one of them shows it, and
// of two values the one imported later holds. The same file again replaces what it showed.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "adapters/facts.h"
#include "adapters/sqlite/contact_writer.h"
#include "adapters/sqlite/database.h"
#include "adapters/sqlite/declarations.h"
#include "adapters/sqlite/import_file.h"
#include "adapters/sqlite/new_facts_log.h"
#include "adapters/sqlite/presence_table.h"
#include "adapters/sqlite/run_table.h"
#include "engine/program.h"

namespace segue::sqlite {

class SnapshotWriter {
 public:
  /// `log` may be null.
  SnapshotWriter(const Database& database, const engine::Schema& schema, const Declarations& stored,
                 const ImportFile& file, const adapters::SnapshotInfo& info, NewFactsLog* log);

  void Add(const adapters::SnapshotRow& row, ContactId contact, ContactWriter& contacts);
  void Add(const adapters::ListFact& fact, ContactId contact, ContactWriter& contacts);
  /// Ends the file: who is gone. Refuses it (ErrorClass::kRefused) when too many are. Returns how many are gone by it.
  std::int64_t Finish();

 private:
  std::int64_t CheckGone() const;
  void RecordSnapshot();
  void LeaveUnlisted();
  void Note(ContactId contact);
  bool IsNamed(ContactId contact, std::int64_t list) const;

  const engine::Schema& schema_;
  const Database& database_;
  const ImportFile& file_;
  const adapters::SnapshotInfo info_;
  SnapshotPlace place_;
  bool known_ = false;                              // the feed has a snapshot at this instant
  bool part_ = false;                               // of another file
  std::vector<std::int64_t> field_ids_, list_ids_;  // by FieldId, ListId
  std::vector<bool> fed_fields_, fed_lists_;
  NewFactsLog* log_;
  PresenceTable presence_;
  RunTable fields_, lists_;
  std::unordered_map<ContactId, std::vector<std::int64_t>> named_;  // on which lists, by row id
  std::string scratch_;
};

}  // namespace segue::sqlite
