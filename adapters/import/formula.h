// Formulas of a grouped import: what a group's row says, gathered from its lines.
//
//   sum(price * quantity) + shipping        count()        max(date)        distinct(article)
//
// Inside a function's brackets stands arithmetic over the cells of one line; outside, arithmetic over what the
// functions give for the group. A column outside any function stands for the one value on which the lines agree. `+`,
// `-` and `*` are exact. Names with other signs than letters, digits, `_` and `.` stand in quotes: sum("unit price" *
// 2).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "adapters/import/decimal.h"

namespace segue::import {

/// One step of arithmetic in postfix order.
struct FormulaStep {
  enum class Kind : std::uint8_t { kNumber, kOperand, kAdd, kSubtract, kMultiply, kNegate };
  Kind kind = Kind::kNumber;
  Decimal number;
  std::size_t operand = 0;
};
using Arithmetic = std::vector<FormulaStep>;

/// How the values of a group's lines become one.
enum class Gathering : std::uint8_t { kAgreed, kSum, kMin, kMax, kFirst, kLast, kCount, kDistinct };

struct Gatherer {
  Gathering gathering = Gathering::kAgreed;
  Arithmetic argument;               // operands are Formula::columns; empty for count()
  std::string text;                  // as written, for messages
  std::vector<std::size_t> columns;  // those that the argument reads
};

struct Formula {
  std::string text;                  // as written
  std::vector<std::string> columns;  // without repetitions
  std::vector<Gatherer> gatherers;
  Arithmetic value;  // operands are gatherers

  /// A cell of some line as it stands, chosen and not computed: `date`, `max(date)`.
  bool copies() const;
};

/// Whether a text under `group by` is a formula and no column's name: it holds a word with `(` right behind it.
bool LooksLikeFormula(std::string_view text);

/// The formula of a column: its agreed value. `"…"` around the name is taken off.
Formula ColumnFormula(std::string_view name);

/// The formula, or what is wrong with the text, for a person.
std::variant<Formula, std::string> ParseFormula(std::string_view text);

}  // namespace segue::import
