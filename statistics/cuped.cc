// One slope for all arms, and each arm moved along it.
#include "statistics/cuped.h"

#include <algorithm>
#include <cmath>

namespace segue::statistics {
namespace {

struct Within {
  double squares_x = 0, squares_y = 0, products = 0;
};

Within SumWithin(std::span<const PairMoments> arms) {
  Within sums;
  for (const PairMoments& arm : arms) {
    sums.squares_x += arm.squares_x();
    sums.squares_y += arm.squares_y();
    sums.products += arm.products();
  }
  return sums;
}

double MeanOfX(std::span<const PairMoments> arms) {
  PairMoments all;
  for (const PairMoments& arm : arms) all.Merge(arm);
  return all.mean_x();
}

Sample Adjusted(const PairMoments& arm, double theta, double mean_of_x) {
  const double squares = arm.squares_y() - 2 * theta * arm.products() + theta * theta * arm.squares_x();
  return {arm.count(), arm.mean_y() - theta * (arm.mean_x() - mean_of_x),
          std::max(squares, 0.0) / static_cast<double>(arm.count() - 1)};
}

}  // namespace

std::optional<CupedResult> AdjustByCovariate(std::span<const PairMoments> arms) {
  const auto too_few = [](const PairMoments& arm) { return arm.count() < 2; };
  if (arms.empty() || std::ranges::any_of(arms, too_few)) return std::nullopt;
  const Within sums = SumWithin(arms);
  CupedResult result;
  if (sums.squares_x > 0 && sums.squares_y > 0) {
    result.theta = sums.products / sums.squares_x;
    result.variance_reduction = std::clamp(result.theta * (sums.products / sums.squares_y), 0.0, 1.0);
  }
  const double mean_of_x = MeanOfX(arms);
  if (!std::isfinite(result.theta) || !std::isfinite(mean_of_x)) return std::nullopt;
  for (const PairMoments& arm : arms) result.arms.push_back(Adjusted(arm, result.theta, mean_of_x));
  return result;
}

}  // namespace segue::statistics
