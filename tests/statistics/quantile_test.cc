// Quantiles against R's quantile(), types 1 and 7.
#include "statistics/quantile.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <vector>

#include "tests/statistics/near.h"

using namespace segue::statistics;
using segue::testing::Near;

TEST_CASE("quantiles are those of R", "[statistics]") {
  struct Expected {
    double share, nearest, interpolated;
  };
  // x <- c(15, 20, 35, 40, 50, 7, 8); quantile(x, q, type=1), quantile(x, q, type=7)
  const std::vector<double> values = {15, 20, 35, 40, 50, 7, 8};
  for (const auto& [share, nearest, interpolated] :
       {Expected{0, 7, 7}, {0.05, 7, 7.3}, {0.3, 15, 13.6}, {0.4, 15, 17}, {0.5, 20, 20}, {0.9, 50, 44}, {1, 50, 50}}) {
    CHECK(NearestRank(values, share) == nearest);
    CHECK_THAT(*InterpolatedQuantile(values, share), Near(interpolated));
  }
}

TEST_CASE("quantiles: shares that are whole ranks but for rounding", "[statistics]") {
  std::vector<double> hundred(100);
  std::iota(hundred.begin(), hundred.end(), 1.0);
  // in doubles 0.07 × 100 and 0.29 × 100 are not whole
  for (int percent = 1; percent <= 100; ++percent) CHECK(NearestRank(hundred, percent / 100.0) == percent);
  CHECK(InterpolatedQuantile({1, 2}, 0.5) == 1.5);
  CHECK(InterpolatedQuantile({2, 1, 3, 4}, 0.5) == 2.5);
}

TEST_CASE("quantiles: degenerate samples", "[statistics]") {
  CHECK_FALSE(NearestRank({}, 0.5));
  CHECK_FALSE(InterpolatedQuantile({}, 0.5));
  CHECK_FALSE(NearestRank({1}, -0.1));
  CHECK_FALSE(InterpolatedQuantile({1}, 1.1));
  CHECK_FALSE(InterpolatedQuantile({1, std::nan("")}, 0.5));
  CHECK_FALSE(NearestRank({1, INFINITY}, 0.5));
  for (const double share : {0.0, 0.5, 1.0}) {
    CHECK(NearestRank({4}, share) == 4);
    CHECK(InterpolatedQuantile({4}, share) == 4);
    CHECK(InterpolatedQuantile({4, 4, 4}, share) == 4);
  }
}

TEST_CASE("quantiles: they grow with the share, and order does not matter", "[statistics]") {
  std::mt19937_64 random(1996);
  std::vector<double> values(40);
  for (double& value : values) value = static_cast<double>(random() % 30);
  double nearest = -1, interpolated = -1;
  for (int percent = 0; percent <= 100; ++percent) {
    const double share = percent / 100.0;
    CHECK(*NearestRank(values, share) >= nearest);
    CHECK(*InterpolatedQuantile(values, share) >= interpolated);
    nearest = *NearestRank(values, share);
    interpolated = *InterpolatedQuantile(values, share);
    CHECK(std::ranges::find(values, nearest) != values.end());
    std::ranges::shuffle(values, random);
  }
}
