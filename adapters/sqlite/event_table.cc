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

/// SQLite sorts an index in pieces as large as its page cache may be, and merges them. Pieces that the processor's own
/// cache can hold take less than half the time of larger ones.
class SmallSortedPieces {
 public:
  explicit SmallSortedPieces(const Database& database)
      : database_(database), usual_(database.QueryInteger("PRAGMA cache_size")) {
    SetCache(kKibibytes);
  }
  SmallSortedPieces(const SmallSortedPieces&) = delete;
  SmallSortedPieces& operator=(const SmallSortedPieces&) = delete;
  ~SmallSortedPieces() {
    try {
      SetCache(usual_);
    } catch (const Failure&) {
      // What made the index fail is the news.
    }
  }

 private:
  static constexpr std::int64_t kKibibytes = -8192;  // negative: kibibytes, not pages
  void SetCache(std::int64_t size) const { database_.Execute("PRAGMA cache_size = " + std::to_string(size)); }

  const Database& database_;
  std::int64_t usual_;
};

}  // namespace

void CreateContactIndex(const Database& database, const std::string& table) {
  const SmallSortedPieces pieces(database);
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
