// A ratio of two sums that vary both: orders per visit, where a contact has any number of either.
//
// The delta method: A. Deng, U. Knoblich, J. Lu, Applying the delta method in metric analytics, KDD 2018. With R = Σx /
// Σy, the ratio varies like the mean of (x − R y) / mean of y, so it can be compared as means are.
#pragma once

#include <optional>

#include "statistics/moments.h"

namespace segue::statistics {

/// The ratio as the mean of a sample that varies as it does. No value for fewer than two pairs or where y's mean is not
/// above 0.
std::optional<Sample> RatioSample(const PairMoments& pairs);

}  // namespace segue::statistics
