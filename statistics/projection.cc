// The recursion run on without errors, and its variance.
#include "statistics/projection.h"

#include <algorithm>
#include <cmath>

#include "statistics/distributions.h"

namespace segue::statistics {
namespace {

constexpr std::size_t kMoreThanSeason = 10;  // leaves five degrees of freedom beside the seasons' and five others

bool EnoughForSeason(std::size_t values, std::size_t period) {
  return period > 1 && values / 2 >= period && values >= period + kMoreThanSeason;
}

/// The first period, from 1, for which the condition holds.
template <typename Condition>
std::optional<std::size_t> FirstPeriod(const Projection& projection, Condition condition) {
  const auto found = std::ranges::find_if(projection.periods, condition);
  if (found == projection.periods.end()) return std::nullopt;
  return static_cast<std::size_t>(found - projection.periods.begin()) + 1;
}

}  // namespace

Outcome<Projection> Project(std::span<const double> values, std::size_t period, std::size_t ahead, double level) {
  if (period < 1 || period > kLongestSeason || !IsLevel(level)) return NoValue::kWrongOption;
  if (values.size() < kFewestToProject) return NoValue::kTooShort;
  if (!std::ranges::all_of(values, IsValue)) return NoValue::kMissing;
  Projection result;
  result.seasonal = EnoughForSeason(values.size(), period);
  const std::size_t season = result.seasonal ? period : 1;
  const SmoothingFit fit = FitSmoothing(values, season);
  result.weights = fit.weights;
  result.degrees_of_freedom = static_cast<double>(values.size() - fit.parameters);
  result.variance = fit.squared_errors / result.degrees_of_freedom;
  const double t = CriticalT(level, result.degrees_of_freedom);
  const auto means = SmoothingForecast(fit.end, fit.weights, ahead);
  const auto growth = SmoothingErrorGrowth(fit.weights, season, ahead);
  for (std::size_t i = 0; i < ahead; ++i) {
    const double error = std::sqrt(result.variance * growth[i]);
    result.periods.push_back({means[i], error, {means[i] - t * error, means[i] + t * error}});
  }
  return result;
}

Passing FirstPast(const Projection& projection, double limit, Side side) {
  const auto past = [=](double value) { return side == Side::kAbove ? value > limit : value < limit; };
  const auto low_past = [&](const ProjectedPeriod& period) { return past(period.interval.low); };
  const auto high_past = [&](const ProjectedPeriod& period) { return past(period.interval.high); };
  Passing passing;
  passing.expected = FirstPeriod(projection, [&](const ProjectedPeriod& period) { return past(period.mean); });
  passing.earliest = side == Side::kAbove ? FirstPeriod(projection, high_past) : FirstPeriod(projection, low_past);
  passing.latest = side == Side::kAbove ? FirstPeriod(projection, low_past) : FirstPeriod(projection, high_past);
  return passing;
}

}  // namespace segue::statistics
