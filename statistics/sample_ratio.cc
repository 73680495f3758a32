// Pearson's chi-square against intended shares.
#include "statistics/sample_ratio.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "statistics/distributions.h"

namespace segue::statistics {

std::optional<SampleRatio> TestSampleRatio(std::span<const std::int64_t> counts, std::span<const double> shares) {
  if (counts.size() < 2 || counts.size() != shares.size()) return std::nullopt;
  if (std::ranges::any_of(counts, [](std::int64_t count) { return count < 0; })) return std::nullopt;
  if (!std::ranges::all_of(shares, [](double share) { return share > 0; })) return std::nullopt;
  const double all = std::accumulate(counts.begin(), counts.end(), 0.0);
  const double whole = std::accumulate(shares.begin(), shares.end(), 0.0);
  SampleRatio result;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double expected = all * (shares[i] / whole), away = static_cast<double>(counts[i]) - expected;
    result.chi_square += away * away / expected;
  }
  if (!std::isfinite(result.chi_square)) return std::nullopt;
  result.degrees_of_freedom = static_cast<double>(counts.size() - 1);
  result.p_value = ChiSquareTail(result.chi_square, result.degrees_of_freedom);
  result.mismatch = result.p_value < kMismatchBelow;
  return result;
}

}  // namespace segue::statistics
