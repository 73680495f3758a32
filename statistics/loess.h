// Loess: at each place, a weighted mean or line through the nearest values.
//
// W. S. Cleveland, Robust locally weighted regression and smoothing scatterplots, Journal of the American Statistical
// Association 74 (1979) 829–836, for values at the places 0, 1, 2, …, in the form that the decomposition of seasonal.h
// uses (R. B. Cleveland, W. S. Cleveland, J. E. McRae, I. Terpenning, Journal of Official Statistics 6, 1990, 3–73).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace segue::statistics {

struct LoessOptions {
  std::size_t window = 7;  // how many neighbours have weight; odd. More than there are values: flatter weights
  bool line = true;        // a local line, else a local mean
};

/// Weights of 1 where none are given.
struct WeightedValues {
  std::span<const double> values;
  std::span<const double> weights;
};

/// The fit at `place`, which may lie outside, from the values of the places [first, last], both included. No value
/// where all weights are 0.
std::optional<double> LoessAt(WeightedValues series, double place, std::size_t first, std::size_t last,
                              LoessOptions options);

/// The fit at every place of a series that is not empty; the value itself where there is no fit.
std::vector<double> Loess(WeightedValues series, LoessOptions options);

}  // namespace segue::statistics
