// Decimal numbers as files write them: exact until the last step, so that money never passes through a double.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/value.h"

namespace segue::import {

/// ± digits × 10^exponent.
struct Decimal {
  bool negative = false;
  std::uint64_t digits = 0;
  int exponent = 0;
};

/// Reads `1234.5`, `-1 234,56`, `1'234.50`, `1e-05`. `decimal` is the decimal sign, `.` or `,`; the other one, blanks
/// (narrow and no-break too) and apostrophes may group digits by three. Empty when it is not such a number or has more
/// than 19 significant digits.
std::optional<Decimal> ParseDecimal(std::string_view text, char decimal);

/// Empty on overflow.
std::optional<Decimal> Multiply(const Decimal& a, const Decimal& b);

/// Correctly rounded.
double ToDouble(const Decimal& value);
/// Rounded once, half to even, to 1/10,000; empty on overflow.
std::optional<engine::Money> ToMoney(const Decimal& value);

}  // namespace segue::import
