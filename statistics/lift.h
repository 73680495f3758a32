// By how much one figure exceeds another in proportion to it: 0.2 is "20 % more".
#pragma once

#include <optional>

#include "statistics/interval.h"

namespace segue::statistics {

struct Lift {
  double lift = 0;  // a / b − 1; −1 or more where a is a rate
  /// None where the data do not bound the ratio.
  std::optional<Interval> interval;
};

}  // namespace segue::statistics
