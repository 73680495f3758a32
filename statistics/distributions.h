// Quantiles and tails of the distributions that every test here rests on. The only place that knows Boost.Math.
//
// Callers see to it that arguments are in range; outside, results are not numbers.
#pragma once

namespace segue::statistics {

/// z such that a standard normal variable lies within ±z with probability `level` (0 < level < 1): 1.96 for 0.95.
double CriticalZ(double level);
/// t such that Student's variable with `degrees` > 0 degrees of freedom (whole or not) lies within ±t with probability
/// `level`.
double CriticalT(double level, double degrees);
/// The probability that a standard normal variable is at least as far from 0 as `z`; between 0 and 1.
double TwoSidedNormal(double z);
/// The same for Student's variable with `degrees` > 0 degrees of freedom.
double TwoSidedStudent(double t, double degrees);
/// The probability that a chi-square variable with `degrees` > 0 degrees of freedom is at least `chi_square` >= 0.
double ChiSquareTail(double chi_square, double degrees);
/// The probability of at most, and of at least, `count` successes in `trials` >= count >= 0, each with `share` between
/// 0 and 1, both left out.
double BinomialAtMost(double count, double trials, double share);
double BinomialAtLeast(double count, double trials, double share);

}  // namespace segue::statistics
