// The delta method for a ratio of sums.
#include "statistics/ratio.h"

#include <algorithm>
#include <cmath>

namespace segue::statistics {

std::optional<Sample> RatioSample(const PairMoments& pairs) {
  if (pairs.count() < 2 || !(pairs.mean_y() > 0)) return std::nullopt;
  const double ratio = pairs.mean_x() / pairs.mean_y();
  const double squares = pairs.squares_x() - 2 * ratio * pairs.products() + ratio * ratio * pairs.squares_y();
  const double variance =
      std::max(squares, 0.0) / static_cast<double>(pairs.count() - 1) / pairs.mean_y() / pairs.mean_y();
  if (!std::isfinite(ratio) || !std::isfinite(variance)) return std::nullopt;
  return Sample{pairs.count(), ratio, variance};
}

}  // namespace segue::statistics
