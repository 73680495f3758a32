// The least value of a function of a few variables in the unit cube.
//
// J. A. Nelder, R. Mead, A simplex method for function minimization, The Computer Journal 7 (1965) 308–313, with steps
// out of the cube brought back to its surface. Derivatives are not needed, and the way taken is always the same.
#pragma once

#include <functional>
#include <vector>

namespace segue::statistics {

struct SimplexMinimum {
  std::vector<double> point;
  double value = 0;
};

/// From `start`, with a first step of 0.1 in each variable. `function` gets points of [0, 1]^n and must be finite
/// there. Ends when the simplex is all but a point, or after `most` evaluations.
SimplexMinimum SearchSimplex(const std::function<double(const std::vector<double>&)>& function,
                             const std::vector<double>& start, int most);

}  // namespace segue::statistics
