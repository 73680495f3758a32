// SQLite's few messages about queries, said as Segue says things; a message that is not known here is passed on.

#include "adapters/sqlite/query_mistake.h"

#include <sqlite3.h>

#include <optional>
#include <string_view>

#include "adapters/sqlite/sqlite_failure.h"

namespace segue::sqlite {
namespace {

constexpr char kAdvice[] = "segue sql --help and docs/commands.md show tables and examples";
constexpr char kQuotesAdvice[] = "texts stand in single quotes: where name = 'VIP'; names, if need be, in double ones";

std::optional<std::string> After(std::string_view message, std::string_view start) {
  if (!message.starts_with(start)) return std::nullopt;
  return std::string(message.substr(start.size()));
}

std::string InWords(const std::string& message) {
  if (const auto table = After(message, "no such table: ")) return "there is no table \"" + *table + "\"";
  if (const auto column = After(message, "no such column: ")) return "there is no column \"" + *column + "\"";
  if (const auto function = After(message, "no such function: ")) return "there is no function \"" + *function + "\"";
  if (const auto column = After(message, "ambiguous column name: "))
    return "more than one table has a column \"" + *column + "\"";
  if (message == "incomplete input") return "the query ends too early";
  const std::string_view unreadable = ": syntax error";
  if (message.starts_with("near ") && message.ends_with(unreadable))
    return "the query cannot be understood " + message.substr(0, message.size() - unreadable.size());
  return message;
}

/// The names that can be asked, where a wrong one was.
std::string TableNames(const Database& database) {
  std::string names;
  Statement statement(database,
                      "SELECT name FROM temp.sqlite_schema WHERE type = 'table' UNION ALL SELECT * FROM (SELECT name "
                      "FROM main.sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' "
                      "AND name NOT GLOB 'by_contact_event_*' ORDER BY name)");
  while (statement.Step()) names += (names.empty() ? "" : ", ") + std::string(statement.Text(0));
  return names;
}

/// ", line 1, column 8": columns count characters.
std::string PlaceOf(std::string_view sql, int offset) {
  if (offset < 0 || static_cast<std::size_t>(offset) > sql.size()) return "";
  std::size_t line = 1;
  std::size_t column = 1;
  for (const char byte : sql.substr(0, static_cast<std::size_t>(offset))) {
    const bool continues = (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
    column = byte == '\n' ? 1 : column + (continues ? 0 : 1);
    line += byte == '\n' ? 1 : 0;
  }
  return " (line " + std::to_string(line) + ", column " + std::to_string(column) + ")";
}

Failure Usage(std::string problem, std::string advice = kAdvice) {
  return {std::move(problem), std::move(advice), adapters::ErrorClass::kUsage};
}

[[noreturn]] void FailToPrepare(const Database& database, const std::string& sql, int code, const QueryGuard& guard) {
  if (!guard.refused().empty())
    throw Usage("sql only reads, and " + guard.refused() + " is refused",
                "nothing was changed; " + std::string(kAdvice));
  if ((code & 0xFF) != SQLITE_ERROR) database.Fail(code);
  const std::string message = sqlite3_errmsg(database.handle());
  const std::string problem = InWords(message) + PlaceOf(sql, sqlite3_error_offset(database.handle()));
  if (message.starts_with("no such column: ")) throw Usage(problem, kQuotesAdvice);
  if (!message.starts_with("no such table: ")) throw Usage(problem);
  throw Usage(problem, "there are: " + TableNames(database));
}

/// Whether anything but white space and comments is left.
bool HoldsStatement(const Database& database, std::string_view rest) {
  sqlite3_stmt* statement = nullptr;
  const int code =
      sqlite3_prepare_v2(database.handle(), rest.data(), static_cast<int>(rest.size()), &statement, nullptr);
  const bool holds = code != SQLITE_OK || statement != nullptr;
  sqlite3_finalize(statement);
  return holds;
}

}  // namespace

Statement PrepareQuery(const Database& database, const std::string& sql, const QueryGuard& guard) {
  sqlite3_stmt* raw = nullptr;
  const char* tail = nullptr;
  const int code = sqlite3_prepare_v2(database.handle(), sql.data(), static_cast<int>(sql.size()), &raw, &tail);
  Statement statement(database, raw);
  if (code != SQLITE_OK) FailToPrepare(database, sql, code, guard);
  if (raw == nullptr) throw Usage("the query is empty");
  const std::string_view rest(tail, static_cast<std::size_t>(sql.data() + sql.size() - tail));
  if (HoldsStatement(database, rest)) throw Usage("there is more than one query", "give one query at a time");
  if (sqlite3_stmt_readonly(raw) == 0) throw Usage("sql only reads, and this query would write");
  return statement;
}

bool NextRow(const Database& database, Statement& statement, const QueryGuard& guard) {
  try {
    return statement.Step();
  } catch (const Failure&) {
    if (!guard.refused().empty()) throw Usage("sql only reads, and " + guard.refused() + " is refused");
    if ((sqlite3_errcode(database.handle()) & 0xFF) != SQLITE_ERROR) throw;
    throw Usage(InWords(sqlite3_errmsg(database.handle())));
  }
}

}  // namespace segue::sqlite
