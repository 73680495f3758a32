// The naive calendar against values worked out by hand, then the engine's calendar against the naive one.
#include "engine/calendar.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/oracle/dump.h"
#include "tests/oracle/naive_calendar.h"
#include "tests/oracle/random_source.h"

namespace segue::oracle {
namespace {

using engine::CalendarUnit;
using engine::Instant;
using engine::Length;

TEST_CASE("the naive calendar counts days") {
  CHECK(DayNumber({1970, 1, 1}) == 0);
  CHECK(DayNumber({2000, 3, 1}) == 11'017);  // 30 years of 365 days, 7 leap days, 31 + 29 days
  CHECK(DayNumber({1969, 12, 31}) == -1);
  CHECK(DayNumber({1600, 3, 1}) == 11'017 - 146'097);  // 400 years are 146,097 days
  for (std::int64_t day = -200'000; day < 300'000; day += 97) CHECK(DayNumber(DateOfDay(day)) == day);
}

TEST_CASE("the naive calendar clamps months and treats clock changes as semantics.md says") {
  const NaiveCalendar paris("Europe/Paris");
  // Clamped to the month's last day.
  CHECK(Show(paris.Add(paris.At({2026, 1, 31}, 12), {0, 1})) == "2026-02-28T11:00:00.000Z");
  CHECK(Show(paris.Add(paris.At({2024, 1, 31}, 12), {0, 1})) == "2024-02-29T11:00:00.000Z");
  // "30 August 23:00 + 6 months is later than 31 August 01:00 + 6 months": 28 February 23:00 and 01:00.
  CHECK(Show(paris.Add(paris.At({2026, 8, 30}, 23), {0, 6})) == "2027-02-28T22:00:00.000Z");
  CHECK(Show(paris.Add(paris.At({2026, 8, 31}, 1), {0, 6})) == "2027-02-28T00:00:00.000Z");
  // A skipped local time moves to the first valid instant, 03:00 summer time.
  CHECK(Show(paris.Add(paris.At({2026, 1, 29}, 2, 30), {0, 2})) == "2026-03-29T01:00:00.000Z");
  CHECK(Show(paris.At({2026, 3, 29}, 2, 30)) == "2026-03-29T01:00:00.000Z");
  // One that occurs twice is the first: 02:30 summer time.
  CHECK(Show(paris.At({2026, 10, 25}, 2, 30)) == "2026-10-25T00:30:00.000Z");
  // Absorbing.
  CHECK(paris.Add(engine::kAlways, {0, 1}) == engine::kAlways);
  CHECK(paris.Add(engine::kForever, {1000, 0}) == engine::kForever);
}

TEST_CASE("the naive calendar begins days at the first valid instant") {
  const NaiveCalendar sao_paulo("America/Sao_Paulo");
  // 2017-10-15 00:00 does not exist; the day begins at 01:00 summer time (−2 h) = 03:00 UTC.
  CHECK(Show(sao_paulo.At({2017, 10, 15})) == "2017-10-15T03:00:00.000Z");
  // 2018-02-18 begins after 23:00 came twice; midnight is at −3 h.
  CHECK(Show(sao_paulo.At({2018, 2, 18})) == "2018-02-18T03:00:00.000Z");
  CHECK(sao_paulo.DayOf(sao_paulo.At({2018, 2, 18}) - 1) == DayNumber({2018, 2, 17}));
}

TEST_CASE("the naive calendar knows weeks, quarters and relative periods") {
  const NaiveCalendar monday("UTC");
  const NaiveCalendar sunday("UTC", true);
  const std::int64_t thursday = DayNumber({2026, 1, 1});
  CHECK(Show(monday.PeriodOfDay(thursday, CalendarUnit::kWeek).start) == "2025-12-29T00:00:00.000Z");
  CHECK(Show(sunday.PeriodOfDay(thursday, CalendarUnit::kWeek).start) == "2025-12-28T00:00:00.000Z");
  CHECK(Show(monday.PeriodOfDay(DayNumber({2026, 5, 31}), CalendarUnit::kQuarter).end) == "2026-07-01T00:00:00.000Z");
  // 31 March − 1 month is clamped to 28 February: last month is February.
  const engine::Interval last = monday.Moved(monday.At({2026, 3, 31}, 9), {CalendarUnit::kMonth, -1, 0});
  CHECK(Show(last.start) == "2026-02-01T00:00:00.000Z");
  CHECK(Show(last.end) == "2026-03-01T00:00:00.000Z");
}

/// Instants near clock changes as well as anywhere between 1970 and 2060.
Instant RandomInstant(RandomSource& random, const NaiveCalendar& calendar) {
  static const std::vector<Date> odd{{2026, 3, 29}, {2026, 10, 25}, {2017, 10, 15}, {2018, 2, 18},  {2018, 11, 4},
                                     {2026, 4, 5},  {2026, 10, 4},  {2024, 2, 29},  {2026, 12, 31}, {2011, 12, 30}};
  if (random.Chance(40)) return random.Between(0, 90LL * 365 * engine::kMillisecondsPerDay);
  return calendar.At(random.Pick(odd)) + random.Between(-30 * 60, 30 * 60) * 60'000 + random.Between(-1, 1);
}

void CompareOnce(RandomSource& random, const engine::Calendar& calendar, const NaiveCalendar& naive) {
  const Instant at = RandomInstant(random, naive);
  const Length months{0, static_cast<std::int32_t>(random.Between(1, 30))};
  const Length exact{random.Between(1, 10'000'000'000), 0};
  INFO(calendar.zone() << " at " << Show(at) << ", " << months.months << " months");
  CHECK(Show(calendar.Add(at, months)) == Show(naive.Add(at, months)));
  CHECK(Show(calendar.Subtract(at, months)) == Show(naive.Add(at, {0, -months.months})));
  CHECK(calendar.Add(at, exact) == naive.Add(at, exact));
  const engine::Day day = calendar.DayOf(at);
  CHECK(day.days == naive.DayOf(at));
  CHECK(Show(calendar.StartOf(day)) == Show(naive.StartOfDay(day.days)));
  for (const auto unit :
       {CalendarUnit::kDay, CalendarUnit::kWeek, CalendarUnit::kMonth, CalendarUnit::kQuarter, CalendarUnit::kYear}) {
    const engine::Interval period = calendar.PeriodOf(at, unit);
    const engine::Interval expected = naive.PeriodOfDay(day.days, unit);
    CHECK(Show(period.start) == Show(expected.start));
    CHECK(Show(period.end) == Show(expected.end));
  }
}

TEST_CASE("the engine's calendar agrees with the naive one") {
  RandomSource random(2026);
  for (const char* zone : {"UTC", "Europe/Paris", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kolkata",
                           "America/New_York", "Pacific/Apia", "Africa/Casablanca"}) {
    for (const bool sunday : {false, true}) {
      const auto calendar = engine::Calendar::Load(zone, sunday);
      REQUIRE(calendar.has_value());
      const NaiveCalendar naive(zone, sunday);
      for (int i = 0; i < 400; ++i) CompareOnce(random, *calendar, naive);
    }
  }
}

}  // namespace
}  // namespace segue::oracle
