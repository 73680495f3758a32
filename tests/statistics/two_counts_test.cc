// Two counts over time, against exact fractions: sum(C(n, k) q^k (1 − q)^(n − k)) in whole numbers.
#include "statistics/two_counts.h"

#include "tests/statistics/near.h"

using namespace segue::statistics;
using namespace segue::testing;

TEST_CASE("the p value is that of the exact binomial", "[statistics]") {
  CHECK_THAT(*CompareCounts({41, 1}, {63, 1}), Near(0.03895793340131187));
  CHECK_THAT(*CompareCounts({63, 1}, {41, 1}), Near(0.03895793340131187));
  CHECK_THAT(*CompareCounts({0, 1}, {5, 1}), Near(0.0625));  // 2 (1/2)^5
  CHECK_THAT(*CompareCounts({3, 1}, {12, 1}), Near(0.03515625));
  // February and March at one rate a day: 28 of 59 days
  CHECK_THAT(*CompareCounts({20, 28}, {40, 31}), Near(0.03764300608072643));
  CHECK(*CompareCounts({28, 28}, {31, 31}) == 1);
}

TEST_CASE("equal counts are no difference, and nothing is nothing", "[statistics]") {
  CHECK(*CompareCounts({10, 1}, {10, 1}) == 1);
  CHECK(*CompareCounts({0, 1}, {0, 1}) == 1);
  CHECK(!CompareCounts({-1, 1}, {3, 1}));
  CHECK(!CompareCounts({1, 0}, {3, 1}));
}
