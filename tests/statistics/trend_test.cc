// Trends against R and scipy, and what must hold of every series.
#include "statistics/trend.h"

#include <cmath>
#include <random>
#include <vector>

#include "statistics/kendall.h"
#include "tests/statistics/known_series.h"
#include "tests/statistics/near.h"

using namespace segue::statistics;
using namespace segue::testing;

namespace {

using Values = std::vector<std::optional<double>>;

Values Of(const std::vector<double>& values, std::size_t count = 1000) {
  return {values.begin(), values.begin() + static_cast<std::ptrdiff_t>(std::min(count, values.size()))};
}

const std::vector<double> kTen = {12.1, 11.4, 13.0, 13.2, 12.9, 14.8, 14.1, 15.2, 13.9, 16.0};

}  // namespace

TEST_CASE("trend: the exact test of a few values is R's", "[statistics]") {
  // cor.test(1:n, x[1:n], method="kendall", exact=TRUE): of T rising pairs, S = 2 T - pairs
  struct Expected {
    std::size_t count;
    std::int64_t rising;
    double p;
  };
  for (const auto& [count, rising, p] :
       {Expected{3, 2, 1}, {4, 5, 0.333333333333333}, {7, 17, 0.069047619047619}, {10, 38, 0.00468694885361542}}) {
    const auto trend = *FindTrend(Of(kTen, count));
    CHECK(trend.exact);
    CHECK(trend.values == count);
    CHECK(trend.score == 2 * rising - static_cast<std::int64_t>(count * (count - 1) / 2));
    CHECK_THAT(trend.p_value, Near(p));
  }
  CHECK(FindTrend(Of(kTen))->direction == Direction::kRising);
  CHECK(FindTrend(Of(kTen, 7))->direction == Direction::kNotClear);
  CHECK(FindTrend(Of(kTen, 7), 0.9)->direction == Direction::kRising);
}

TEST_CASE("trend: Kendall's table of exact probabilities", "[statistics]") {
  // M. G. Kendall, Rank Correlation Methods, appendix table 1 (also Gilbert 1987, table A18): P(S >= s), one-sided
  struct Expected {
    std::size_t count;
    std::int64_t score;
    double one_sided;
  };
  for (const auto& [count, score, p] : {Expected{4, 4, 0.167},
                                        {4, 6, 0.042},
                                        {5, 6, 0.117},
                                        {5, 8, 0.042},
                                        {6, 9, 0.068},
                                        {7, 13, 0.035},
                                        {8, 16, 0.031},
                                        {9, 18, 0.038},
                                        {10, 21, 0.036}}) {
    CHECK_THAT(ExactTwoSided(score, count) / 2, Printed(p, 3));
    CHECK(ExactTwoSided(-score, count) == ExactTwoSided(score, count));
  }
  CHECK(ExactTwoSided(0, 4) == 1);
}

TEST_CASE("trend: ties and continuity as in R", "[statistics]") {
  // cor.test(1:100, Nile, method="kendall", exact=FALSE, continuity=TRUE)
  const auto nile = *FindTrend(Of(kNile));
  CHECK_FALSE(nile.exact);
  CHECK(nile.score == -1387);
  CHECK_THAT(nile.z, Near(-4.1280665228441));
  CHECK_THAT(nile.p_value, Near(3.65826292166434e-05));
  CHECK(nile.direction == Direction::kFalling);
  const auto flat = *FindTrend(Of(kNottem, 60));
  CHECK(flat.score == -26);
  CHECK_THAT(flat.z, Near(-0.159489295097525));
  CHECK_THAT(flat.p_value, Near(0.873283391643026));
  CHECK(flat.direction == Direction::kNotClear);
}

TEST_CASE("trend: Sen's slope and its interval as in scipy", "[statistics]") {
  // scipy.stats.theilslopes(x, None, 0.95), scipy 1.10
  const auto ten = *FindTrend(Of(kTen)), sure = *FindTrend(Of(kTen), 0.9), nile = *FindTrend(Of(kNile));
  CHECK_THAT(ten.slope, Near(0.43333333333333335));
  CheckNear(*ten.slope_interval, 0.20000000000000018, 0.6000000000000002);
  CheckNear(*sure.slope_interval, 0.2250000000000001, 0.5999999999999996);
  CHECK_THAT(nile.slope, Near(-2.6));
  CheckNear(*nile.slope_interval, -3.627906976744186, -1.4285714285714286);
  const auto five = *FindTrend(Of(kTen, 5)), seven = *FindTrend(Of(kTen, 7));
  CHECK_THAT(five.slope, Near(0.2833333333333333));
  CheckNear(*five.slope_interval, -0.6999999999999993, 1.5999999999999996);
  CheckNear(*seven.slope_interval, -0.04999999999999982, 0.8500000000000001);
  const auto nottem = *FindTrend(Of(kNottem, 60));
  CHECK_THAT(nottem.slope, Catch::Matchers::WithinRel(-0.01180555555555518, 1e-9));
  CheckNear(*nottem.slope_interval, -0.12285714285714278, 0.10526315789473684);
  // of four values no slope is far enough out for 95 %
  CHECK_FALSE(FindTrend(Of(kTen, 4))->slope_interval);
}

TEST_CASE("trend: missing values count for nothing, but time goes on", "[statistics]") {
  Values gaps = Of(kTen);
  gaps[3] = gaps[6] = std::nullopt;
  gaps[7] = std::nan("");
  const auto trend = *FindTrend(gaps);
  CHECK(trend.values == 7);
  // theilslopes(x[keep], keep) with keep = [0, 1, 2, 4, 5, 8, 9]
  CHECK_THAT(trend.slope, Near(0.43333333333333335));
  CheckNear(*trend.slope_interval, 0.15000000000000005, 0.8500000000000001);
  CHECK(trend.exact);
}

TEST_CASE("seasonal trend as in scipy", "[statistics]") {
  // scipy.stats.mstats.kendalltau_seasonal(x.reshape(-1, period)): sum of the seasons' S, "global p-value (indep)"; the
  // slope is numpy's median of all slopes within a season
  const auto nottem = *FindSeasonalTrend(Of(kNottem), 12);
  CHECK(nottem.score == 224);
  CHECK_THAT(nottem.p_value, Near(0.036448181572619844));
  CHECK_THAT(nottem.slope, Catch::Matchers::WithinRel(0.004166666666666726, 1e-9));
  CHECK(nottem.direction == Direction::kRising);
  CHECK(FindSeasonalTrend(Of(kNottem), 12, 0.99)->direction == Direction::kNotClear);
  CHECK(FindTrend(Of(kNottem))->direction == Direction::kNotClear);  // hidden by the seasons
  const auto passengers = *FindSeasonalTrend(Of(kAirPassengers), 12);
  CHECK(passengers.score == 784);
  CHECK_THAT(passengers.p_value, Catch::Matchers::WithinRel(3.17386155115108e-54, 1e-9));
  CHECK_THAT(passengers.slope, Near(2.519675925925926));
}

TEST_CASE("trend: too few values, and values that are all equal", "[statistics]") {
  CHECK_FALSE(FindTrend({}));
  CHECK_FALSE(FindTrend(Of({1, 2})));
  CHECK_FALSE(FindTrend(Values(9, std::nullopt)));
  CHECK_FALSE(FindTrend(Of(kTen), 1));
  CHECK_FALSE(FindSeasonalTrend(Of(kTen), 0));
  CHECK_FALSE(FindSeasonalTrend(Of(kTen), 12));  // no month twice
  CHECK(FindSeasonalTrend(Of(kTen), 9));
  const auto equal = *FindTrend(Of(std::vector<double>(12, 5.0)));
  CHECK(equal.score == 0);
  CHECK(equal.variance == 0);
  CHECK(equal.p_value == 1);
  CHECK(equal.slope == 0);
  CHECK(equal.direction == Direction::kNotClear);
}

TEST_CASE("trend: mirrored in time or value the sign turns; unit and origin do not matter", "[statistics]") {
  std::mt19937_64 random(1945);
  for (int round = 0; round < 200; ++round) {
    Values values, back, moved;
    const auto count = 3 + random() % 30;
    for (std::size_t i = 0; i < count; ++i) values.push_back(static_cast<double>(random() % 12));
    back.assign(values.rbegin(), values.rend());
    for (const auto& value : values) moved.push_back(*value * -4 + 1000);
    const auto trend = *FindTrend(values), mirrored = *FindTrend(back), turned = *FindTrend(moved);
    REQUIRE(mirrored.score == -trend.score);
    REQUIRE(turned.score == -trend.score);
    REQUIRE(mirrored.p_value == trend.p_value);
    REQUIRE(turned.slope == -4 * trend.slope);
    REQUIRE((trend.p_value >= 0 && trend.p_value <= 1));
    if (trend.slope_interval) REQUIRE(Holds(*trend.slope_interval, trend.slope));
    REQUIRE(trend.slope_interval.has_value() == mirrored.slope_interval.has_value());
  }
}

TEST_CASE("trend: seldom found where there is none, and the slope's interval holds the true one", "[statistics]") {
  std::mt19937_64 random(1982);
  std::normal_distribution<double> noise;
  for (const std::size_t count : {8U, 24U}) {
    int found = 0, found_seasonal = 0, held = 0;
    for (int i = 0; i < 3000; ++i) {
      Values values, rising;
      for (std::size_t month = 0; month < count; ++month) {
        values.push_back(noise(random));
        rising.push_back(*values.back() + 0.3 * static_cast<double>(month));
      }
      found += FindTrend(values)->direction != Direction::kNotClear ? 1 : 0;
      found_seasonal += FindSeasonalTrend(values, 4)->direction != Direction::kNotClear ? 1 : 0;
      held += Holds(*FindTrend(rising)->slope_interval, 0.3) ? 1 : 0;
    }
    CHECK(found < 3000 * 0.062);
    CHECK(found_seasonal < 3000 * 0.062);
    CHECK(held > 3000 * 0.935);
  }
}
