// The rounds of STL (seasonal.h) over a series that has been checked.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace segue::statistics {

struct StlWindows {
  std::size_t season = 7;
  bool season_line = false;  // a local line for each month's season, else a mean
  std::size_t trend = 0;     // odd, as the others
  std::size_t low_pass = 0;
};

struct StlFit {
  std::vector<double> trend, season;
};

/// `outer` rounds of robustness weights; without any, all values count alike.
StlFit FitStl(std::span<const double> values, std::size_t period, const StlWindows& windows, int inner, int outer);

}  // namespace segue::statistics
