// A mean and the interval that it is known to, by Student's t: Student, The probable error of a mean, Biometrika 6
// (1908) 1–25.
#pragma once

#include <optional>

#include "statistics/interval.h"
#include "statistics/moments.h"

namespace segue::statistics {

/// Symmetric about the mean. No value for fewer than two values, or for a level that means nothing.
std::optional<Interval> MeanInterval(const Sample& sample, double level = kUsualLevel);

}  // namespace segue::statistics
