// Wilson's interval: the examples of Newcombe (1998), R, and what must hold of every interval.
#include "statistics/proportion.h"

#include <cmath>
#include <limits>
#include <random>

#include "tests/statistics/near.h"

using namespace segue::statistics;
using namespace segue::testing;

TEST_CASE("Wilson's interval is that of Newcombe's table", "[statistics]") {
  // R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table
  // I, method 3.
  CheckPrinted(*WilsonInterval({81, 263}), 0.2553, 0.3662, 4);
  CheckPrinted(*WilsonInterval({15, 148}), 0.0624, 0.1605, 4);
  CheckPrinted(*WilsonInterval({0, 20}), 0.0000, 0.1611, 4);
  CheckPrinted(*WilsonInterval({1, 29}), 0.0061, 0.1718, 4);
}

TEST_CASE("Wilson's interval is that of R", "[statistics]") {
  // prop.test(81, 263, correct=FALSE)$conf.int and so on
  CheckNear(*WilsonInterval({81, 263}), 0.255288519878274, 0.366209576982800);
  CheckNear(*WilsonInterval({15, 148}), 0.0623863995307363, 0.1604872417233080);
  CheckNear(*WilsonInterval({3, 1000000}), 1.02027124096812e-06, 8.82114977431244e-06);
  CheckNear(*WilsonInterval({29, 29}), 0.883030201500259, 1);
  CheckNear(*WilsonInterval({81, 263}, 0.99), 0.240136902687608, 0.385282502318230);
}

TEST_CASE("Wilson's interval at the ends of the scale is exact there", "[statistics]") {
  for (const std::int64_t trials : {1, 2, 29, 1000, 1000000000}) {
    CHECK(WilsonInterval({0, trials})->low == 0);
    CHECK(WilsonInterval({0, trials})->high > 0);
    CHECK(WilsonInterval({trials, trials})->high == 1);
    CHECK(WilsonInterval({trials, trials})->low < 1);
  }
}

TEST_CASE("Wilson's interval: no value for what means nothing", "[statistics]") {
  CHECK_FALSE(WilsonInterval({0, 0}));
  CHECK_FALSE(WilsonInterval({-1, 3}));
  CHECK_FALSE(WilsonInterval({4, 3}));
  for (const double level : {0.0, 1.0, -0.5, 95.0, std::nan("")}) CHECK_FALSE(WilsonInterval({1, 3}, level));
}

TEST_CASE("Wilson's interval: within 0 and 1, around the rate, mirrored, narrower with more, wider with level",
          "[statistics]") {
  for (std::int64_t trials = 1; trials <= 60; ++trials) {
    for (std::int64_t successes = 0; successes <= trials; ++successes) {
      const Counts counts{successes, trials};
      const Interval interval = *WilsonInterval(counts), mirror = *WilsonInterval({trials - successes, trials});
      REQUIRE(interval.low >= 0);
      REQUIRE(interval.high <= 1);
      REQUIRE(Holds(interval, counts.Rate()));
      REQUIRE(std::fabs(interval.low - (1 - mirror.high)) < 1e-14);
      const Interval more = *WilsonInterval({successes * 10, trials * 10}), sure = *WilsonInterval(counts, 0.99);
      REQUIRE(more.high - more.low < interval.high - interval.low);
      REQUIRE((sure.low <= interval.low && sure.high >= interval.high));
    }
  }
}

TEST_CASE("Wilson's interval holds the true rate about as often as it says", "[statistics]") {
  std::mt19937_64 random(1927);
  for (const double rate : {0.01, 0.1, 0.5}) {
    std::binomial_distribution<std::int64_t> draw(500, rate);
    int held = 0;
    for (int i = 0; i < 4000; ++i) held += Holds(*WilsonInterval({draw(random), 500}), rate) ? 1 : 0;
    CHECK(held > 4000 * 0.93);
    CHECK(held < 4000 * 0.975);
  }
}
