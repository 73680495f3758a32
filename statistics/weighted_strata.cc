// The weighted sum of independent differences.
#include "statistics/weighted_strata.h"

#include <algorithm>

namespace segue::statistics {

double StratumWeight(std::int64_t a, std::int64_t b, Weighting weighting) {
  const auto n = static_cast<double>(a), m = static_cast<double>(b);
  return weighting == Weighting::kPopulation ? n + m : n * (m / (n + m));
}

StratumPart WeightedSum(const std::vector<StratumPart>& parts) {
  double weights = 0;
  for (const StratumPart& part : parts) weights += part.weight;
  StratumPart sum;
  for (const StratumPart& part : parts) {
    const double share = part.weight / weights, squared = share * share;
    sum.weight += part.weight;
    sum.difference += share * part.difference;
    sum.variance += squared * part.variance;
    sum.down += squared * part.down;
    sum.up += squared * part.up;
    sum.inverse_degrees += squared * squared * part.inverse_degrees;
  }
  return sum;
}

void JudgeSigns(const std::vector<StratumPart>& parts, StratifiedDifference& result) {
  const bool rises = std::ranges::any_of(parts, [](const StratumPart& part) { return part.difference > 0; });
  const bool falls = std::ranges::any_of(parts, [](const StratumPart& part) { return part.difference < 0; });
  const bool up = result.plain_difference > 0, down = result.plain_difference < 0;
  result.sign_flips = (up && result.difference < 0) || (down && result.difference > 0);
  result.simpson = (up && falls && !rises) || (down && rises && !falls);
}

}  // namespace segue::statistics
