// A difference between two groups with the mix of strata evened out, beside the plain one.
//
// Each stratum (a country, a device) has its own difference d_k, and the estimate is Σ w_k d_k / Σ w_k, with the
// weights of `Weighting`. The variance is that of a weighted sum of independent differences (S. Greenland, J. M.
// Robins, Biometrics 41, 1985, 55–68).
//
// Rates: the interval puts Wilson's intervals of all rates together by MOVER (G. Y. Zou, A. Donner, Statistics in
// Medicine 27, 2008, 1693–1702), and the p value is that of Cochran, Mantel and Haenszel, without continuity
// correction, whatever the weights. With a single stratum this is CompareRates, but for a factor (N − 1) / N in z².
//
// Means: interval and p value come from Student's t with the degrees of freedom of Satterthwaite. With a single stratum
// this is CompareMeans.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "statistics/interval.h"
#include "statistics/moments.h"
#include "statistics/proportion.h"

namespace segue::statistics {

enum class Weighting {
  /// n_k, everybody in the stratum: direct standardisation, "what if both groups had the mix of all". In a randomised
  /// experiment, post-stratification (L. W. Miratrix, J. S. Sekhon, B. Yu, Journal of the Royal Statistical Society B
  /// 75, 2013, 369–396).
  kPopulation,
  /// n_ka n_kb / n_k: a stratum counts as much as it tells, best for strata that are small or lopsided (N. Mantel,
  /// W. Haenszel, Journal of the National Cancer Institute 22, 1959, 719–748).
  kMantelHaenszel,
};

struct RateStratum {
  Counts a, b;  // a group may be empty (0 of 0)
};

struct MeanStratum {
  Sample a, b;
};

struct StratifiedDifference {
  double difference = 0;  // a − b
  double standard_error = 0;
  Interval interval;
  double p_value = 1;  // two-sided

  /// All strata thrown together, those left out below included; CompareRates or CompareMeans.
  double plain_difference = 0;
  Interval plain_interval;

  std::size_t strata_used = 0;
  /// Contacts in strata that cannot be compared: without anybody in a group, or for means with fewer than two.
  std::int64_t left_out = 0;

  /// The plain difference and the stratified one have opposite signs.
  bool sign_flips = false;
  /// Simpson's paradox proper: no stratum that is used goes the way of the plain difference, and some go the other way.
  bool simpson = false;
};

/// No value where no stratum can be compared or a count or the level means nothing.
std::optional<StratifiedDifference> CompareRatesByStratum(std::span<const RateStratum> strata, Weighting weighting,
                                                          double level = kUsualLevel);

/// No value as above, or where nothing varies in any stratum.
std::optional<StratifiedDifference> CompareMeansByStratum(std::span<const MeanStratum> strata, Weighting weighting,
                                                          double level = kUsualLevel);

}  // namespace segue::statistics
