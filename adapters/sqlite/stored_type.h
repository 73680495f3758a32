// Types as the store writes them.
//
//   text, choice TEXT · number REAL · money INTEGER (ten-thousandths) · flag INTEGER (0, 1) · date TEXT (2026-03-01) ·
//   time INTEGER (UTC milliseconds) · list TEXT (JSON array, sorted, without repetition) · missing NULL
#pragma once

#include <string>
#include <string_view>

#include "engine/value.h"

namespace segue::sqlite {

/// The type as rule files spell it.
std::string_view TypeName(engine::ValueType type);
/// The inverse; an unknown name (only a damaged store has one) is text.
engine::ValueType TypeFromName(std::string_view name);
/// The type of the SQL column.
std::string_view ColumnType(engine::ValueType type);
/// Values of both are stored alike: text and choice.
bool SameStorage(engine::ValueType left, engine::ValueType right);

/// 2026-03-01, proleptic Gregorian; years outside 0000–9999 have a sign and more digits.
std::string FormatDay(engine::Day day);
/// The inverse of FormatDay; kMissingInteger for anything else.
std::int64_t ParseDay(std::string_view text);

}  // namespace segue::sqlite
