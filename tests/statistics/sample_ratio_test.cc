// The sizes of arms: R's chisq.test and the example of Fabijan et al.
#include "statistics/sample_ratio.h"

#include <cmath>
#include <random>
#include <vector>

#include "tests/statistics/near.h"

using namespace segue::statistics;
using segue::testing::Near;

namespace {

std::optional<SampleRatio> Test(const std::vector<std::int64_t>& counts, const std::vector<double>& shares) {
  return TestSampleRatio(counts, shares);
}

}  // namespace

TEST_CASE("sample ratio: R's chi-square", "[statistics]") {
  // chisq.test(c(21307, 21387, 21306), p=c(1,1,1)/3)
  const auto fine = *Test({21307, 21387, 21306}, {1, 1, 1});
  CHECK_THAT(fine.chi_square, Near(0.202531250000000));
  CHECK(fine.degrees_of_freedom == 2);
  CHECK_THAT(fine.p_value, Near(0.903692957560419));
  CHECK_FALSE(fine.mismatch);
  // chisq.test(c(89, 37, 30, 28, 2), p=c(40, 20, 20, 15, 5)/100), an example of R's help
  const auto five = *Test({89, 37, 30, 28, 2}, {40, 20, 20, 15, 5});
  CHECK_THAT(five.chi_square, Near(9.9901433691756267));
  CHECK_THAT(five.p_value, Near(0.0405940433447812));
  CHECK_FALSE(five.mismatch);
  // Kohavi, Tang, Xu (2020), chapter 3: 821,588 and 815,482 of an intended half each, p = 1.8e-6
  const auto wrong = *Test({821588, 815482}, {50, 50});
  CHECK_THAT(wrong.p_value, Near(1.82179287261919e-06));
  CHECK(wrong.mismatch);
}

TEST_CASE("sample ratio: no value for what means nothing", "[statistics]") {
  CHECK_FALSE(Test({}, {}));
  CHECK_FALSE(Test({5}, {1}));
  CHECK_FALSE(Test({5, 5}, {1}));
  CHECK_FALSE(Test({0, 0}, {1, 1}));
  CHECK_FALSE(Test({5, -5}, {1, 1}));
  CHECK_FALSE(Test({5, 5}, {1, 0}));
  CHECK_FALSE(Test({5, 5}, {1, std::nan("")}));
  CHECK_FALSE(Test({5, 5}, {1, INFINITY}));
}

TEST_CASE("sample ratio: the order of arms and the scale of shares do not matter", "[statistics]") {
  const auto there = *Test({10, 25, 60}, {1, 2, 5}), back = *Test({60, 25, 10}, {50, 20, 10});
  CHECK_THAT(there.chi_square, Near(back.chi_square));
  CHECK_THAT(there.p_value, Near(back.p_value));
  CHECK(Test({10, 20, 50}, {1, 2, 5})->p_value > 0.999);
}

TEST_CASE("sample ratio: a sound experiment is seldom flagged", "[statistics]") {
  std::mt19937_64 random(2020);
  std::binomial_distribution<std::int64_t> draw(10000, 0.3);
  int flagged = 0, below = 0;
  for (int i = 0; i < 4000; ++i) {
    const std::int64_t first = draw(random);
    const auto test = *Test({first, 10000 - first}, {3, 7});
    flagged += test.mismatch ? 1 : 0;
    below += test.p_value < 0.1 ? 1 : 0;
  }
  CHECK(flagged <= 15);  // 4 expected
  CHECK(below > 320);    // 400 expected
  CHECK(below < 480);
}
