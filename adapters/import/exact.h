// Exact arithmetic with decimal numbers: what formulas of a grouped import compute with, so that money never passes
// through a double.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "adapters/import/decimal.h"

namespace segue::import {

__extension__ using WideDigits = __int128;

/// digits × 10^exponent. |digits| < 10^37: what would need more is an overflow.
struct Exact {
  WideDigits digits = 0;
  int exponent = 0;
};

Exact ToExact(const Decimal& value);
/// Each is exact, or empty on overflow.
std::optional<Exact> Add(const Exact& a, const Exact& b);
std::optional<Exact> Subtract(const Exact& a, const Exact& b);
std::optional<Exact> Multiply(const Exact& a, const Exact& b);

/// -1, 0 or 1.
int Compare(const Exact& a, const Exact& b);

/// Plain decimal text such as `-12.5`, that ParseDecimal reads back: rounded half to even to at most `decimals` digits
/// behind the point and to 18 digits in all. Empty when the whole part alone has more.
std::optional<std::string> ToText(const Exact& value, int decimals);

}  // namespace segue::import
