// Counting pairs, and counting permutations.
#include "statistics/kendall.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace segue::statistics {
namespace {

/// n (n − 1) (2n + 5) / 18: of a whole sequence, or of a group of ties to be taken away from it.
double OrderVariance(std::size_t count) {
  const auto n = static_cast<double>(count);
  return n * (n - 1) * (2 * n + 5) / 18;
}

}  // namespace

KendallScore ScoreOf(std::span<const double> values) {
  KendallScore result;
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (std::size_t j = i + 1; j < values.size(); ++j) {
      result.score += (values[j] > values[i] ? 1 : 0) - (values[j] < values[i] ? 1 : 0);
    }
  }
  result.variance = OrderVariance(values.size());
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  for (auto group = sorted.begin(); group != sorted.end();) {
    const auto end = std::upper_bound(group, sorted.end(), *group);
    const auto size = static_cast<std::size_t>(end - group);
    if (size > 1) result.ties = true;
    result.variance -= OrderVariance(size);
    group = end;
  }
  return result;
}

// The orders of n values by their number of inversions: the nth value, put in its place, adds 0 to n − 1 of them. The
// score is the number of pairs less twice the inversions.
double ExactTwoSided(std::int64_t score, std::size_t count) {
  std::vector<std::int64_t> orders = {1};
  std::int64_t all = 1;
  for (std::size_t n = 2; n <= count; ++n) {
    std::vector<std::int64_t> longer(orders.size() + n - 1, 0);
    for (std::size_t i = 0; i < orders.size(); ++i) {
      for (std::size_t added = 0; added < n; ++added) longer[i + added] += orders[i];
    }
    orders = std::move(longer);
    all *= static_cast<std::int64_t>(n);
  }
  const auto pairs = static_cast<std::int64_t>(orders.size()) - 1;
  std::int64_t as_far = 0;
  for (std::int64_t inversions = 0; inversions <= pairs; ++inversions) {
    if (std::abs(pairs - 2 * inversions) >= std::abs(score)) as_far += orders[static_cast<std::size_t>(inversions)];
  }
  return static_cast<double>(as_far) / static_cast<double>(all);
}

}  // namespace segue::statistics
