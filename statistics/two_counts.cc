// See two_counts.h.
#include "statistics/two_counts.h"

#include <algorithm>

#include "statistics/distributions.h"

namespace segue::statistics {

std::optional<double> CompareCounts(CountOverTime a, CountOverTime b) {
  if (a.count < 0 || b.count < 0 || !(a.time > 0) || !(b.time > 0)) return std::nullopt;
  if (a.count == 0 && b.count == 0) return 1.0;
  const auto first = static_cast<double>(a.count), both = first + static_cast<double>(b.count);
  const double share = a.time / (a.time + b.time);
  const double tail = std::min(BinomialAtMost(first, both, share), BinomialAtLeast(first, both, share));
  return std::min(1.0, 2 * tail);
}

}  // namespace segue::statistics
