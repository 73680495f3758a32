// Welch's t and Fieller's interval against R, and what must hold of every pair.
#include "statistics/two_means.h"

#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "tests/statistics/near.h"

using namespace segue::statistics;
using namespace segue::testing;

namespace {

Sample SampleOf(const std::vector<double>& values) {
  Moments moments;
  for (const double value : values) moments.Add(value);
  return moments.sample();
}

// "Student's" sleep data (Biometrika 6, 1908), as in R's `sleep`.
const std::vector<double> kFirstDrug = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
const std::vector<double> kSecondDrug = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

// Means and variances of R's `ToothGrowth` by `supp`, 30 each.
const Sample kOrangeJuice{30, 20.6633333333333333, 43.6334367816091954};
const Sample kVitaminC{30, 16.9633333333333333, 68.3272298850574713};

}  // namespace

TEST_CASE("Welch's t is that of R", "[statistics]") {
  // t.test(extra ~ group, data=sleep)
  const auto sleep = *CompareMeans(SampleOf(kFirstDrug), SampleOf(kSecondDrug));
  CHECK_THAT(sleep.difference, Near(-1.58));
  CHECK_THAT(sleep.t, Near(-1.8608134674868531));
  CHECK_THAT(sleep.degrees_of_freedom, Near(17.7764735161784984));
  CHECK_THAT(sleep.p_value, Near(0.0793941401873582));
  CHECK_THAT(sleep.standard_error, Near(0.8490910172387620));
  CheckNear(sleep.interval, -3.3654832307117104, 0.2054832307117102);
  // t.test(len ~ supp, data=ToothGrowth), the second with conf.level=.9
  const auto teeth = *CompareMeans(kOrangeJuice, kVitaminC);
  CHECK_THAT(teeth.t, Near(1.9152682686952680));
  CHECK_THAT(teeth.degrees_of_freedom, Near(55.3094326826405904));
  CHECK_THAT(teeth.p_value, Near(0.0606345078809341));
  CheckNear(teeth.interval, -0.1710156183671646, 7.5710156183671629);
  CheckNear(CompareMeans(kOrangeJuice, kVitaminC, 0.9)->interval, 0.468268689855384, 6.931731310144614);
}

TEST_CASE("Fieller's interval holds the ratios that Welch's t does not reject", "[statistics]") {
  // h <- function(r) (ma - r*mb)^2 - qt(.975, df)^2 * (va/30 + r^2*vb/30); its roots by uniroot(…, tol=1e-15), less 1
  const auto lift = *LiftOfMeans(kOrangeJuice, kVitaminC);
  CHECK_THAT(lift.lift, Near(20.6633333333333333 / 16.9633333333333333 - 1));
  CHECK_THAT(lift.interval->low, Catch::Matchers::WithinAbs(-0.00885099066202499, 1e-11));
  CHECK_THAT(lift.interval->high, Near(0.52505119987602722));
}

TEST_CASE("two means: no value where nothing can be said", "[statistics]") {
  const Sample usual{10, 2, 1};
  CHECK_FALSE(CompareMeans({1, 2, 0}, usual));
  CHECK_FALSE(CompareMeans(usual, {0, 0, 0}));
  CHECK_FALSE(CompareMeans({5, 1, 0}, {5, 1, 0}));  // nothing varies
  CHECK_FALSE(CompareMeans({5, 1, 0}, {5, 2, 0}));
  CHECK_FALSE(CompareMeans(usual, {10, 2, -1}));
  CHECK_FALSE(CompareMeans(usual, {10, std::nan(""), 1}));
  CHECK_FALSE(CompareMeans(usual, {10, 2, std::numeric_limits<double>::infinity()}));
  CHECK_FALSE(CompareMeans(usual, usual, 0));
  CHECK(CompareMeans({5, 1, 0}, usual));  // one group alone may be constant
  CHECK_FALSE(LiftOfMeans(usual, {10, 0, 1}));
  CHECK_FALSE(LiftOfMeans(usual, {10, -3, 1}));
  CHECK(LiftOfMeans(usual, {10, 0.1, 1})->lift > 0);  // b's mean may be 0: every ratio is possible
  CHECK_FALSE(LiftOfMeans(usual, {10, 0.1, 1})->interval);
}

TEST_CASE("two means: unit and origin do not matter, and swapping turns the sign", "[statistics]") {
  const Sample a = SampleOf(kFirstDrug), b = SampleOf(kSecondDrug);
  const auto there = *CompareMeans(a, b), back = *CompareMeans(b, a);
  CHECK(there.difference == -back.difference);
  CHECK(there.interval.low == -back.interval.high);
  CHECK(there.p_value == back.p_value);
  for (const double unit : {1e-200, 1e-3, 1e3, 1e150}) {
    const auto scaled = *CompareMeans({a.count, a.mean * unit + unit, a.variance * unit * unit},
                                      {b.count, b.mean * unit + unit, b.variance * unit * unit});
    if (unit == 1e-200)
      continue;  // the variance itself underflows; it must only not be NaN, which CompareMeans refuses
    CHECK_THAT(scaled.p_value, Near(there.p_value));
    CHECK_THAT(scaled.degrees_of_freedom, Near(there.degrees_of_freedom));
  }
}

TEST_CASE("two means: the lift's interval holds 0 exactly where the difference's does", "[statistics]") {
  std::mt19937_64 random(1954);
  std::uniform_real_distribution<double> mean(0.5, 3), variance(0, 4);
  std::uniform_int_distribution<std::int64_t> count(2, 40);
  int bounded = 0;
  for (int i = 0; i < 5000; ++i) {
    const Sample a{count(random), mean(random), variance(random)}, b{count(random), mean(random), variance(random)};
    const auto comparison = *CompareMeans(a, b);
    REQUIRE(Holds(comparison.interval, comparison.difference));
    REQUIRE((comparison.p_value >= 0 && comparison.p_value <= 1));
    REQUIRE(Holds(comparison.interval, 0) == (comparison.p_value >= 0.05));
    const auto lift = *LiftOfMeans(a, b);
    if (!lift.interval) continue;
    ++bounded;
    REQUIRE(Holds(*lift.interval, lift.lift));
    REQUIRE(Holds(*lift.interval, 0) == Holds(comparison.interval, 0));
  }
  CHECK(bounded > 1000);
}

TEST_CASE("two means: intervals hold the truth about as often as they say", "[statistics]") {
  std::mt19937_64 random(1947);
  std::normal_distribution<double> draw_a(12, 4), draw_b(10, 1);
  int difference_held = 0, lift_held = 0;
  for (int i = 0; i < 4000; ++i) {
    Moments a, b;
    for (int j = 0; j < 8; ++j) a.Add(draw_a(random));
    for (int j = 0; j < 20; ++j) b.Add(draw_b(random));
    difference_held += Holds(CompareMeans(a.sample(), b.sample())->interval, 2) ? 1 : 0;
    lift_held += Holds(*LiftOfMeans(a.sample(), b.sample())->interval, 0.2) ? 1 : 0;
  }
  for (const int count : {difference_held, lift_held}) {
    CHECK(count > 4000 * 0.94);
    CHECK(count < 4000 * 0.96);
  }
}
