// How a series goes on if it goes on as it did, and between which limits.
//
// Exponential smoothing with a damped trend, with a season where there are enough values for one, fitted by the least
// sum of squared one-step errors (smoothing.h). The interval: the variance of Hyndman et al. 2008, section 6.1, with
// Student's t for the quantile, since the errors' variance is an estimate: two years of months leave it seven degrees
// of freedom. What the choice of model and weights leaves uncertain is not in the interval, so further ahead it is
// rather too narrow than too wide.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "statistics/interval.h"
#include "statistics/series.h"
#include "statistics/smoothing.h"

namespace segue::statistics {

/// A season needs two whole periods and ten values more than the period is long; it is at most 53 long.
inline constexpr std::size_t kFewestToProject = 10;
inline constexpr std::size_t kLongestSeason = 53;

struct ProjectedPeriod {
  double mean = 0;
  double standard_error = 0;
  Interval interval;  // for a single period; may go below 0 for counts
};

struct Projection {
  std::vector<ProjectedPeriod> periods;  // the first after the last value first
  bool seasonal = false;                 // whether there were enough values for the season
  SmoothingWeights weights;
  double variance = 0;            // σ² of the one-step errors
  double degrees_of_freedom = 0;  // values − parameters
};

/// `period` 1 is no season. Values must be complete (LastCompleteStretch of series.h) and at least 10.
Outcome<Projection> Project(std::span<const double> values, std::size_t period, std::size_t ahead,
                            double level = kUsualLevel);

enum class Side { kAbove, kBelow };

/// Numbered from 1, the first period after the last value. None where it is not within the periods projected.
struct Passing {
  std::optional<std::size_t> earliest;  // an end of the interval passes
  std::optional<std::size_t> expected;  // the mean passes
  std::optional<std::size_t> latest;    // both ends of the interval have passed
};

/// The first periods in which the limit is passed; to reach it is not to pass it.
Passing FirstPast(const Projection& projection, double limit, Side side);

}  // namespace segue::statistics
