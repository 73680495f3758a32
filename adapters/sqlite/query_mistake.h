// A reader's query prepared, or what is wrong with it in words.
#pragma once

#include <string>

#include "adapters/result.h"
#include "adapters/sqlite/database.h"
#include "adapters/sqlite/query_guard.h"

namespace segue::sqlite {

/// What a derived table's source answered instead of rows. Thrown inside this room only.
struct RefusedFill {
  adapters::Error error;
};

/// Exactly one statement that only reads, else a Failure of usage: `there is no column "cuntry"` with its place.
Statement PrepareQuery(const Database& database, const std::string& sql, const QueryGuard& guard);
/// The next row; what the query itself does wrong while it runs is a Failure of usage.
bool NextRow(const Database& database, Statement& statement, const QueryGuard& guard);

}  // namespace segue::sqlite
