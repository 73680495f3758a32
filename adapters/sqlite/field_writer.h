// Field values and list memberships that a file states outright (snapshots: snapshot_writer.h).
//
// One row per contact and field, or per contact, field and instant: where two files differ, FilePrecedence decides;
// within a file the last row.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "adapters/facts.h"
#include "adapters/sqlite/contact_writer.h"
#include "adapters/sqlite/database.h"
#include "adapters/sqlite/declarations.h"
#include "adapters/sqlite/import_file.h"
#include "adapters/sqlite/stored_value.h"
#include "engine/program.h"

namespace segue::sqlite {

class FieldWriter {
 public:
  FieldWriter(const Database& database, const engine::Schema& schema, const Declarations& stored,
              const ImportFile& file);

  void Add(const adapters::FieldFact& fact, ContactId contact, ContactWriter& contacts);
  void Add(const adapters::ListFact& fact, ContactId contact, ContactWriter& contacts);
  /// Remembers which fields and lists were fed.
  void Flush(const Database& database) const;

 private:
  void AddUndated(std::int64_t field, ContactId contact, const StoredValue& value);
  void AddDated(std::int64_t field, ContactId contact, engine::Instant at, const StoredValue& value);

  const engine::Schema& schema_;
  const Database& database_;
  std::int64_t import_file_;
  FilePrecedence precedence_;
  std::vector<std::int64_t> field_ids_, list_ids_;  // by FieldId, ListId
  std::vector<bool> fed_fields_, fed_lists_;
  Statement insert_value_, find_value_, update_value_;
  Statement insert_change_, find_change_, update_change_;
  Statement insert_member_, find_member_, update_member_;
  std::string scratch_;
};

}  // namespace segue::sqlite
