// Differences by stratum: kidney stones, Berkeley's admissions, R, and what must hold of every table.
#include "statistics/strata.h"

#include <cmath>
#include <random>
#include <vector>

#include "statistics/two_means.h"
#include "statistics/two_proportions.h"
#include "tests/statistics/near.h"

using namespace segue::statistics;
using namespace segue::testing;

namespace {

constexpr auto kPopulation = Weighting::kPopulation, kMantelHaenszel = Weighting::kMantelHaenszel;

/// To what a regression's iterations leave.
auto Regression(double expected) { return Catch::Matchers::WithinRel(expected, 1e-6); }

// Success of open surgery and of percutaneous nephrolithotomy for small and large stones: C. R. Charig et al., British
// Medical Journal 292 (1986) 879–882.
const std::vector<RateStratum> kKidneyStones = {{{81, 87}, {234, 270}}, {{192, 263}, {55, 80}}};

// Admissions of men and women to six departments (R's UCBAdmissions): P. J. Bickel et al., Science 187 (1975) 398–403.
const std::vector<RateStratum> kBerkeley = {{{512, 825}, {89, 108}},  {{353, 560}, {17, 25}}, {{120, 325}, {202, 593}},
                                            {{138, 417}, {131, 375}}, {{53, 191}, {94, 393}}, {{22, 373}, {24, 341}}};

// Breaks of wool A and B at tensions L, M and H (R's warpbreaks).
const std::vector<MeanStratum> kBreaks = {
    {{9, 44.5555555555555556, 327.5277777777777778}, {9, 28.2222222222222222, 97.1944444444444444}},
    {{9, 24, 75}, {9, 28.7777777777777778, 88.9444444444444444}},
    {{9, 24.5555555555555556, 105.5277777777777778}, {9, 18.7777777777777778, 23.9444444444444444}}};

// Miles per gallon with automatic and manual gears by cylinders (R's mtcars).
const std::vector<MeanStratum> kCars = {{{3, 22.9, 2.11}, {8, 28.075, 20.105}},
                                        {{4, 19.125, 2.6625}, {3, 20.5666666666666667, 0.5633333333333333}},
                                        {{12, 15.05, 7.6972727272727273}, {2, 15.4, 0.32}}};

}  // namespace

TEST_CASE("strata: the better surgery looks worse overall", "[statistics]") {
  const auto result = *CompareRatesByStratum(kKidneyStones, kMantelHaenszel);
  // metafor 3.8: rma.mh(measure="RD", ai=c(81,192), n1i=c(87,263), ci=c(234,55), n2i=c(270,80))$beta
  CHECK_THAT(result.difference, Near(0.0538355702434747));
  // mantelhaen.test(…, correct=FALSE)$p.value
  CHECK_THAT(result.p_value, Near(0.118740529709799));
  CHECK_THAT(result.plain_difference, Near(273.0 / 350 - 289.0 / 350));
  CHECK(result.sign_flips);
  CHECK(result.simpson);
  CHECK(result.strata_used == 2);
  CHECK(result.left_out == 0);
}

TEST_CASE("strata: Berkeley's admissions", "[statistics]") {
  // g <- glm(Admit == "Admitted" ~ Gender * Dept, weights=Freq, family=binomial): difference of the predictions
  // averaged with the weights, and its standard error from vcov(g) by the delta method
  const auto standardised = *CompareRatesByStratum(kBerkeley, kPopulation);
  CHECK_THAT(standardised.difference, Near(-0.0426367977712962));
  CHECK_THAT(standardised.standard_error, Regression(0.0183052295923773));
  const auto pooled = *CompareRatesByStratum(kBerkeley, kMantelHaenszel);
  CHECK_THAT(pooled.difference, Near(-0.0184251961908525));  // rma.mh(measure="RD", …)$beta
  CHECK_THAT(pooled.standard_error, Regression(0.0146194681373291));
  // Wilson's intervals of prop.test(…, correct=FALSE), put together by Zou and Donner's formula in R
  CheckNear(standardised.interval, -0.07462205025582172, -0.00464358627233231);
  CheckNear(pooled.interval, -0.0463435241090325, 0.0108193986021492);
  for (const auto& result : {standardised, pooled}) {
    CHECK_THAT(result.p_value, Near(0.216923697055518));  // mantelhaen.test(UCBAdmissions, correct=FALSE)
    CHECK_THAT(result.plain_difference, Near(1198.0 / 2691 - 557.0 / 1835));
    CHECK(result.sign_flips);
    CHECK_FALSE(result.simpson);  // in two departments men were admitted more often
  }
}

TEST_CASE("strata: means against contrasts of cell means in R", "[statistics]") {
  // c <- rbind(w, -w): sum(c*mu), sqrt(sum(c^2*v)), Satterthwaite's df and qt
  for (const auto weighting : {kPopulation, kMantelHaenszel}) {
    const auto breaks = *CompareMeansByStratum(kBreaks, weighting);  // equal counts: both weights are the same
    CHECK_THAT(breaks.difference, Near(5.7777777777777786));
    CHECK_THAT(breaks.standard_error, Near(2.9775681702531682));
    CHECK_THAT(breaks.p_value, Near(0.0620840640991828));
    CheckNear(breaks.interval, -0.3114718620980454, 11.8670274176536026);
    CheckNear(breaks.plain_interval, -1.36009608463044, 12.91565164018600);  // t.test(breaks ~ wool, data=warpbreaks)
  }
  const auto cars = *CompareMeansByStratum(kCars, kPopulation);
  CHECK_THAT(cars.difference, Near(-2.24739583333333304));
  CHECK_THAT(cars.standard_error, Near(0.75783042224719688));
  CHECK_THAT(cars.p_value, Near(0.00842956149255636));
  CheckNear(cars.interval, -3.84212386501725778, -0.65266780164940852);
  CheckNear(cars.plain_interval, -11.28019435504016, -3.20968418746996);  // t.test(mpg ~ am, data=mtcars)
  const auto pooled = *CompareMeansByStratum(kCars, kMantelHaenszel);
  CHECK_THAT(pooled.difference, Near(-2.5599537037037052));
  CHECK_THAT(pooled.standard_error, Near(0.8005889692074190));
  CHECK_THAT(pooled.p_value, Near(0.0062012574954112));
  CheckNear(pooled.interval, -4.2712466747544422, -0.8486607326529683);
}

TEST_CASE("strata: one stratum is the plain comparison", "[statistics]") {
  for (const auto weighting : {kPopulation, kMantelHaenszel}) {
    const RateStratum rates{{56, 70}, {48, 80}};
    const auto rate = *CompareRatesByStratum(std::vector{rates}, weighting);
    const auto plain_rate = *CompareRates(rates.a, rates.b);
    CHECK_THAT(rate.difference, Near(plain_rate.difference));
    CheckNear(rate.interval, plain_rate.interval.low, plain_rate.interval.high);
    // the variances differ by the factor (N − 1) / N of the hypergeometric distribution
    CHECK_THAT(rate.p_value, Catch::Matchers::WithinRel(plain_rate.p_value, 0.05));
    const MeanStratum means = kCars[0];
    const auto mean = *CompareMeansByStratum(std::vector{means}, weighting);
    const auto plain_mean = *CompareMeans(means.a, means.b);
    CHECK_THAT(mean.difference, Near(plain_mean.difference));
    CHECK_THAT(mean.p_value, Near(plain_mean.p_value));
    CheckNear(mean.interval, plain_mean.interval.low, plain_mean.interval.high);
    CHECK_THAT(mean.plain_difference, Near(plain_mean.difference));
  }
}

TEST_CASE("strata: what cannot be compared is left out and counted", "[statistics]") {
  auto rates = kKidneyStones;
  rates.push_back({{3, 5}, {0, 0}});
  rates.push_back({{0, 0}, {0, 7}});
  rates.push_back({{0, 0}, {0, 0}});
  const auto with = *CompareRatesByStratum(rates, kPopulation),
             without = *CompareRatesByStratum(kKidneyStones, kPopulation);
  CHECK(with.difference == without.difference);
  CHECK(with.p_value == without.p_value);
  CHECK(with.strata_used == 2);
  CHECK(with.left_out == 12);
  CHECK_THAT(with.plain_difference, Near(276.0 / 355 - 289.0 / 357));
  auto means = kCars;
  means.push_back({{1, 5, 0}, {9, 5, 1}});
  CHECK(CompareMeansByStratum(means, kPopulation)->left_out == 10);
  CHECK(CompareMeansByStratum(means, kPopulation)->strata_used == 3);
}

TEST_CASE("strata: no value for what means nothing", "[statistics]") {
  CHECK_FALSE(CompareRatesByStratum({}, kPopulation));
  CHECK_FALSE(CompareRatesByStratum(std::vector<RateStratum>{{{1, 2}, {0, 0}}}, kPopulation));
  CHECK_FALSE(CompareRatesByStratum(std::vector<RateStratum>{{{1, 2}, {3, 2}}}, kPopulation));
  CHECK_FALSE(CompareRatesByStratum(kKidneyStones, kPopulation, 0));
  CHECK_FALSE(CompareMeansByStratum({}, kPopulation));
  CHECK_FALSE(CompareMeansByStratum(kCars, kPopulation, 1));
  CHECK_FALSE(CompareMeansByStratum(std::vector<MeanStratum>{{{1, 2, 0}, {5, 2, 1}}}, kPopulation));
  CHECK_FALSE(CompareMeansByStratum(std::vector<MeanStratum>{{{5, 1, 0}, {5, 2, 0}}}, kPopulation));
  CHECK_FALSE(CompareMeansByStratum(std::vector<MeanStratum>{{{5, std::nan(""), 1}, {5, 2, 1}}}, kPopulation));
  const auto nobody = *CompareRatesByStratum(std::vector<RateStratum>{{{0, 2}, {0, 5}}, {{1, 1}, {1, 1}}}, kPopulation);
  CHECK(nobody.p_value == 1);
  CHECK(nobody.difference == 0);
  CHECK_FALSE(nobody.sign_flips);
  CHECK_FALSE(nobody.simpson);
}

TEST_CASE("strata: swapping the groups turns the sign", "[statistics]") {
  auto swapped = kBerkeley;
  for (auto& stratum : swapped) std::swap(stratum.a, stratum.b);
  const auto there = *CompareRatesByStratum(kBerkeley, kMantelHaenszel);
  const auto back = *CompareRatesByStratum(swapped, kMantelHaenszel);
  CHECK_THAT(there.difference, Near(-back.difference));
  CHECK_THAT(there.interval.low, Near(-back.interval.high));
  CHECK_THAT(there.p_value, Near(back.p_value));
}

TEST_CASE("strata: intervals hold the truth about as often as they say", "[statistics]") {
  // the true difference is 0.03 in every stratum, and the groups are mixed very differently
  std::mt19937_64 random(1959);
  const double rates[] = {0.02, 0.1, 0.4, 0.05};
  const std::int64_t sizes_a[] = {600, 200, 50, 30}, sizes_b[] = {100, 200, 300, 30};
  int held = 0, mean_held = 0, plain_held = 0;
  for (int i = 0; i < 3000; ++i) {
    std::vector<RateStratum> strata;
    std::vector<MeanStratum> means;
    for (int k = 0; k < 4; ++k) {
      std::binomial_distribution<std::int64_t> a(sizes_a[k], rates[k] + 0.03), b(sizes_b[k], rates[k]);
      strata.push_back({{a(random), sizes_a[k]}, {b(random), sizes_b[k]}});
      std::normal_distribution<double> x(k + 1, 2), y(k, 1);
      Moments of_x, of_y;
      for (int j = 0; j < 4 + 3 * k; ++j) of_x.Add(x(random));
      for (int j = 0; j < 12 - 3 * k; ++j) of_y.Add(y(random));
      means.push_back({of_x.sample(), of_y.sample()});
    }
    const auto result = *CompareRatesByStratum(strata, i % 2 == 0 ? kPopulation : kMantelHaenszel);
    REQUIRE(Holds(result.interval, result.difference));
    held += Holds(result.interval, 0.03) ? 1 : 0;
    plain_held += Holds(result.plain_interval, 0.03) ? 1 : 0;
    mean_held += Holds(CompareMeansByStratum(means, i % 2 == 0 ? kPopulation : kMantelHaenszel)->interval, 1) ? 1 : 0;
  }
  CHECK(held > 3000 * 0.935);
  CHECK(held < 3000 * 0.975);
  CHECK(mean_held > 3000 * 0.935);
  CHECK(mean_held < 3000 * 0.965);
  CHECK(plain_held < 3000 * 0.1);
}
