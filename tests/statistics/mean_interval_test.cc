// Student's interval of a mean, and the delta method for a ratio of sums.
#include "statistics/mean_interval.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "statistics/ratio.h"

namespace segue::statistics {
namespace {

using Catch::Approx;

Sample SampleOf(std::initializer_list<double> values) {
  Moments moments;
  for (const double value : values) moments.Add(value);
  return moments.sample();
}

PairMoments PairsOf(std::initializer_list<std::pair<double, double>> pairs) {
  PairMoments moments;
  for (const auto& [x, y] : pairs) moments.Add(x, y);
  return moments;
}

}  // namespace

// Student's sleep data, hours gained with the second drug over the first; in R: t.test(with(sleep, extra[group == 2] -
// extra[group == 1])): 0.7001142 to 2.4598858.
TEST_CASE("mean interval: Student's sleep data", "[statistics]") {
  const auto interval = MeanInterval(SampleOf({1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4}));
  REQUIRE(interval);
  CHECK(interval->low == Approx(0.7001142).margin(1e-7));
  CHECK(interval->high == Approx(2.4598858).margin(1e-7));
}

TEST_CASE("mean interval: what cannot be said is no value", "[statistics]") {
  CHECK_FALSE(MeanInterval({}));
  CHECK_FALSE(MeanInterval(SampleOf({1})));
  CHECK_FALSE(MeanInterval(SampleOf({1, 2}), 1));
  const auto same = MeanInterval(SampleOf({2, 2}));
  REQUIRE(same);
  CHECK((same->low == 2 && same->high == 2));
}

// (1, 1), (2, 1), (3, 2): R = 6/4; x − R y = −0.5, 0.5, 0, variance 0.25; over the squared mean of y, 16/9: 0.140625.
TEST_CASE("ratio: by hand", "[statistics]") {
  const auto ratio = RatioSample(PairsOf({{1, 1}, {2, 1}, {3, 2}}));
  REQUIRE(ratio);
  CHECK(ratio->count == 3);
  CHECK(ratio->mean == Approx(1.5));
  CHECK(ratio->variance == Approx(0.140625));
}

TEST_CASE("ratio: with a denominator of 1 it is the mean", "[statistics]") {
  const auto ratio = RatioSample(PairsOf({{1, 1}, {4, 1}, {7, 1}}));
  REQUIRE(ratio);
  CHECK(ratio->mean == Approx(4));
  CHECK(ratio->variance == Approx(9));
}

TEST_CASE("ratio: what cannot be said is no value", "[statistics]") {
  CHECK_FALSE(RatioSample(PairsOf({{1, 1}})));
  CHECK_FALSE(RatioSample(PairsOf({{1, 0}, {2, 0}})));
  CHECK_FALSE(RatioSample(PairsOf({{1, -1}, {2, -1}})));
}

}  // namespace segue::statistics
