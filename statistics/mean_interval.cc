// Student's interval.
#include "statistics/mean_interval.h"

#include <cmath>

#include "statistics/distributions.h"

namespace segue::statistics {

std::optional<Interval> MeanInterval(const Sample& sample, double level) {
  if (sample.count < 2 || !(sample.variance >= 0) || !IsLevel(level)) return std::nullopt;
  const auto count = static_cast<double>(sample.count);
  const double reach = CriticalT(level, count - 1) * std::sqrt(sample.variance / count);
  const Interval interval{sample.mean - reach, sample.mean + reach};
  if (!std::isfinite(interval.low) || !std::isfinite(interval.high)) return std::nullopt;
  return interval;
}

}  // namespace segue::statistics
