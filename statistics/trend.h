// Whether a series rises or falls, and how fast, without assuming a shape or a distribution.
//
// Test: H. B. Mann, Nonparametric tests against trend, Econometrica 13 (1945) 245–259; M. G. Kendall, Rank Correlation
// Methods (1975). S counts the pairs that rise less those that fall. With ties or more than 10 values it is taken for
// normal, its variance corrected for ties and S for continuity; else the exact distribution is used.
//
// Seasonal test: R. M. Hirsch, J. R. Slack, R. A. Smith, Techniques of trend analysis for monthly water quality data,
// Water Resources Research 18 (1982) 107–121: only values of the same season are compared, and S and its variance
// summed over the seasons.
//
// Slope: P. K. Sen, Estimates of the regression coefficient based on Kendall's tau, Journal of the American Statistical
// Association 63 (1968) 1379–1389: the median of all pairs' slopes (within a season where there are seasons), and for
// its interval the slopes of rank (N ∓ z sqrt(Var S)) / 2 of N, rounded to whole ranks.
//
// All this supposes that values are independent once the trend is gone. Months that drag each other along look like a
// trend more often than the level says.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "statistics/interval.h"
#include "statistics/series.h"

namespace segue::statistics {

enum class Direction { kRising, kFalling, kNotClear };

struct Trend {
  std::size_t values = 0;                      // those that are not missing
  std::int64_t score = 0;                      // S
  double variance = 0;                         // of S, were there no trend
  double z = 0;                                // S brought one nearer to 0, over its standard deviation
  double p_value = 1;                          // two-sided
  bool exact = false;                          // p_value is from the exact distribution
  Direction direction = Direction::kNotClear;  // clear where p_value <= 1 − level
  double slope = 0;                            // per period
  /// None where so few values cannot give an interval of that level.
  std::optional<Interval> slope_interval;
};

/// At least 3 values that are not missing, else no value. Takes time and memory by the square of their number.
std::optional<Trend> FindTrend(Series series, double level = kUsualLevel);

/// Values `period` apart are of one season; period >= 1, and 1 is no season. No value where no season has two values,
/// or in all fewer than 3 are there.
std::optional<Trend> FindSeasonalTrend(Series series, std::size_t period, double level = kUsualLevel);

}  // namespace segue::statistics
