// An allow list: an action that a later SQLite adds is refused until somebody has thought about it.

#include "adapters/sqlite/query_guard.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

namespace segue::sqlite {
namespace {

std::string Lower(const char* text) {
  std::string lower = text == nullptr ? "" : text;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char character) { return static_cast<char>(std::tolower(character)); });
  return lower;
}

/// Pragmas that only show the shape of tables.
bool OnlyShows(const std::string& pragma) {
  static constexpr std::array<std::string_view, 8> kShapes = {"table_info",    "table_xinfo",     "table_list",
                                                              "index_list",    "index_info",      "index_xinfo",
                                                              "function_list", "foreign_key_list"};
  return std::find(kShapes.begin(), kShapes.end(), pragma) != kShapes.end();
}

std::string InWords(int action) {
  switch (action) {
    case SQLITE_INSERT:
    case SQLITE_UPDATE:
    case SQLITE_DELETE:
      return "changing data";
    case SQLITE_ATTACH:
    case SQLITE_DETACH:
      return "opening another file";
    case SQLITE_TRANSACTION:
    case SQLITE_SAVEPOINT:
      return "a transaction";
    default:
      return "changing tables";
  }
}

}  // namespace

QueryGuard::QueryGuard(const Database& database) : database_(database) {
  sqlite3* const handle = database.handle();
  sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
  // "VIP" is a name, never a text: a column that does not exist must not become its own name.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_set_authorizer(handle, &QueryGuard::Callback, this);
}

QueryGuard::~QueryGuard() { sqlite3_set_authorizer(database_.handle(), nullptr, nullptr); }

int QueryGuard::Callback(void* guard, int action, const char* first, const char* second, const char* database,
                         const char* /*trigger*/) {
  return static_cast<QueryGuard*>(guard)->Decide(action, first, second, database);
}

int QueryGuard::Refuse(const std::string& what) {
  refused_ = what;
  return SQLITE_DENY;
}

int QueryGuard::Decide(int action, const char* first, const char* second, const char* database) {
  if (paused_) return SQLITE_OK;
  switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
      return SQLITE_OK;
    case SQLITE_READ:
      if (database != nullptr && first != nullptr && std::string_view(database) == "temp") temporary_.insert(first);
      return SQLITE_OK;
    case SQLITE_FUNCTION:
      return Lower(second) == "load_extension" ? Refuse("loading an extension") : SQLITE_OK;
    case SQLITE_PRAGMA:
      return OnlyShows(Lower(first)) ? SQLITE_OK : Refuse("PRAGMA " + std::string(first == nullptr ? "" : first));
    default:
      return Refuse(InWords(action));
  }
}

}  // namespace segue::sqlite
