// Several comparisons at once: among twenty arms without effect one looks significant at 5 %.
//
// Adjusted p values: S. Holm, A simple sequentially rejective multiple test procedure, Scandinavian Journal of
// Statistics 6 (1979) 65–70. Holm's procedure has no simple intervals; those are widened by Bonferroni, which is never
// narrower.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace segue::statistics {

/// In the order given. An adjusted value at most α keeps the chance of any false claim among all of them at most α.
/// What is not between 0 and 1 counts as 1.
std::vector<double> HolmAdjusted(std::span<const double> p_values);

/// The level at which each of `comparisons` >= 1 intervals is to be made for all together to hold at `level`.
double BonferroniLevel(double level, std::size_t comparisons);

}  // namespace segue::statistics
