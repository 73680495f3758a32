// Connections and statements: a thin skin over SQLite that throws Failure and frees what it holds.

#include "adapters/sqlite/database.h"

#include <sqlite3.h>

#include <utility>

#include "adapters/sqlite/sqlite_failure.h"

namespace segue::sqlite {

Statement::Statement(const Database& database, std::string_view sql) : database_(&database) {
  const int code = sqlite3_prepare_v3(database.handle(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement_, nullptr);
  if (code != SQLITE_OK) database.Fail(code);
}

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_), statement_(std::exchange(other.statement_, nullptr)) {}

Statement& Statement::operator=(Statement&& other) noexcept {
  std::swap(database_, other.database_);
  std::swap(statement_, other.statement_);
  return *this;
}

Statement::~Statement() { sqlite3_finalize(statement_); }

Statement& Statement::BindNull(int position) {
  sqlite3_bind_null(statement_, position);
  return *this;
}

Statement& Statement::Bind(int position, std::int64_t value) {
  sqlite3_bind_int64(statement_, position, value);
  return *this;
}

Statement& Statement::Bind(int position, double value) {
  sqlite3_bind_double(statement_, position, value);
  return *this;
}

Statement& Statement::Bind(int position, std::string_view text) {
  // A null pointer would bind NULL instead of the empty text.
  const char* bytes = text.data() == nullptr ? "" : text.data();
  sqlite3_bind_text64(statement_, position, bytes, text.size(), SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}

Statement& Statement::Bind(int position, std::optional<std::int64_t> value) {
  return value ? Bind(position, *value) : BindNull(position);
}

bool Statement::Step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) {
    const int extended = sqlite3_extended_errcode(database_->handle());
    try {
      database_->Fail(extended);
    } catch (...) {
      sqlite3_reset(statement_);
      throw;
    }
  }
  sqlite3_reset(statement_);
  return false;
}

void Statement::Run() {
  while (Step()) {
  }
}

void Statement::Reset() { sqlite3_reset(statement_); }

int Statement::Columns() const { return sqlite3_column_count(statement_); }
std::string_view Statement::ColumnName(int column) const { return sqlite3_column_name(statement_, column); }
bool Statement::IsText(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_TEXT; }
bool Statement::IsReal(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_FLOAT; }
bool Statement::IsInteger(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_INTEGER; }
bool Statement::IsNull(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
std::int64_t Statement::Integer(int column) const { return sqlite3_column_int64(statement_, column); }
double Statement::Real(int column) const { return sqlite3_column_double(statement_, column); }

std::string_view Statement::Text(int column) const {
  // As a blob: the bytes as stored, without the copy that a terminating zero would need.
  const void* bytes = sqlite3_column_blob(statement_, column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return bytes == nullptr ? std::string_view{} : std::string_view(static_cast<const char*>(bytes), size);
}

std::optional<std::int64_t> Statement::OptionalInteger(int column) const {
  if (IsNull(column)) return std::nullopt;
  return Integer(column);
}

namespace {

/// SQLite's bookkeeping of its memory costs a lock per allocation and serves nobody here. Only before the first use.
void ConfigureLibrary() {
  static const int configured = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(configured);
}

int OpenFlags(Access access) {
  const int common = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI;
  return common | (access == Access::kWrite ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY);
}

/// Characters with a meaning in a URI are escaped, so that any file name works.
std::string Uri(const std::string& path, Access access) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string uri = "file:";
  for (const char character : path) {
    if (character == '?' || character == '#' || character == '%') {
      const auto byte = static_cast<unsigned char>(character);
      uri += {'%', kHex[byte >> 4], kHex[byte & 15]};
    } else {
      uri += character;
    }
  }
  return access == Access::kImmutable ? uri + "?immutable=1" : uri;
}

}  // namespace

Database::Database(const std::string& path, Access access, int busy_milliseconds) : path_(path) {
  ConfigureLibrary();
  const int code = sqlite3_open_v2(Uri(path, access).c_str(), &handle_, OpenFlags(access), nullptr);
  if (code != SQLITE_OK) {
    const Failure failure =
        SqliteFailure(code, handle_ != nullptr ? sqlite3_system_errno(handle_) : 0, sqlite3_errstr(code), path_);
    sqlite3_close(handle_);
    throw failure;
  }
  sqlite3_extended_result_codes(handle_, 1);
  sqlite3_busy_timeout(handle_, busy_milliseconds);
}

Database::~Database() { sqlite3_close_v2(handle_); }

void Database::Execute(const std::string& sql) const {
  const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) Fail(code);
}

bool Database::TryExecute(const std::string& sql) const {
  const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if ((code & 0xFF) == SQLITE_BUSY) return false;
  if (code != SQLITE_OK) Fail(code);
  return true;
}

std::int64_t Database::QueryInteger(const std::string& sql) const {
  Statement statement(*this, sql);
  return statement.Step() ? statement.Integer(0) : 0;
}

std::int64_t Database::Changes() const { return sqlite3_changes64(handle_); }
std::int64_t Database::TotalChanges() const { return sqlite3_total_changes64(handle_); }

void Database::Fail(int code) const {
  throw SqliteFailure(code, sqlite3_system_errno(handle_), sqlite3_errmsg(handle_), path_);
}

std::string Quoted(std::string_view name) {
  std::string quoted = "\"";
  for (const char character : name) {
    if (character == '"') quoted += '"';
    quoted += character;
  }
  return quoted + '"';
}

}  // namespace segue::sqlite
