// Sums that ordinary addition of doubles gets wrong.
#include "engine/exact_sum.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <vector>

namespace segue::engine {
namespace {

double SumOf(const std::vector<double>& values) {
  ExactSum sum;
  for (const double value : values) sum.Add(value);
  return sum.Rounded();
}

constexpr double kSmallest = std::numeric_limits<double>::denorm_min();
constexpr double kLargest = std::numeric_limits<double>::max();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace

TEST_CASE("an exact sum is rounded once") {
  CHECK(SumOf({}) == 0);
  CHECK(SumOf({0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1}) == 1);
  CHECK(SumOf({1e16, 1, 1}) == 10'000'000'000'000'002.0);
  CHECK(SumOf({1e300, 1, -1e300}) == 1);
  CHECK(SumOf({-1e300, -1, 1e300}) == -1);
  CHECK(SumOf({1, kSmallest, -1}) == kSmallest);
  CHECK(SumOf({kSmallest, kSmallest}) == 2 * kSmallest);
  CHECK(SumOf({kLargest, kLargest, -kLargest}) == kLargest);
  CHECK(SumOf({kLargest, kLargest}) == kInfinity);
  CHECK(SumOf({-kLargest, -kLargest}) == -kInfinity);
}

TEST_CASE("an exact sum rounds half to even, and more than half up") {
  const double ulp = std::ldexp(1.0, -52);                  // between doubles from 1 to 2
  CHECK(SumOf({1, ulp / 2}) == 1);                          // a tie, 1 is even
  CHECK(SumOf({1 + ulp, ulp / 2}) == 1 + 2 * ulp);          // a tie, the upper is even
  CHECK(SumOf({1, ulp / 2, kSmallest}) == 1 + ulp);         // just above the tie
  CHECK(SumOf({1 + ulp, ulp / 2, -kSmallest}) == 1 + ulp);  // just below it
  CHECK(SumOf({-1, -ulp / 2, -kSmallest}) == -(1 + ulp));
  CHECK(SumOf({2, -ulp / 2}) == 2);  // a tie between 2 − 2⁻⁵² and 2
}

TEST_CASE("what is taken away is gone without a trace") {
  ExactSum sum;
  sum.Add(0.1);
  sum.Add(1e22);
  sum.Add(0.2);
  sum.Subtract(1e22);
  sum.Subtract(0.1);
  CHECK(sum.Rounded() == 0.2);
  sum.Subtract(0.2);
  CHECK(sum.Rounded() == 0);
  sum.Add(-3.5);
  CHECK(sum.Rounded() == -3.5);
  sum.Clear();
  CHECK(sum.Rounded() == 0);
}

}  // namespace segue::engine
