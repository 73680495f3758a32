// Welch's t and Fieller's interval.
#include "statistics/two_means.h"

#include <cmath>

#include "statistics/distributions.h"

namespace segue::statistics {
namespace {

bool Usable(const Sample& sample) {
  return sample.count >= 2 && std::isfinite(sample.mean) && std::isfinite(sample.variance) && sample.variance >= 0;
}

double VarianceOfMean(const Sample& sample) { return sample.variance / static_cast<double>(sample.count); }

}  // namespace

std::optional<MeanComparison> CompareMeans(const Sample& a, const Sample& b, double level) {
  if (!Usable(a) || !Usable(b) || !IsLevel(level)) return std::nullopt;
  const double from_a = VarianceOfMean(a), variance = from_a + VarianceOfMean(b);
  MeanComparison result;
  result.difference = a.mean - b.mean;
  result.standard_error = std::sqrt(variance);
  result.t = result.difference / result.standard_error;
  if (!std::isfinite(result.t)) return std::nullopt;
  // As shares of the variance, not as the squares of the textbook, which over- and underflow.
  const double share = from_a / variance, rest = 1 - share;
  result.degrees_of_freedom =
      1 / (share * share / static_cast<double>(a.count - 1) + rest * rest / static_cast<double>(b.count - 1));
  result.p_value = TwoSidedStudent(result.t, result.degrees_of_freedom);
  const double reach = CriticalT(level, result.degrees_of_freedom) * result.standard_error;
  result.interval = {result.difference - reach, result.difference + reach};
  if (!std::isfinite(reach)) return std::nullopt;
  return result;
}

std::optional<Lift> LiftOfMeans(const Sample& a, const Sample& b, double level) {
  const auto comparison = CompareMeans(a, b, level);
  if (!comparison || b.mean <= 0) return std::nullopt;
  const double ratio = a.mean / b.mean;
  if (!std::isfinite(ratio)) return std::nullopt;
  Lift result{ratio - 1, std::nullopt};
  // In units of b's mean; g is Fieller's: 1 or more when b's mean is not clearly above 0.
  const double t = CriticalT(level, comparison->degrees_of_freedom);
  const double of_a = VarianceOfMean(a) / b.mean / b.mean, of_b = VarianceOfMean(b) / b.mean / b.mean;
  const double g = t * t * of_b;
  if (!(g < 1)) return result;
  const double reach = t * std::sqrt(of_a * (1 - g) + ratio * ratio * of_b);
  const Interval interval{(ratio - reach) / (1 - g) - 1, (ratio + reach) / (1 - g) - 1};
  if (std::isfinite(interval.low) && std::isfinite(interval.high)) result.interval = interval;
  return result;
}

}  // namespace segue::statistics
