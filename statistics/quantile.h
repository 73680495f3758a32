// Quantiles of a sample: the median, p90.
//
// Two of the definitions in R. J. Hyndman, Y. Fan, Sample quantiles in statistical packages, The American Statistician
// 50 (1996) 361–365. The nearest rank is always one of the values; the other interpolates between the two neighbours of
// position 1 + (n − 1) q (type 7, the default of R and of spreadsheets), which for an even count gives the usual
// median.
#pragma once

#include <optional>
#include <vector>

namespace segue::statistics {

/// The smallest value that a share of at least `share` (0 to 1) of the values does not exceed (type 1). No value for an
/// empty sample, a share out of range or a value that is not finite.
std::optional<double> NearestRank(std::vector<double> values, double share);

/// The value at position 1 + (n − 1) × `share` of the sorted values. No value as above.
std::optional<double> InterpolatedQuantile(std::vector<double> values, double share);

}  // namespace segue::statistics
