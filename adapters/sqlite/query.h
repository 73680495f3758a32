// A reader's own SQL over the store, and over tables that are computed when the query names them.
//
// Nothing can be written: the file is opened for reading, and an authorizer refuses every statement that is not a
// question (no ATTACH, no PRAGMA beyond the shape of tables, no extension). Derived tables live in the connection's
// temporary database and are filled only when the prepared query reads them.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "adapters/result.h"

namespace segue::sqlite {

/// monostate is NULL. Texts are views, valid until the call that they are given to returns.
using QueryValue = std::variant<std::monostate, std::int64_t, double, std::string_view>;
using QueryRow = std::span<const QueryValue>;

struct DerivedTable {
  std::string name;
  std::vector<std::string> columns;
};

/// Tables beside those of the store, and how to fill them.
struct Derivation {
  std::vector<DerivedTable> tables;
  /// Adds one row to the table with this index.
  using Add = std::function<void(std::size_t table, QueryRow row)>;
  /// Called at most once, with the indices of the tables that the query reads.
  std::function<adapters::Status(const std::vector<std::size_t>& needed, const Add& add)> fill;
};

/// Receives the answer row by row.
struct QueryReader {
  std::function<void(const std::vector<std::string>& columns)> begin;  // once, before the rows
  std::function<void(QueryRow row)> row;
};

/// Runs one query. A mistake in it is a usage error in words, with its place where SQLite knows it.
adapters::Status RunQuery(const std::string& path, const std::string& sql, const Derivation& derivation,
                          const QueryReader& reader);

}  // namespace segue::sqlite
