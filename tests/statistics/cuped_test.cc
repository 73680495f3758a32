// CUPED against the analysis of covariance in R, and what it must do to noise and to effects.
#include "statistics/cuped.h"

#include <cmath>
#include <random>
#include <vector>

#include "statistics/two_means.h"
#include "tests/statistics/near.h"

using namespace segue::statistics;
using namespace segue::testing;

namespace {

struct Pair {
  double x, y;
};

PairMoments MomentsOf(const std::vector<Pair>& pairs) {
  PairMoments moments;
  for (const auto& [x, y] : pairs) moments.Add(x, y);
  return moments;
}

// Weight and miles per gallon of R's mtcars, automatic and manual.
const std::vector<Pair> kAutomatic = {{3.215, 21.4}, {3.440, 18.7}, {3.460, 18.1}, {3.570, 14.3}, {3.190, 24.4},
                                      {3.150, 22.8}, {3.440, 19.2}, {3.440, 17.8}, {4.070, 16.4}, {3.730, 17.3},
                                      {3.780, 15.2}, {5.250, 10.4}, {5.424, 10.4}, {5.345, 14.7}, {2.465, 21.5},
                                      {3.520, 15.5}, {3.435, 15.2}, {3.840, 13.3}, {3.845, 19.2}};
const std::vector<Pair> kManual = {{2.620, 21.0}, {2.875, 21.0}, {2.320, 22.8}, {2.200, 32.4}, {1.615, 30.4},
                                   {1.835, 33.9}, {1.935, 27.3}, {2.140, 26.0}, {1.513, 30.4}, {3.170, 15.8},
                                   {2.770, 19.7}, {3.570, 15.0}, {2.780, 21.4}};

}  // namespace

TEST_CASE("CUPED is R's analysis of covariance", "[statistics]") {
  const std::vector<PairMoments> arms = {MomentsOf(kAutomatic), MomentsOf(kManual)};
  const auto result = *AdjustByCovariate(arms);
  CHECK_THAT(result.theta, Near(-5.3528114467999011));  // coef(lm(mpg ~ am + wt, data=mtcars))["wt"]
  CHECK_THAT(result.arms[1].mean - result.arms[0].mean, Catch::Matchers::WithinAbs(-0.0236152196627028, 1e-11));
  // adj <- mpg - theta * (wt - mean(wt)): tapply(adj, am, mean), tapply(adj, am, var), t.test(adj ~ am)
  CHECK_THAT(result.arms[0].mean, Near(20.1002186829880));
  CHECK_THAT(result.arms[1].mean, Near(20.0766034633253));
  CHECK_THAT(result.arms[0].variance, Near(7.52087282435268));
  CHECK_THAT(result.arms[1].variance, Near(11.91199886534094));
  const auto comparison = *CompareMeans(result.arms[0], result.arms[1]);
  CHECK_THAT(comparison.p_value, Near(0.983738904375287));
  CHECK_THAT(comparison.interval.low, Near(-2.352708971917685));
  // 1 - the residual sum of squares of lm(mpg ~ am + wt) over that of lm(mpg ~ am), both by anova()
  CHECK_THAT(result.variance_reduction, Near(0.61392563436275));
}

TEST_CASE("CUPED: degenerate arms", "[statistics]") {
  CHECK_FALSE(AdjustByCovariate({}));
  CHECK_FALSE(AdjustByCovariate(std::vector{MomentsOf(kManual), MomentsOf({{1, 2}})}));
  const auto constant_x = *AdjustByCovariate(std::vector{MomentsOf({{3, 1}, {3, 2}}), MomentsOf({{3, 5}, {3, 9}})});
  CHECK(constant_x.theta == 0);
  CHECK(constant_x.variance_reduction == 0);
  CHECK(constant_x.arms[0].mean == 1.5);
  CHECK(constant_x.arms[1].variance == 8);
  const auto constant_y = *AdjustByCovariate(std::vector{MomentsOf({{1, 4}, {2, 4}})});
  CHECK(constant_y.variance_reduction == 0);
  CHECK(constant_y.arms[0].variance == 0);
  const auto explained =
      *AdjustByCovariate(std::vector{MomentsOf({{1, 2}, {2, 4}, {3, 6}}), MomentsOf({{1, 3}, {5, 11}})});
  CHECK_THAT(explained.variance_reduction, Near(1));
  CHECK(explained.arms[0].variance >= 0);
  CHECK_THAT(explained.arms[1].mean - explained.arms[0].mean, Near(1));
}

TEST_CASE("CUPED: x may be measured from any origin", "[statistics]") {
  auto moved = kManual;
  for (auto& pair : moved) pair.x += 1e6;
  auto others = kAutomatic;
  for (auto& pair : others) pair.x += 1e6;
  const auto there = *AdjustByCovariate(std::vector{MomentsOf(kAutomatic), MomentsOf(kManual)});
  const auto back = *AdjustByCovariate(std::vector{MomentsOf(others), MomentsOf(moved)});
  CHECK_THAT(back.theta, Catch::Matchers::WithinRel(there.theta, 1e-8));
  CHECK_THAT(back.arms[0].mean, Catch::Matchers::WithinRel(there.arms[0].mean, 1e-8));
}

TEST_CASE("CUPED: intervals become narrower and still hold the truth", "[statistics]") {
  // y = 0.8 x + noise with variance 0.36: the correlation is 0.8, so that 64 % of the variance go
  std::mt19937_64 random(2013);
  std::normal_distribution<double> draw;
  int held = 0;
  double reduction = 0, width = 0, plain_width = 0;
  for (int i = 0; i < 3000; ++i) {
    PairMoments arms[2];
    Moments plain[2];
    for (int j = 0; j < 200; ++j) {
      const double x = draw(random), y = 0.8 * x + 0.6 * draw(random) + (j % 2 == 0 ? 0.1 : 0);
      arms[j % 2].Add(x, y);
      plain[j % 2].Add(y);
    }
    const auto adjusted = *AdjustByCovariate(arms);
    const auto interval = CompareMeans(adjusted.arms[0], adjusted.arms[1])->interval;
    const auto plain_interval = CompareMeans(plain[0].sample(), plain[1].sample())->interval;
    held += Holds(interval, 0.1) ? 1 : 0;
    reduction += adjusted.variance_reduction / 3000;
    width += (interval.high - interval.low) / 3000;
    plain_width += (plain_interval.high - plain_interval.low) / 3000;
  }
  CHECK(held > 3000 * 0.935);
  CHECK(held < 3000 * 0.965);
  CHECK_THAT(reduction, Catch::Matchers::WithinAbs(0.64, 0.01));
  CHECK_THAT(width / plain_width, Catch::Matchers::WithinAbs(0.6, 0.01));
}
