// Prepare first, fill what the prepared query reads, then step: a question about the store alone evaluates no rule.

#include "adapters/sqlite/query.h"

#include <sqlite3.h>

#include <chrono>
#include <memory>

#include "adapters/sqlite/database.h"
#include "adapters/sqlite/query_guard.h"
#include "adapters/sqlite/query_mistake.h"
#include "adapters/sqlite/store_file.h"

namespace segue::sqlite {
namespace {

constexpr std::chrono::milliseconds kPatience{5000};

std::string ColumnList(const DerivedTable& table) {
  std::string list;
  for (const std::string& column : table.columns) list += (list.empty() ? "" : ", ") + Quoted(column);
  return list;
}

void CreateTables(const Database& database, const Derivation& derivation) {
  for (const DerivedTable& table : derivation.tables) {
    database.Execute("CREATE TEMP TABLE " + Quoted(table.name) + " (" + ColumnList(table) + ")");
  }
}

void BindValue(Statement& statement, int position, const QueryValue& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    statement.Bind(position, *integer);
  } else if (const auto* real = std::get_if<double>(&value)) {
    statement.Bind(position, *real);
  } else if (const auto* text = std::get_if<std::string_view>(&value)) {
    statement.Bind(position, *text);
  } else {
    statement.BindNull(position);
  }
}

Statement Inserter(const Database& database, const DerivedTable& table) {
  std::string places;
  for (std::size_t i = 0; i < table.columns.size(); ++i) places += i == 0 ? "?" : ", ?";
  return {database, "INSERT INTO temp." + Quoted(table.name) + " VALUES (" + places + ")"};
}

void FillTables(const Database& database, const Derivation& derivation, const std::vector<std::size_t>& needed) {
  if (needed.empty()) return;
  std::vector<Statement> inserters(derivation.tables.size());
  for (const std::size_t table : needed) inserters[table] = Inserter(database, derivation.tables[table]);
  database.Execute("BEGIN");
  const adapters::Status filled = derivation.fill(needed, [&](std::size_t table, QueryRow row) {
    int position = 0;
    for (const QueryValue& value : row) BindValue(inserters[table], ++position, value);
    inserters[table].Run();
  });
  if (!filled) throw RefusedFill{filled.error()};
  database.Execute("COMMIT");
}

QueryValue CellOf(const Statement& statement, int column) {
  if (statement.IsNull(column)) return {};
  if (statement.IsReal(column)) return statement.Real(column);
  if (statement.IsInteger(column)) return statement.Integer(column);
  return statement.Text(column);
}

void Deliver(const Database& database, Statement& statement, const QueryGuard& guard, const QueryReader& reader) {
  std::vector<std::string> names;
  names.reserve(static_cast<std::size_t>(statement.Columns()));
  for (int column = 0; column < statement.Columns(); ++column) names.emplace_back(statement.ColumnName(column));
  reader.begin(names);
  std::vector<QueryValue> row(names.size());
  while (NextRow(database, statement, guard)) {
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = CellOf(statement, static_cast<int>(i));
    reader.row(row);
  }
}

std::vector<std::size_t> Needed(const Derivation& derivation, const QueryGuard& guard) {
  std::vector<std::size_t> needed;
  for (std::size_t i = 0; i < derivation.tables.size(); ++i) {
    if (guard.HasRead(derivation.tables[i].name)) needed.push_back(i);
  }
  return needed;
}

void Answer(const Database& database, const std::string& sql, const Derivation& derivation, const QueryReader& reader) {
  CreateTables(database, derivation);
  QueryGuard guard(database);
  Statement statement = PrepareQuery(database, sql, guard);
  {
    const QueryGuard::Pause pause(guard);  // our own inserts are not the reader's
    FillTables(database, derivation, Needed(derivation, guard));
  }
  Deliver(database, statement, guard, reader);
}

}  // namespace

adapters::Status RunQuery(const std::string& path, const std::string& sql, const Derivation& derivation,
                          const QueryReader& reader) {
  try {
    return Guard("running the query", [&] {
      const std::unique_ptr<Database> database = OpenStoreFile(path, OpenMode::kRead, kPatience);
      Answer(*database, sql, derivation, reader);
      return adapters::Nothing{};
    });
  } catch (const RefusedFill& refused) {
    return refused.error;
  }
}

}  // namespace segue::sqlite
