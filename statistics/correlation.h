// Whether two series move together, perhaps one after the other.
//
// Both are first differenced: two series that merely grow are correlated whatever they are (G. U. Yule, Journal of the
// Royal Statistical Society 89, 1926, 1–63). A season must be gone already (Decomposition::adjusted). Then for each lag
// k Pearson's r of the change of x at t and that of y at t + k, its p value by Student's t, its interval by R. A.
// Fisher's z (Metron 1, 1921, 3–32). Both take the number of independent pairs that the autocorrelation leaves of n,
//   1 / n' = 1 / n + 2 / n Σ (n − j) / n ρ_x(j) ρ_y(j),  j = 1 … n / 5,  n' <= n,
// of B. J. Pyper, R. M. Peterman, Canadian Journal of Fisheries and Aquatic Sciences 55 (1998) 2127–2140.
// Of 2 L + 1 lags one looks significant sooner than of one: p and interval are Bonferroni's for all lags looked at.
// A correlation is no effect: both may follow a third.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "statistics/interval.h"
#include "statistics/series.h"

namespace segue::statistics {

struct Correlation {
  double r = 0;                      // within [−1, 1]
  std::size_t pairs = 0;             // n
  double effective_pairs = 0;        // n', at most n
  double p_value = 1;                // two-sided; 1 where fewer than 3 effective pairs are left
  std::optional<Interval> interval;  // none below 4 effective pairs, or where r is ±1
};

/// Of pairs (x[i], y[i]) in the order of time; where one is missing the pair is. At least 8 pairs, else no value; none
/// either where x or y does not vary, or where lengths differ.
std::optional<Correlation> Correlate(Series x, Series y, double level = kUsualLevel);

struct LaggedCorrelation {
  int lag = 0;  // y's change comes so many periods after x's; negative: before
  Correlation correlation;
};

struct LagSearch {
  /// The lag with the least p value, of equal ones the nearest to 0, its p value and interval corrected for all lags in
  /// `lags`.
  LaggedCorrelation best;
  /// All that have a value, from −most_lag on, uncorrected.
  std::vector<LaggedCorrelation> lags;
};

/// Of the changes of two series of the same length, with lags −most_lag … most_lag. No value where no lag has one.
std::optional<LagSearch> FindLag(Series x, Series y, int most_lag, double level = kUsualLevel);

}  // namespace segue::statistics
