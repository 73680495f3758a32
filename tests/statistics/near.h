// Agreement with a figure from elsewhere, in as many digits as it was given with.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include "statistics/interval.h"

namespace segue::testing {

/// To about eleven digits: figures of R and scipy.
inline auto Near(double expected) { return Catch::Matchers::WithinRel(expected, 1e-11); }

/// To half a unit of the last of so many decimals: figures of a printed table.
inline auto Printed(double expected, int decimals) {
  double unit = 1;
  for (int i = 0; i < decimals; ++i) unit /= 10;
  return Catch::Matchers::WithinAbs(expected, unit * 0.5000001);
}

inline void CheckPrinted(const statistics::Interval& interval, double low, double high, int decimals) {
  CHECK_THAT(interval.low, Printed(low, decimals));
  CHECK_THAT(interval.high, Printed(high, decimals));
}

inline void CheckNear(const statistics::Interval& interval, double low, double high) {
  CHECK_THAT(interval.low, Near(low));
  CHECK_THAT(interval.high, Near(high));
}

inline bool Holds(const statistics::Interval& interval, double value) {
  return interval.low <= value && value <= interval.high;
}

}  // namespace segue::testing
