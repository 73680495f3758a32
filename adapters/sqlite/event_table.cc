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
  if (!kind.account) CreateByContactTable(database, kind.table);
}

std::string ByContactTable(const std::string& event_table) { return Quoted("by_contact_" + event_table); }

void CreateByContactTable(const Database& database, const std::string& event_table) {
  database.Execute("CREATE TABLE " + ByContactTable(event_table) +
                   " (contact INTEGER NOT NULL REFERENCES contact (id), identity INTEGER NOT NULL REFERENCES " +
                   Quoted(event_table) + " (identity), PRIMARY KEY (contact, identity)) WITHOUT ROWID");
}

std::string AndEventsOf(const ContactOrder& order, const std::string& event_table) {
  if (order.only.empty()) return {};
  return " AND identity IN (SELECT identity FROM " + ByContactTable(event_table) + " WHERE true" +
         order.And("contact") + ")";
}

void ReplaceContactIndexes(const Database& database) {
  std::vector<std::string> tables;
  Statement statement(database, "SELECT table_name FROM event_kind WHERE NOT account");
  while (statement.Step()) tables.emplace_back(statement.Text(0));
  for (const std::string& table : tables) {
    CreateByContactTable(database, table);
    database.Execute("INSERT INTO " + ByContactTable(table) + " SELECT contact, identity FROM " + Quoted(table) +
                     " ORDER BY contact, identity; DROP INDEX IF EXISTS " + Quoted("contact_of_" + table));
  }
}

}  // namespace segue::sqlite
