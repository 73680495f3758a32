// The table of one event kind. `identity` is the row's id: rows lie in the order of their identity (event_identity.h).

#include "adapters/sqlite/event_table.h"

namespace segue::sqlite {

void CreateEventTable(const Database& database, const StoredKind& kind) {
  const std::string contact =
      kind.account ? "contact INTEGER CHECK (contact IS NULL)" : "contact INTEGER NOT NULL REFERENCES contact (id)";
  database.Execute("CREATE TABLE " + Quoted(kind.table) + " (identity INTEGER PRIMARY KEY, " + contact +
                   ", at INTEGER NOT NULL, rank INTEGER NOT NULL, position INTEGER NOT NULL, source_id TEXT, "
                   "import_file INTEGER NOT NULL REFERENCES import_file (id))");
}

}  // namespace segue::sqlite
