// Values at equal distances in time, one a period, some of them perhaps missing.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <variant>
#include <vector>

namespace segue::statistics {

/// Finite, and so small that squares and sums of it are finite too. What is not counts as missing.
bool IsValue(double value);

using Series = std::span<const std::optional<double>>;

/// Values without a gap; `values[0]` is the series' value number `first`.
struct Stretch {
  std::size_t first = 0;
  std::vector<double> values;
};

/// The longest stretch without a gap that ends with the last value that is not missing: what a decomposition or a
/// projection can be made of. Empty where everything is missing.
Stretch LastCompleteStretch(Series series);

/// Why there is no result.
enum class NoValue {
  kTooShort,     // fewer values than the function's header asks for
  kMissing,      // a value is missing: IsValue is false
  kNotPositive,  // a multiplicative season of values that are not all above 0
  kWrongOption,  // a period, window or level that means nothing
};

template <typename Result>
using Outcome = std::variant<Result, NoValue>;

}  // namespace segue::statistics
