// The two roots of Wilson's quadratic.
#include "statistics/proportion.h"

#include <algorithm>
#include <cmath>

#include "statistics/distributions.h"

namespace segue::statistics {

// The ends solve (n + z²) p² − (2x + z²) p + x²/n = 0. The lower one is taken from the product of the roots: their
// difference would lose all digits where x is small beside n, and it is exactly 0 where x is.
std::optional<Interval> WilsonInterval(Counts counts, double level) {
  if (!counts.Meaningful() || !IsLevel(level)) return std::nullopt;
  const auto x = static_cast<double>(counts.successes), n = static_cast<double>(counts.trials);
  const double z = CriticalZ(level), z2 = z * z;
  const double sum = 2 * x + z2 + z * std::sqrt(z2 + 4 * x * ((n - x) / n));
  const double rate = counts.Rate();
  const double high = counts.successes == counts.trials ? 1 : sum / (2 * (n + z2));
  return Interval{std::min(2 * x * rate / sum, rate), std::clamp(high, rate, 1.0)};
}

}  // namespace segue::statistics
