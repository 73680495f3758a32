// A connection to one SQLite file, and statements on it. Failures are thrown as Failure (failure.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/sqlite/failure.h"

struct sqlite3;
struct sqlite3_stmt;

namespace segue::sqlite {

class Database;

/// One prepared statement. Positions of parameters count from 1, of columns from 0, as in SQLite.
/// Texts are bound without a copy: they must live until the next Step, Run or Reset.
class Statement {
 public:
  Statement() = default;
  Statement(const Database& database, std::string_view sql);
  /// Takes a statement that was prepared already.
  Statement(const Database& database, sqlite3_stmt* prepared) : database_(&database), statement_(prepared) {}
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&& other) noexcept;
  ~Statement();

  Statement& BindNull(int position);
  Statement& Bind(int position, std::int64_t value);
  Statement& Bind(int position, double value);
  Statement& Bind(int position, std::string_view text);
  Statement& Bind(int position, std::optional<std::int64_t> value);

  /// To the next row; false at the end, after which the statement is reset.
  bool Step();
  /// For statements without rows: runs to the end and resets.
  void Run();
  void Reset();

  int Columns() const;
  std::string_view ColumnName(int column) const;
  bool IsNull(int column) const;
  /// Whether the value is a text; else it is a number, or null.
  bool IsText(int column) const;
  bool IsReal(int column) const;
  bool IsInteger(int column) const;
  std::int64_t Integer(int column) const;
  double Real(int column) const;
  /// Valid until the next Step or Reset.
  std::string_view Text(int column) const;
  std::optional<std::int64_t> OptionalInteger(int column) const;

 private:
  const Database* database_ = nullptr;
  sqlite3_stmt* statement_ = nullptr;
};

enum class Access {
  kRead,
  kWrite,
  kImmutable,  // read only, on a folder that nobody can write to
};

class Database {
 public:
  /// The file must exist. `busy_milliseconds`: how long SQLite itself waits for a lock.
  Database(const std::string& path, Access access, int busy_milliseconds);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  const std::string& path() const { return path_; }
  sqlite3* handle() const { return handle_; }

  void Execute(const std::string& sql) const;
  /// Like Execute, but false when another connection holds the lock.
  bool TryExecute(const std::string& sql) const;
  std::int64_t QueryInteger(const std::string& sql) const;
  /// Rows that the last statement changed.
  std::int64_t Changes() const;
  /// Rows that all statements of this connection have changed so far.
  std::int64_t TotalChanges() const;
  /// Throws what the last failure on this connection means in the user's words.
  [[noreturn]] void Fail(int code) const;

 private:
  std::string path_;
  sqlite3* handle_ = nullptr;
};

/// A name as SQL: "name", with quotes doubled.
std::string Quoted(std::string_view name);

}  // namespace segue::sqlite
