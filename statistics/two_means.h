// Two means beside each other, whose groups may vary differently: spend per contact of an arm against the control.
//
// Difference: B. L. Welch, The generalization of "Student's" problem when several different population variances are
// involved, Biometrika 34 (1947) 28–35, with the degrees of freedom of Welch and Satterthwaite.
// Lift: E. C. Fieller, Some problems in interval estimation, Journal of the Royal Statistical Society B 16 (1954)
// 175–185: the ratios r for which mean_a − r mean_b is not significantly different from 0. Taken with the same t as the
// difference, so that the lift's interval holds 0 exactly where the difference's does.
#pragma once

#include <optional>

#include "statistics/interval.h"
#include "statistics/lift.h"
#include "statistics/moments.h"

namespace segue::statistics {

struct MeanComparison {
  double difference = 0;  // mean of a − mean of b
  double standard_error = 0;
  double degrees_of_freedom = 0;  // seldom whole
  double t = 0;
  double p_value = 1;  // two-sided
  Interval interval;   // symmetric about the difference
};

/// No value where a group has fewer than two values, where neither varies, or for a level that means nothing.
std::optional<MeanComparison> CompareMeans(const Sample& a, const Sample& b, double level = kUsualLevel);

/// No value where CompareMeans has none or b's mean is not above 0. No interval where b's mean is not significantly
/// different from 0: every ratio would then do.
std::optional<Lift> LiftOfMeans(const Sample& a, const Sample& b, double level = kUsualLevel);

}  // namespace segue::statistics
