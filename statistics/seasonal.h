// A series taken apart into trend, season and the rest.
//
// STL: R. B. Cleveland, W. S. Cleveland, J. E. McRae, I. Terpenning, STL: a seasonal-trend decomposition procedure
// based on loess, Journal of Official Statistics 6 (1990) 3–73, with every place fitted (no jumps) and the windows of
// R's stl(). When not robust, ten inner rounds are made, not two as there: after two, the season of a series that
// rises steadily still holds up to 1.3 times its monthly growth, after ten not a ten-thousandth. Robust: one inner
// round in each of fifteen outer ones, as there.
//
// Values must be complete: a filled gap would pass for knowledge. LastCompleteStretch of series.h gives what there is.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "statistics/series.h"

namespace segue::statistics {

struct DecompositionOptions {
  /// How many years (periods) a month's season is smoothed over, odd and at least 7; 0: the same season every year, the
  /// choice for a few years of data.
  std::size_t season_window = 0;
  /// Single outliers are not spread over season and trend.
  bool robust = false;
  /// value = trend × season × remainder, by the decomposition of the logarithms; else they are summed.
  bool multiplicative = false;
};

/// All of the length of the series. Additive: value = trend + season + remainder, and the season is about 0 in the
/// mean. Multiplicative: their product, season and remainder about 1.
struct Decomposition {
  std::vector<double> trend, season, remainder;
  /// The series without its season: value − season, or value / season.
  std::vector<double> adjusted;
  /// max(0, 1 − variance of remainder / variance of season and remainder), of the logarithms when multiplicative: near
  /// 0 there is no season to speak of (X. Wang, K. Smith, R. Hyndman, Data Mining and Knowledge Discovery 13, 2006).
  double strength = 0;
};

/// At least two whole periods, of at least 2 values each; every value finite.
Outcome<Decomposition> Decompose(std::span<const double> values, std::size_t period,
                                 const DecompositionOptions& options = {});

}  // namespace segue::statistics
