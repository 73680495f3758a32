// Decompositions against R's stl() and statsmodels, and what must hold of every series.
#include "statistics/seasonal.h"

#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "statistics/loess.h"
#include "statistics/stl.h"
#include "tests/statistics/known_series.h"
#include "tests/statistics/near.h"

using namespace segue::statistics;
using namespace segue::testing;

namespace {

using Values = std::vector<double>;

Decomposition Of(const Values& values, std::size_t period, const DecompositionOptions& options = {}) {
  return std::get<Decomposition>(Decompose(values, period, options));
}

NoValue Refused(const Values& values, std::size_t period, const DecompositionOptions& options = {}) {
  return std::get<NoValue>(Decompose(values, period, options));
}

Values Logarithms(Values values) {
  for (double& value : values) value = std::log(value);
  return values;
}

/// At some places, of which R gives 15 digits.
void CheckAt(const std::vector<std::size_t>& places, const Values& ours, const Values& expected) {
  for (std::size_t i = 0; i < places.size(); ++i) {
    CHECK_THAT(ours[places[i]], Catch::Matchers::WithinRel(expected[i], 1e-10));
  }
}

}  // namespace

// Unless said otherwise, by stl(x, s.window, inner=10, s.jump=1, t.jump=1, l.jump=1) in R 4.2.

TEST_CASE("seasons that are the same every year: R's nottem", "[statistics]") {
  const std::vector<std::size_t> places = {0, 1, 6, 119, 238, 239};
  const auto result = Of(kNottem, 12);  // stl(nottem, "periodic", …)
  CheckAt(places, result.trend,
          {49.6827330294405, 49.5347976456552, 49.1740654198568, 49.4620671663203, 49.0789889554474, 49.0029108324093});
  CheckAt(places, result.season,
          {-9.34699701420239, -9.85452884345753, 12.8438996449454, -9.47317529302424, -6.42755781010021,
           -9.47317529302424});
  CheckAt(
      places, result.remainder,
      {0.264263984761847, 1.11973119780232, -4.31796506480224, 1.91110812670394, 3.94856885465278, -1.72973553938508});
}

TEST_CASE("the two rounds that R makes unless told otherwise", "[statistics]") {
  const auto fit = FitStl(kNottem, 12, {2401, false, 19, 13}, 2, 0);  // inner=2
  CheckAt({0, 1, 6, 119, 238, 239}, fit.trend,
          {49.6812045680723, 49.5334901374279, 49.1737718077848, 49.462264898115, 49.080306427963, 49.004525838377});
}

TEST_CASE("seasons that change: R's AirPassengers", "[statistics]") {
  const std::vector<std::size_t> places = {0, 1, 6, 71, 142, 143};
  const auto result = Of(Logarithms(kAirPassengers), 12, {.season_window = 7});  // stl(log(AirPassengers), 7, …)
  CheckAt(places, result.trend,
          {4.80787120585893, 4.81273851582217, 4.83819124531891, 5.54533503602351, 6.19020788774334, 6.19795092003833});
  CheckAt(places, result.season,
          {-0.0891119098083558, -0.0488020834738643, 0.169303430641787, -0.102865199668976, -0.214934012571529,
           -0.120544958393336});
}

// R 4.2 itself takes another value for the median of the residuals after six rounds on AirPassengers (its partial sort
// of two ranks at once goes astray), so that the robust figures of all rounds come from statsmodels 0.13.

TEST_CASE("robust: six rounds as in R", "[statistics]") {
  // stl(log(AirPassengers), 7, inner=1, outer=6, robust=TRUE, …)
  const auto fit = FitStl(Logarithms(kAirPassengers), 12, {7, false, 23, 13}, 1, 6);
  CHECK_THAT(fit.season[0], Near(-0.070300674238204));
  CHECK_THAT(fit.trend[0], Near(4.800513955898553));
}

TEST_CASE("robust: fifteen rounds as in statsmodels", "[statistics]") {
  // STL(log(AirPassengers), period=12, seasonal=7, seasonal_deg=0, trend=23, low_pass=13, robust=True)
  //     .fit(inner_iter=1, outer_iter=15)
  const std::vector<std::size_t> places = {0, 1, 6, 71, 142, 143};
  const auto changing = Of(Logarithms(kAirPassengers), 12, {.season_window = 7, .robust = true});
  CheckAt(places, changing.trend,
          {4.79559769986333, 4.802147421546457, 4.836705251508197, 5.545337053068953, 6.1943267449973565,
           6.201553269991555});
  CheckAt(places, changing.season,
          {-0.06840564937582663, -0.0445766792965805, 0.17048627546612818, -0.10264318267342203, -0.21989104994558348,
           -0.11742319529585804});
  // the same of nottem with seasonal=2401, trend=19, and the season's mean by month
  const auto same = Of(kNottem, 12, {.robust = true});
  CheckAt({0, 1, 6, 119, 238, 239}, same.trend,
          {50.007136434289684, 49.90556530977717, 49.61890840191414, 49.41666537707508, 48.775834942095116,
           48.671072536288904});
  CheckAt({0, 1, 6, 119, 238, 239}, same.season,
          {-9.344576004801544, -9.534172811439692, 12.861207670943244, -9.570578442161294, -6.5384810563409985,
           -9.570578442161294});
}

TEST_CASE("thirty months, multiplicative", "[statistics]") {
  const Values values(kAirPassengers.begin(), kAirPassengers.begin() + 30);
  const auto result = Of(values, 12, {.multiplicative = true});
  // f <- stl(log(window(AirPassengers, 1949, c(1951, 6))), "periodic", …)$time.series; exp(f[c(1, 30), ]), x /
  // exp(season)
  CheckAt({0, 29}, result.trend, {122.822474711831, 171.523512888015});
  CheckAt({0, 29}, result.season, {0.91011140438898, 1.06759687859358});
  CheckAt({0, 29}, result.adjusted, {123.0618575483, 166.729599504348});
  CHECK_THAT(result.strength, Near(0.961399890255889));  // 1 - var(remainder) / var(season + remainder)
}

TEST_CASE("two years, which R's stl refuses: statsmodels", "[statistics]") {
  // statsmodels 0.13: STL(log(first 24), period=12, seasonal=7, seasonal_deg=0, trend=23, low_pass=13)
  //                       .fit(inner_iter=10, outer_iter=0)
  const Values values(kAirPassengers.begin(), kAirPassengers.begin() + 24);
  const auto result = Of(Logarithms(values), 12, {.season_window = 7});
  CheckAt({0, 11, 23}, result.trend, {4.813061537485135, 4.865841673903943, 4.9942680096028775});
  CheckAt({0, 11, 23}, result.season, {-0.10824349253621587, -0.07245481373558371, -0.0700221425637438});
}

TEST_CASE("quarters, with the last year unfinished", "[statistics]") {
  const auto result = Of(kGas, 4);  // stl(ts(UKgas[1:11], frequency=4), "periodic", …)
  const std::vector<std::size_t> places = {0, 1, 6, 4, 9, 10};
  CheckAt(places, result.trend,
          {122.246908910847, 122.858373116655, 122.755930138957, 122.317462082986, 130.548654808219, 132.615359705736});
  CheckAt(
      places, result.season,
      {39.0127623592516, 6.80607480126859, -39.7162245288374, 39.0127623592516, 6.80607480126859, -39.7162245288374});
}

TEST_CASE("decomposition: reasons for none", "[statistics]") {
  const Values year(23, 1.0), two(24, 1.0);
  CHECK(Refused(year, 12) == NoValue::kTooShort);
  CHECK(Refused({}, 12) == NoValue::kTooShort);
  CHECK(Refused(two, std::numeric_limits<std::size_t>::max()) == NoValue::kTooShort);
  CHECK(Refused(two, 1) == NoValue::kWrongOption);
  CHECK(Refused(two, 0) == NoValue::kWrongOption);
  CHECK(Refused(two, 12, {.season_window = 8}) == NoValue::kWrongOption);
  CHECK(Refused(two, 12, {.season_window = 5}) == NoValue::kWrongOption);
  Values gap = two;
  gap[5] = std::nan("");
  CHECK(Refused(gap, 12) == NoValue::kMissing);
  gap[5] = 0;
  CHECK(Refused(gap, 12, {.multiplicative = true}) == NoValue::kNotPositive);
  CHECK(std::holds_alternative<Decomposition>(Decompose(two, 12)));
}

TEST_CASE("decomposition: a line has no season, and a pure season is found whole", "[statistics]") {
  Values line, season;
  for (int i = 0; i < 40; ++i) {
    line.push_back(100 + 3.0 * i);
    season.push_back(50 + (i % 4 == 2 ? 9.0 : -3.0));
  }
  for (const bool robust : {false, true}) {
    const auto of_line = Of(line, 4, {.robust = robust}), of_season = Of(season, 4, {.robust = robust});
    for (std::size_t i = 0; i < 40; ++i) {
      REQUIRE(std::fabs(of_line.season[i]) < 1e-6);
      REQUIRE(std::fabs(of_line.adjusted[i] - line[i]) < 1e-6);
      REQUIRE(std::fabs(of_season.trend[i] - 50) < 1e-9);
      REQUIRE(std::fabs(of_season.remainder[i]) < 1e-9);
    }
    CHECK(of_season.strength > 0.999);
  }
  const auto constant = Of(Values(30, 7.0), 12, {.robust = true});
  for (std::size_t i = 0; i < 30; ++i) {
    REQUIRE(std::fabs(constant.trend[i] - 7) < 1e-12);
    REQUIRE(std::isfinite(constant.season[i]));
  }
  CHECK((constant.strength >= 0 && constant.strength <= 1));
}

TEST_CASE("decomposition: parts add up, and constants and units pass through", "[statistics]") {
  std::mt19937_64 random(1990);
  std::normal_distribution<double> noise(0, 5);
  for (const std::size_t length : {24U, 31U, 60U}) {
    Values values, moved;
    for (std::size_t i = 0; i < length; ++i) {
      values.push_back(noise(random));
      moved.push_back(values.back() * 4 + 1000);
    }
    for (const bool robust : {false, true}) {
      const auto here = Of(values, 12, {.robust = robust}), there = Of(moved, 12, {.robust = robust});
      for (std::size_t i = 0; i < length; ++i) {
        REQUIRE(std::fabs(here.trend[i] + here.season[i] + here.remainder[i] - values[i]) < 1e-10);
        REQUIRE(here.adjusted[i] == values[i] - here.season[i]);
        REQUIRE(std::fabs(there.trend[i] - (here.trend[i] * 4 + 1000)) < 1e-7);
        REQUIRE(std::fabs(there.season[i] - here.season[i] * 4) < 1e-7);
      }
      REQUIRE((here.strength >= 0 && here.strength <= 1));
    }
  }
}

TEST_CASE("decomposition: robust, one wild month does not move the others' season", "[statistics]") {
  Values values;
  for (int i = 0; i < 60; ++i) values.push_back(100 + 10 * std::sin(i * 0.5235987755982988) + (i % 7) * 0.1);
  Values wild = values;
  wild[30] += 500;
  const auto calm = Of(values, 12, {.robust = true}), robust = Of(wild, 12, {.robust = true}), plain = Of(wild, 12);
  CHECK(std::fabs(robust.season[6] - calm.season[6]) < 1);
  CHECK(std::fabs(plain.season[6] - calm.season[6]) > 50);
}

TEST_CASE("loess: a line is kept, outside too; places without weight keep their value", "[statistics]") {
  const Values line = {1, 3, 5, 7, 9, 11};
  const Values nothing(6, 0.0);
  CHECK_THAT(*LoessAt({line, {}}, -1, 0, 4, {5, true}), Near(-1));
  CHECK_THAT(*LoessAt({line, {}}, 6, 1, 5, {5, true}), Near(13));
  CHECK_FALSE(LoessAt({line, nothing}, 2, 0, 4, {5, true}));
  CHECK(Loess({line, nothing}, {5, true}) == line);
  const auto fitted = Loess({line, {}}, {21, true});
  for (std::size_t i = 0; i < 6; ++i) CHECK_THAT(fitted[i], Near(line[i]));
  CHECK(Loess({Values{4}, {}}, {7, true}) == Values{4});
}
