// Two proportions beside each other: an arm against the control.
//
// Difference: Newcombe's hybrid score interval, method 10 of R. G. Newcombe, Interval estimation for the difference
// between independent proportions: comparison of eleven methods, Statistics in Medicine 17 (1998) 873–890.
// Worked example (table II there): 56/70 − 48/80 = 0.2, 0.0524 to 0.3339.
// Test: the score test of equal rates, z = (p_a − p_b) / sqrt(p (1 − p) (1/n_a + 1/n_b)) with p from both together;
// z² is Pearson's chi-square of the two by two table, without continuity correction.
// Lift: the interval of log(p_a / p_b), normal with variance 1/x_a − 1/n_a + 1/x_b − 1/n_b: D. Katz et al., Obtaining
// confidence intervals for the risk ratio in cohort studies, Biometrics 34 (1978) 469–474.
// Interval and test are made differently and may disagree at the very edge of a level.
#pragma once

#include <optional>

#include "statistics/interval.h"
#include "statistics/lift.h"
#include "statistics/proportion.h"

namespace segue::statistics {

struct RateComparison {
  double difference = 0;  // rate of a − rate of b
  Interval interval;      // within [−1, 1], and the difference within it
  double z = 0;           // 0 where nobody or everybody succeeded in both
  double p_value = 1;     // two-sided
  /// The smallest count that equal rates would make one expect in a cell of the two by two table. Below 5 the p value
  /// is a rough one (Cochran 1954).
  double smallest_expected = 0;
};

/// No value for counts or a level that mean nothing.
std::optional<RateComparison> CompareRates(Counts a, Counts b, double level = kUsualLevel);

/// No value where b has no success. No interval where a has none, or where both rates are 1: the variance of the
/// logarithm is then unbounded, or 0 without being known so well.
std::optional<Lift> LiftOfRates(Counts a, Counts b, double level = kUsualLevel);

}  // namespace segue::statistics
