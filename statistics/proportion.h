// A proportion and the interval that it is known to.
//
// Wilson's score interval, without continuity correction: E. B. Wilson, Probable inference, the law of succession, and
// statistical inference, Journal of the American Statistical Association 22 (1927) 209–212. It is the set of rates that
// a test of the observed count would not reject, so it stays within 0 and 1 and has a width even where nobody
// converted.
//
// Worked example (Newcombe 1998, Statistics in Medicine 17, 857–872, table I): 81 of 263 is 0.3080, 0.2553 to 0.3662.
#pragma once

#include <cstdint>
#include <optional>

#include "statistics/interval.h"

namespace segue::statistics {

/// How many of how many. Meaningful when 0 <= successes <= trials and trials > 0.
struct Counts {
  std::int64_t successes = 0;
  std::int64_t trials = 0;

  bool Meaningful() const { return trials > 0 && successes >= 0 && successes <= trials; }
  /// Needs trials > 0.
  double Rate() const { return static_cast<double>(successes) / static_cast<double>(trials); }
};

/// Within [0, 1], and the rate within it. No value for counts or a level that mean nothing.
std::optional<Interval> WilsonInterval(Counts counts, double level = kUsualLevel);

}  // namespace segue::statistics
