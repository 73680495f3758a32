// Projections: what must hold of every one, coverage by simulation, and the period in which a limit is passed.
#include "statistics/projection.h"

#include <cmath>
#include <numbers>
#include <random>
#include <vector>

#include "tests/statistics/known_series.h"
#include "tests/statistics/near.h"

using namespace segue::statistics;
using namespace segue::testing;

namespace {

using Values = std::vector<double>;

Projection Of(const Values& values, std::size_t period, std::size_t ahead) {
  return std::get<Projection>(Project(values, period, ahead));
}

NoValue Refused(const Values& values, std::size_t period) { return std::get<NoValue>(Project(values, period, 3)); }

/// Of a mean and half a width for each period.
Projection By(const std::vector<std::pair<double, double>>& periods) {
  Projection projection;
  for (const auto& [mean, half] : periods) projection.periods.push_back({mean, half / 2, {mean - half, mean + half}});
  return projection;
}

}  // namespace

TEST_CASE("projection: a season where two whole ones and ten more values than its length are there", "[statistics]") {
  const Values nottem(kNottem.begin(), kNottem.begin() + 24), less(kNottem.begin(), kNottem.begin() + 23);
  const auto seasonal = Of(nottem, 12, 12), plain = Of(less, 12, 12);
  CHECK(seasonal.seasonal);
  CHECK(seasonal.degrees_of_freedom == 24 - 17);  // α, β, γ, φ, level, trend and eleven months
  CHECK_FALSE(plain.seasonal);
  CHECK(plain.degrees_of_freedom == 23 - 5);
  CHECK(seasonal.periods[6].mean - seasonal.periods[0].mean > 15);      // July and January
  CHECK(Of(Values(kGas.begin(), kGas.end()), 4, 4).seasonal == false);  // 11 quarters, 14 are needed
}

TEST_CASE("projection: reasons for none", "[statistics]") {
  const Values ten(10, 3.0);
  CHECK(Refused(Values(9, 3.0), 1) == NoValue::kTooShort);
  CHECK(Refused(ten, 0) == NoValue::kWrongOption);
  CHECK(Refused(ten, 54) == NoValue::kWrongOption);
  CHECK(std::get<NoValue>(Project(ten, 1, 3, 1)) == NoValue::kWrongOption);
  Values gap = ten;
  gap[2] = std::nan("");
  CHECK(Refused(gap, 1) == NoValue::kMissing);
  CHECK(Of(ten, 1, 0).periods.empty());
}

TEST_CASE("projection: what never varied goes on so", "[statistics]") {
  for (const std::size_t count : {10U, 24U, 40U}) {
    for (const auto& period : Of(Values(count, 7.0), 12, 5).periods) {
      CHECK_THAT(period.mean, Catch::Matchers::WithinAbs(7, 1e-9));
      CHECK(std::isfinite(period.standard_error));
      CHECK(period.standard_error < 1e-9);
    }
  }
}

TEST_CASE("projection: growth goes on, damped", "[statistics]") {
  Values values;
  for (int i = 0; i < 30; ++i) values.push_back(100 + 5.0 * i + (i % 3));
  const auto projection = Of(values, 1, 12);
  for (std::size_t i = 1; i < 12; ++i) {
    const double step = projection.periods[i].mean - projection.periods[i - 1].mean;
    CHECK(step > 2);
    CHECK(step < 5.5);
    CHECK(projection.periods[i].standard_error >= projection.periods[i - 1].standard_error);
  }
}

TEST_CASE("projection: constants and units pass through, and a wider level is wider", "[statistics]") {
  Values moved;
  for (const double value : kNile) moved.push_back(value * 4 + 1000);
  const auto here = Of(kNile, 1, 6), there = Of(moved, 1, 6);
  const auto sure = std::get<Projection>(Project(kNile, 1, 6, 0.99));
  for (std::size_t i = 0; i < 6; ++i) {
    CHECK_THAT(there.periods[i].mean, Catch::Matchers::WithinRel(here.periods[i].mean * 4 + 1000, 1e-5));
    CHECK_THAT(there.periods[i].standard_error, Catch::Matchers::WithinRel(here.periods[i].standard_error * 4, 1e-4));
    CHECK(Holds(here.periods[i].interval, here.periods[i].mean));
    CHECK(sure.periods[i].interval.low < here.periods[i].interval.low);
    CHECK(sure.periods[i].interval.high > here.periods[i].interval.high);
  }
}

TEST_CASE("projection: intervals hold what comes about as often as they say", "[statistics]") {
  // one period ahead; further ahead the intervals are known to be narrow (see the header)
  std::mt19937_64 random(2008);
  std::normal_distribution<double> noise;
  const auto season = [](int month) {
    return 8 * std::sin(month * std::numbers::pi / 6) + (month % 12 == 11 ? 12 : 0);
  };
  for (const std::size_t period : {1U, 12U}) {
    for (const int length : {24, 48}) {
      int held_noise = 0, held_level = 0;
      for (int i = 0; i < 200; ++i) {
        Values around, wandering;
        double level = 100;
        for (int month = 0; month <= length; ++month) {
          const double error = 3 * noise(random), fixed = period == 12 ? season(month) : 0;
          around.push_back(50 + error + fixed);
          wandering.push_back(level + error + fixed);
          level += 1 + 0.5 * error;
        }
        const double next_around = around.back(), next_wandering = wandering.back();
        around.pop_back();
        wandering.pop_back();
        held_noise += Holds(Of(around, period, 1).periods[0].interval, next_around) ? 1 : 0;
        held_level += Holds(Of(wandering, period, 1).periods[0].interval, next_wandering) ? 1 : 0;
      }
      INFO(period << " " << length);
      CHECK(held_noise > 200 * 0.87);
      CHECK(held_level > 200 * 0.86);
    }
  }
}

TEST_CASE("projection: a random walk's interval widens with the root of the distance", "[statistics]") {
  std::mt19937_64 random(6);
  std::normal_distribution<double> noise;
  Values walk = {1000};
  for (int i = 0; i < 200; ++i) walk.push_back(walk.back() + noise(random));
  const auto projection = Of(walk, 1, 9);
  const double ratio = projection.periods[8].standard_error / projection.periods[0].standard_error;
  CHECK(ratio > 2.5);
  CHECK(ratio < 4.5);
}

TEST_CASE("the period in which a limit is passed, early, expected and late", "[statistics]") {
  const auto rising = By({{10, 2}, {20, 4}, {30, 6}, {40, 8}});
  const auto above = FirstPast(rising, 22, Side::kAbove);
  CHECK(above.earliest == 2U);                               // 24
  CHECK(above.expected == 3U);                               // 30
  CHECK(above.latest == 3U);                                 // 24
  const auto touched = FirstPast(rising, 24, Side::kAbove);  // to reach it is not to pass it
  CHECK(touched.earliest == 3U);
  CHECK(touched.latest == 4U);
  const auto far = FirstPast(rising, 45, Side::kAbove);
  CHECK(far.earliest == 4U);
  CHECK_FALSE(far.expected);
  CHECK_FALSE(far.latest);
  const auto falling = By({{10, 2}, {5, 4}, {1, 6}});
  const auto below = FirstPast(falling, 8, Side::kBelow);
  CHECK(below.earliest == 2U);  // 1; 8 in the first period is not below 8
  CHECK(below.expected == 2U);
  CHECK(below.latest == 3U);  // 7
  CHECK_FALSE(FirstPast(By({}), 1, Side::kAbove).earliest);
  CHECK(FirstPast(rising, 0, Side::kAbove).latest == 1U);
}
