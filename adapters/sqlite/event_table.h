// One table per event kind: fixed columns, then one typed column per property (docs/internals/store.md).
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "adapters/sqlite/database.h"
#include "adapters/sqlite/declarations.h"

namespace segue::sqlite {

inline constexpr std::array<std::string_view, 7> kFixedEventColumns = {"identity", "contact",   "at",         "rank",
                                                                       "position", "source_id", "import_file"};

/// Creates the table with the fixed columns.
void CreateEventTable(const Database& database, const StoredKind& kind);

/// The index by which the events of one contact are found; tables of account events have none. Building it over a whole
/// table costs a fraction of keeping it while the table fills.
void CreateContactIndex(const Database& database, const std::string& table);
void DropContactIndex(const Database& database, const std::string& table);
/// For stores of a version that had none.
void CreateContactIndexes(const Database& database);

}  // namespace segue::sqlite
