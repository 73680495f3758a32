// Selection of one or two order statistics.
#include "statistics/quantile.h"

#include <algorithm>
#include <cmath>

namespace segue::statistics {
namespace {

bool Usable(const std::vector<double>& values, double share) {
  const auto finite = [](double value) { return std::isfinite(value); };
  return !values.empty() && share >= 0 && share <= 1 && std::ranges::all_of(values, finite);
}

/// The value that sorting would put at `rank`, from 0; those behind it are no smaller afterwards.
double Select(std::vector<double>& values, std::size_t rank) {
  const auto place = values.begin() + static_cast<std::ptrdiff_t>(rank);
  std::nth_element(values.begin(), place, values.end());
  return *place;
}

/// Shares are written in decimals: 0.07 × 100 must be 7 and not the next whole number.
double WithoutRoundingError(double position) {
  const double whole = std::round(position);
  return std::fabs(position - whole) <= 1e-12 * std::max(whole, 1.0) ? whole : position;
}

}  // namespace

std::optional<double> NearestRank(std::vector<double> values, double share) {
  if (!Usable(values, share)) return std::nullopt;
  const double rank = std::ceil(WithoutRoundingError(share * static_cast<double>(values.size())));
  return Select(values, static_cast<std::size_t>(std::max(rank, 1.0)) - 1);
}

std::optional<double> InterpolatedQuantile(std::vector<double> values, double share) {
  if (!Usable(values, share)) return std::nullopt;
  const double position = WithoutRoundingError(share * static_cast<double>(values.size() - 1));
  const auto below = static_cast<std::size_t>(position);
  const double fraction = position - static_cast<double>(below);
  const double low = Select(values, below);
  if (fraction == 0) return low;
  const double high = *std::min_element(values.begin() + static_cast<std::ptrdiff_t>(below) + 1, values.end());
  return std::lerp(low, high, fraction);
}

}  // namespace segue::statistics
