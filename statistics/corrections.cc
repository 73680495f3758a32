// Holm's step-down procedure.
#include "statistics/corrections.h"

#include <algorithm>
#include <numeric>

namespace segue::statistics {

std::vector<double> HolmAdjusted(std::span<const double> p_values) {
  std::vector<double> adjusted;
  for (const double p : p_values) adjusted.push_back(p >= 0 && p <= 1 ? p : 1);
  std::vector<std::size_t> order(adjusted.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return adjusted[i]; });
  double largest = 0;  // an adjusted value is never below that of a smaller p
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    double& p = adjusted[order[rank]];
    largest = std::max(largest, std::min(1.0, p * static_cast<double>(order.size() - rank)));
    p = largest;
  }
  return adjusted;
}

double BonferroniLevel(double level, std::size_t comparisons) {
  return comparisons < 2 ? level : 1 - (1 - level) / static_cast<double>(comparisons);
}

}  // namespace segue::statistics
