// CUPED: an experiment's noise reduced by what was known of each contact before it began.
//
// A. Deng, Y. Xu, R. Kohavi, T. Walker, Improving the sensitivity of online controlled experiments by utilizing
// pre-experiment data, WSDM 2013. With x known before the experiment, y − θ (x − mean of all x) has the same
// expectation as y in every arm, and with θ = cov(x, y) / var(x) the least variance. θ is taken from the sums within
// the arms, so that an effect of the experiment does not enter it; the difference of two adjusted means is then that of
// the analysis of covariance (in R: lm(y ~ arm + x)).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "statistics/moments.h"

namespace segue::statistics {

struct CupedResult {
  double theta = 0;               // 0 where x does not vary: nothing is adjusted
  double variance_reduction = 0;  // share of the variance within arms that x explains, in [0, 1]
  std::vector<Sample> arms;       // adjusted, in the order given, for CompareMeans
};

/// x is what was known before, y what is measured. No value without arms or where an arm has fewer than two contacts.
std::optional<CupedResult> AdjustByCovariate(std::span<const PairMoments> arms);

}  // namespace segue::statistics
