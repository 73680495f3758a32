// Two rates: the examples of Newcombe (1998), R, and what must hold of every pair.
#include "statistics/two_proportions.h"

#include <cmath>
#include <random>

#include "tests/statistics/near.h"

using namespace segue::statistics;
using namespace segue::testing;

TEST_CASE("the difference's interval is that of Newcombe's table", "[statistics]") {
  // R. G. Newcombe, Statistics in Medicine 17 (1998) 873–890, table II, method 10, examples (a) to (h)
  CheckPrinted(CompareRates({56, 70}, {48, 80})->interval, 0.0524, 0.3339, 4);
  CheckPrinted(CompareRates({9, 10}, {3, 10})->interval, 0.1705, 0.8090, 4);
  CheckPrinted(CompareRates({6, 7}, {2, 7})->interval, 0.0582, 0.8062, 4);
  CheckPrinted(CompareRates({5, 56}, {0, 29})->interval, -0.0381, 0.1926, 4);
  CheckPrinted(CompareRates({0, 10}, {0, 20})->interval, -0.1611, 0.2775, 4);
  CheckPrinted(CompareRates({0, 10}, {0, 10})->interval, -0.2775, 0.2775, 4);
  CheckPrinted(CompareRates({10, 10}, {0, 20})->interval, 0.6791, 1.0000, 4);
  CheckPrinted(CompareRates({10, 10}, {0, 10})->interval, 0.6075, 1.0000, 4);
}

TEST_CASE("difference and test are those of R", "[statistics]") {
  // w <- function(x, n) prop.test(x, n, correct=FALSE)$conf.int, put together by Newcombe's formula
  CheckNear(CompareRates({56, 70}, {48, 80})->interval, 0.0524314724023649, 0.3338726540369059);
  CheckNear(CompareRates({56, 70}, {48, 80}, 0.9)->interval, 0.0765641915440721, 0.3136445835829438);
  // t <- prop.test(c(56, 48), c(70, 80), correct=FALSE): sqrt(t$statistic), t$p.value; chisq.test(…)$expected
  const auto usual = *CompareRates({56, 70}, {48, 80});
  CHECK_THAT(usual.z, Near(2.65017195125853311));
  CHECK_THAT(usual.p_value, Near(0.00804508136819656));
  CHECK_THAT(usual.smallest_expected, Near(21.46666666666666501));
  const auto few = *CompareRates({5, 56}, {1, 29});
  CHECK_THAT(few.z, Near(0.935227537924219));
  CHECK_THAT(few.p_value, Near(0.349671049627684));
  CHECK_THAT(few.smallest_expected, Near(2.047058823529412));
  const auto many = *CompareRates({267, 21307}, {122, 21306});
  CHECK_THAT(many.z, Near(7.38511441092577));
  CHECK_THAT(many.p_value, Catch::Matchers::WithinRel(1.52322350059554e-13, 1e-9));
}

TEST_CASE("the lift's interval is that of a regression on the logarithm of the rate", "[statistics]") {
  // g <- glm(cbind(c(56, 48), c(14, 32)) ~ c(1, 0), family=binomial(link="log"), control=list(epsilon=1e-14,
  // maxit=100)) exp(c(coef(g)[2], confint.default(g)[2, ])) - 1
  const auto lift = *LiftOfRates({56, 70}, {48, 80});
  CHECK_THAT(lift.lift, Near(1.0 / 3));
  CHECK_THAT(lift.interval->low, Catch::Matchers::WithinRel(0.076626422763193, 1e-9));
  CHECK_THAT(lift.interval->high, Catch::Matchers::WithinRel(0.651248511266387, 1e-9));
}

TEST_CASE("two rates: degenerate counts", "[statistics]") {
  CHECK_FALSE(CompareRates({0, 0}, {1, 2}));
  CHECK_FALSE(CompareRates({1, 2}, {0, 0}));
  CHECK_FALSE(CompareRates({1, 2}, {1, 2}, 1));
  for (const Counts same : {Counts{0, 7}, Counts{7, 7}, Counts{0, 1}}) {
    const auto comparison = *CompareRates(same, same);
    CHECK(comparison.difference == 0);
    CHECK(comparison.z == 0);
    CHECK(comparison.p_value == 1);
    CHECK(Holds(comparison.interval, 0));
  }
  CHECK_FALSE(LiftOfRates({1, 2}, {0, 5}));
  CHECK_FALSE(LiftOfRates({1, 0}, {1, 5}));
  CHECK(LiftOfRates({0, 5}, {1, 5})->lift == -1);
  CHECK_FALSE(LiftOfRates({0, 5}, {1, 5})->interval);
  CHECK(LiftOfRates({5, 5}, {9, 9})->lift == 0);
  CHECK_FALSE(LiftOfRates({5, 5}, {9, 9})->interval);
}

TEST_CASE("two rates: swapping the groups turns the sign, and nothing is out of range", "[statistics]") {
  const std::int64_t n = 11, m = 7;
  for (std::int64_t x = 0; x <= n; ++x) {
    for (std::int64_t y = 0; y <= m; ++y) {
      const auto there = *CompareRates({x, n}, {y, m}), back = *CompareRates({y, m}, {x, n});
      REQUIRE(there.difference == -back.difference);
      REQUIRE(std::fabs(there.interval.low + back.interval.high) < 1e-15);
      REQUIRE(std::fabs(there.z + back.z) < 1e-12);
      REQUIRE(Holds(there.interval, there.difference));
      REQUIRE((there.interval.low >= -1 && there.interval.high <= 1));
      REQUIRE((there.p_value >= 0 && there.p_value <= 1));
      const auto lift = LiftOfRates({x, n}, {y, m}), inverse = LiftOfRates({y, m}, {x, n});
      if (!lift || !lift->interval) continue;
      REQUIRE(Holds(*lift->interval, lift->lift));
      REQUIRE(lift->interval->low > -1);
      // 1 + lift is a ratio, and the interval of the inverse ratio is the inverse interval
      REQUIRE(std::fabs((1 + lift->interval->low) * (1 + inverse->interval->high) - 1) < 1e-12);
    }
  }
}

TEST_CASE("two rates: intervals hold the truth, and the test errs, about as often as they say", "[statistics]") {
  std::mt19937_64 random(1998);
  std::binomial_distribution<std::int64_t> draw_a(900, 0.06), draw_b(600, 0.04), draw_same(600, 0.06);
  int difference_held = 0, lift_held = 0, false_alarms = 0;
  for (int i = 0; i < 4000; ++i) {
    const Counts a{draw_a(random), 900}, b{draw_b(random), 600}, same{draw_same(random), 600};
    difference_held += Holds(CompareRates(a, b)->interval, 0.02) ? 1 : 0;
    lift_held += Holds(*LiftOfRates(a, b)->interval, 0.5) ? 1 : 0;
    false_alarms += CompareRates(a, same)->p_value < 0.05 ? 1 : 0;
  }
  for (const int count : {difference_held, lift_held, 4000 - false_alarms}) {
    CHECK(count > 4000 * 0.94);
    CHECK(count < 4000 * 0.96);
  }
}
