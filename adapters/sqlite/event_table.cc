// The table of one event kind. `identity` is the row's id: rows lie in the order of their identity (event_identity.h).

#include "adapters/sqlite/event_table.h"

#include <string>
#include <vector>

namespace segue::sqlite {

void CreateEventTable(const Database& database, const StoredKind& kind) {
  const std::string contact =
      kind.account ? "contact INTEGER CHECK (contact IS NULL)" : "contact INTEGER NOT NULL REFERENCES contact (id)";
  database.Execute("CREATE TABLE " + Quoted(kind.table) + " (identity INTEGER PRIMARY KEY, " + contact +
                   ", at INTEGER NOT NULL, rank INTEGER NOT NULL, position INTEGER NOT NULL, source_id TEXT, "
                   "import_file INTEGER NOT NULL REFERENCES import_file (id))");
  if (!kind.account) CreateContactIndex(database, kind.table);
}

namespace {

/// No table of events is called so: theirs begin with "event_".
std::string ContactIndexOf(const std::string& table) { return Quoted("contact_of_" + table); }

}  // namespace

void CreateContactIndex(const Database& database, const std::string& table) {
  database.Execute("CREATE INDEX IF NOT EXISTS " + ContactIndexOf(table) + " ON " + Quoted(table) + " (contact)");
}

void DropContactIndex(const Database& database, const std::string& table) {
  database.Execute("DROP INDEX IF EXISTS " + ContactIndexOf(table));
}

void CreateContactIndexes(const Database& database) {
  std::vector<std::string> tables;
  Statement statement(database, "SELECT table_name FROM event_kind WHERE NOT account");
  while (statement.Step()) tables.emplace_back(statement.Text(0));
  for (const std::string& table : tables) CreateContactIndex(database, table);
}

}  // namespace segue::sqlite
