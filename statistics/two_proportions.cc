// Newcombe's interval, the score test and Katz's interval.
#include "statistics/two_proportions.h"

#include <algorithm>
#include <cmath>

#include "statistics/distributions.h"

namespace segue::statistics {
namespace {

Interval NewcombeInterval(Counts a, Counts b, const Interval& around_a, const Interval& around_b) {
  const double p = a.Rate(), q = b.Rate(), difference = p - q;
  const double down = std::hypot(p - around_a.low, around_b.high - q);
  const double up = std::hypot(around_a.high - p, q - around_b.low);
  return {std::max(difference - down, -1.0), std::min(difference + up, 1.0)};
}

}  // namespace

std::optional<RateComparison> CompareRates(Counts a, Counts b, double level) {
  const auto around_a = WilsonInterval(a, level), around_b = WilsonInterval(b, level);
  if (!around_a || !around_b) return std::nullopt;
  const auto n = static_cast<double>(a.trials), m = static_cast<double>(b.trials);
  const double successes = static_cast<double>(a.successes) + static_cast<double>(b.successes);
  const double failures = static_cast<double>(a.trials - a.successes) + static_cast<double>(b.trials - b.successes);
  RateComparison result;
  result.difference = a.Rate() - b.Rate();
  result.interval = NewcombeInterval(a, b, *around_a, *around_b);
  result.smallest_expected = std::min(n, m) * std::min(successes, failures) / (n + m);
  if (successes > 0 && failures > 0) {
    const double rate = successes / (n + m), opposite = failures / (n + m);
    result.z = result.difference / std::sqrt(rate * opposite * (1 / n + 1 / m));
  }
  result.p_value = TwoSidedNormal(result.z);
  return result;
}

std::optional<Lift> LiftOfRates(Counts a, Counts b, double level) {
  if (!a.Meaningful() || !b.Meaningful() || !IsLevel(level) || b.successes == 0) return std::nullopt;
  const double ratio = a.Rate() / b.Rate();
  Lift result{ratio - 1, std::nullopt};
  const auto unexplained = [](Counts counts) {  // 1/x − 1/n without the loss of digits
    return static_cast<double>(counts.trials - counts.successes) /
           (static_cast<double>(counts.successes) * static_cast<double>(counts.trials));
  };
  if (a.successes == 0) return result;
  const double variance = unexplained(a) + unexplained(b);
  if (variance <= 0) return result;
  const double reach = CriticalZ(level) * std::sqrt(variance);
  const Interval interval{ratio * std::exp(-reach) - 1, ratio * std::exp(reach) - 1};
  if (std::isfinite(interval.high)) result.interval = interval;
  return result;
}

}  // namespace segue::statistics
