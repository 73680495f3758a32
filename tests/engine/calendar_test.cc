// Calendars against values worked by hand from the zones' published clock changes.
#include "engine/calendar.h"

#include <catch2/catch_test_macros.hpp>
#include <limits>

namespace segue::engine {
namespace {

Calendar Zone(const char* name, bool sunday = false) {
  const auto calendar = Calendar::Load(name, sunday);
  REQUIRE(calendar);
  return *calendar;
}

Instant Local(const Calendar& calendar, int year, int month, int day, int hour = 0, int minute = 0, int second = 0) {
  return calendar.FromCivil({year, month, day, hour, minute, second, 0});
}

std::string Text(Interval interval) { return FormatUtc(interval.start) + " " + FormatUtc(interval.end); }

TEST_CASE("only IANA names are zones", "[calendar]") {
  CHECK(Calendar::Load("UTC"));
  CHECK(Calendar::Load("America/Argentina/Buenos_Aires"));
  for (const char* name :
       {"", "Paris", "Europe/Pari", "/etc/localtime", "localtime", "Fixed/UTC+01:00:00", "../etc/passwd"}) {
    INFO(name);
    CHECK_FALSE(Calendar::Load(name));
  }
}

TEST_CASE("skipped local times move to the first valid instant, repeated ones are the first", "[calendar]") {
  const Calendar paris = Zone("Europe/Paris");  // 2026: forward on 29 March 01:00Z, back on 25 October 01:00Z
  bool skipped = false;
  CHECK(FormatUtc(paris.FromCivil({2026, 3, 29, 2, 30, 0, 0}, &skipped)) == "2026-03-29T01:00:00.000Z");
  CHECK(skipped);
  CHECK(FormatUtc(paris.FromCivil({2026, 3, 29, 3, 0, 0, 0}, &skipped)) == "2026-03-29T01:00:00.000Z");
  CHECK_FALSE(skipped);
  CHECK(FormatUtc(paris.FromCivil({2026, 3, 29, 1, 59, 59, 999}, &skipped)) == "2026-03-29T00:59:59.999Z");
  CHECK(FormatUtc(Local(paris, 2026, 10, 25, 2, 30)) == "2026-10-25T00:30:00.000Z");
  CHECK(FormatUtc(Local(paris, 2026, 10, 25, 3, 0)) == "2026-10-25T02:00:00.000Z");
}

TEST_CASE("months clamp to the month's last day and keep the local time", "[calendar]") {
  const Calendar paris = Zone("Europe/Paris");
  const Length month{0, 1};
  CHECK(paris.Add(Local(paris, 2026, 1, 31, 12), month) == Local(paris, 2026, 2, 28, 12));
  CHECK(paris.Add(Local(paris, 2028, 1, 31, 12), month) == Local(paris, 2028, 2, 29, 12));
  CHECK(FormatUtc(paris.Add(Local(paris, 2026, 2, 28, 2, 30), month)) == "2026-03-28T01:30:00.000Z");
  CHECK(FormatUtc(paris.Add(Local(paris, 2026, 2, 28, 2, 30), {0, 12})) == "2027-02-28T01:30:00.000Z");
  CHECK(FormatUtc(paris.Add(Local(paris, 2026, 1, 29, 2, 30), {0, 2})) == "2026-03-29T01:00:00.000Z");  // skipped
  CHECK(FormatUtc(paris.Add(Local(paris, 2026, 9, 25, 2, 30), month)) == "2026-10-25T00:30:00.000Z");   // the first
  CHECK(paris.Subtract(Local(paris, 2026, 3, 31, 8), month) == Local(paris, 2026, 2, 28, 8));
  CHECK(paris.Subtract(Local(paris, 2026, 1, 15), {0, 13}) == Local(paris, 2024, 12, 15));
  // Not monotone: 30 August 23:00 + 6 months is later than 31 August 01:00 + 6 months.
  CHECK(paris.Add(Local(paris, 2026, 8, 30, 23), {0, 6}) > paris.Add(Local(paris, 2026, 8, 31, 1), {0, 6}));
}

TEST_CASE("exact lengths ignore clock changes; always and forever absorb", "[calendar]") {
  const Calendar paris = Zone("Europe/Paris");
  const Length day{kMillisecondsPerDay, 0};
  CHECK(paris.Add(Local(paris, 2026, 3, 28, 12), day) == Local(paris, 2026, 3, 29, 13));
  for (const Length length : {day, Length{0, 5}, Length{-kMillisecondsPerDay, 0}, Length{0, -5}}) {
    CHECK(paris.Add(kAlways, length) == kAlways);
    CHECK(paris.Add(kForever, length) == kForever);
  }
  CHECK(paris.Add(0, {std::numeric_limits<std::int64_t>::max(), 0}) == kForever);
}

TEST_CASE("days are as long as the zone makes them", "[calendar]") {
  const Calendar paris = Zone("Europe/Paris");
  CHECK(Text(paris.PeriodOf(Local(paris, 2026, 3, 29, 12), CalendarUnit::kDay)) ==
        "2026-03-28T23:00:00.000Z 2026-03-29T22:00:00.000Z");
  CHECK(Text(paris.PeriodOf(Local(paris, 2026, 10, 25, 12), CalendarUnit::kDay)) ==
        "2026-10-24T22:00:00.000Z 2026-10-25T23:00:00.000Z");
  // Brazil's summer time began at midnight: 2018-11-04 began at 01:00 local = 03:00Z; on 2018-02-18 the clock went
  // back from 00:00 to 23:00, so 17 February had 25 hours.
  const Calendar sao_paulo = Zone("America/Sao_Paulo");
  CHECK(Text(sao_paulo.PeriodOf(Local(sao_paulo, 2018, 11, 4, 12), CalendarUnit::kDay)) ==
        "2018-11-04T03:00:00.000Z 2018-11-05T02:00:00.000Z");
  CHECK(Text(sao_paulo.PeriodOf(Local(sao_paulo, 2018, 2, 17, 23), CalendarUnit::kDay)) ==
        "2018-02-17T02:00:00.000Z 2018-02-18T03:00:00.000Z");
  CHECK(Text(sao_paulo.PeriodOf(Local(sao_paulo, 2026, 7, 1), CalendarUnit::kDay)) ==
        "2026-07-01T03:00:00.000Z 2026-07-02T03:00:00.000Z");  // no summer time since 2019
}

TEST_CASE("where the clock goes back over midnight the day does not begin twice", "[calendar]") {
  // Newfoundland 2006-10-29 00:01 → 2006-10-28 23:01: midnight came at 02:30Z and again at 03:30Z.
  const Calendar saint_johns = Zone("America/St_Johns");
  const Instant midnight = Local(saint_johns, 2006, 10, 29);
  CHECK(FormatUtc(midnight) == "2006-10-29T02:30:00.000Z");
  CHECK(saint_johns.DayOf(midnight + 30 * 60'000) == DayFromDate(2006, 10, 29));  // the clock shows 23:30
  CHECK(saint_johns.DayOf(midnight - 1) == DayFromDate(2006, 10, 28));
}

TEST_CASE("a skipped day is empty and not counted", "[calendar]") {
  // Samoa had no 30 December 2011: 29 December 24:00 (−10) = 30 December 10:00Z = 31 December 00:00 (+14).
  const Calendar apia = Zone("Pacific/Apia");
  const Instant change = apia.StartOf(DayFromDate(2011, 12, 30));
  CHECK(FormatUtc(change) == "2011-12-30T10:00:00.000Z");
  CHECK(apia.StartOf(DayFromDate(2011, 12, 31)) == change);
  CHECK(apia.DayOf(change) == DayFromDate(2011, 12, 31));
  CHECK(apia.DayOf(change - 1) == DayFromDate(2011, 12, 29));
  const Instant before = apia.StartOf(DayFromDate(2011, 12, 29));
  CHECK(apia.Label(apia.Shift(before, CalendarUnit::kDay, 1).start, CalendarUnit::kDay) == "2011-12-31");
  CHECK(apia.Label(apia.Shift(before, CalendarUnit::kDay, 2).start, CalendarUnit::kDay) == "2012-01-01");
  CHECK(apia.Shift(change, CalendarUnit::kDay, -1).start == before);
  CHECK(Text(apia.PeriodOf(change, CalendarUnit::kMonth)) == "2011-12-01T10:00:00.000Z 2011-12-31T10:00:00.000Z");
}

TEST_CASE("offsets of seconds and of quarters of an hour", "[calendar]") {
  const Calendar monrovia = Zone("Africa/Monrovia");  // −00:44:30 until 1972-01-07, then UTC
  CHECK(FormatUtc(Local(monrovia, 1971, 6, 1)) == "1971-06-01T00:44:30.000Z");
  CHECK(FormatUtc(Local(monrovia, 1972, 6, 1)) == "1972-06-01T00:00:00.000Z");
  const Calendar kathmandu = Zone("Asia/Kathmandu");  // +05:45 since 1986, +05:30 before
  CHECK(FormatUtc(Local(kathmandu, 2026, 3, 1)) == "2026-02-28T18:15:00.000Z");
  CHECK(FormatUtc(Local(kathmandu, 1985, 3, 1)) == "1985-02-28T18:30:00.000Z");
}

TEST_CASE("periods, shifts and labels", "[calendar]") {
  const Calendar utc = Zone("UTC");
  const Instant instant = Local(utc, 2026, 2, 27, 23, 59, 59);
  CHECK(Text(utc.PeriodOf(instant, CalendarUnit::kWeek)) == "2026-02-23T00:00:00.000Z 2026-03-02T00:00:00.000Z");
  CHECK(Text(utc.PeriodOf(instant, CalendarUnit::kQuarter)) == "2026-01-01T00:00:00.000Z 2026-04-01T00:00:00.000Z");
  CHECK(Text(utc.PeriodOf(instant, CalendarUnit::kYear)) == "2026-01-01T00:00:00.000Z 2027-01-01T00:00:00.000Z");
  CHECK(Text(utc.Shift(Local(utc, 2026, 1, 1), CalendarUnit::kMonth, -2)) ==
        "2025-11-01T00:00:00.000Z 2025-12-01T00:00:00.000Z");
  CHECK(Text(utc.Shift(Local(utc, 2026, 1, 1), CalendarUnit::kQuarter, 5)) ==
        "2027-04-01T00:00:00.000Z 2027-07-01T00:00:00.000Z");
  CHECK(utc.Label(Local(utc, 2026, 2, 23), CalendarUnit::kWeek) == "2026-W09");
  CHECK(utc.Label(Local(utc, 2025, 12, 29), CalendarUnit::kWeek) == "2026-W01");
  CHECK(utc.Label(Local(utc, 2020, 12, 28), CalendarUnit::kWeek) == "2020-W53");
  CHECK(utc.Label(Local(utc, 2026, 4, 1), CalendarUnit::kQuarter) == "2026-Q2");
  CHECK(utc.Label(Local(utc, 2026, 3, 1), CalendarUnit::kDay) == "2026-03-01");
  const Calendar sunday = Zone("UTC", true);
  CHECK(Text(sunday.PeriodOf(instant, CalendarUnit::kWeek)) == "2026-02-22T00:00:00.000Z 2026-03-01T00:00:00.000Z");
  CHECK(sunday.Label(Local(utc, 2026, 2, 22), CalendarUnit::kWeek) == "2026-W09");
}

TEST_CASE("far years follow the zone's last rule", "[calendar]") {
  const Calendar paris = Zone("Europe/Paris");
  CHECK(FormatUtc(Local(paris, 2300, 7, 1)) == "2300-06-30T22:00:00.000Z");
  CHECK(FormatUtc(Local(paris, 2300, 1, 1)) == "2299-12-31T23:00:00.000Z");
  CHECK(FormatUtc(Local(paris, 4321, 7, 1)) == "4321-06-30T22:00:00.000Z");
  CHECK(FormatUtc(Local(paris, 4321, 12, 1)) == "4321-11-30T23:00:00.000Z");
  CHECK(FormatUtc(Local(paris, 1900, 1, 1)) == "1899-12-31T23:50:39.000Z");  // Paris mean time, +00:09:21
  // Every hour of four centuries' last days converts back to itself.
  for (Instant instant = Local(paris, 2436, 1, 1); instant < Local(paris, 2440, 1, 1); instant += 3'600'000) {
    const Instant again = paris.FromCivil(paris.ToCivil(instant));
    if (again != instant) CHECK(again == instant - 3'600'000);  // the repeated hour
  }
}

TEST_CASE("dates and ISO weeks", "[calendar]") {
  CHECK(ValidDate(2024, 2, 29));
  CHECK_FALSE(ValidDate(2026, 2, 29));
  CHECK_FALSE(ValidDate(1900, 2, 29));
  CHECK_FALSE(ValidDate(2026, 13, 1));
  CHECK_FALSE(ValidDate(2026, 1, 0));
  CHECK(DayFromDate(2000, 3, 1).days == 11'017);
  CHECK(DayFromDate(1969, 12, 31).days == -1);
  CHECK(DayFromIsoWeek(2026, 1) == DayFromDate(2025, 12, 29));
  CHECK(DayFromIsoWeek(2026, 53) == DayFromDate(2026, 12, 28));
  CHECK_FALSE(DayFromIsoWeek(2025, 53));
  CHECK_FALSE(DayFromIsoWeek(2026, 0));
  for (int days = -200'000; days < 200'000; days += 7) {
    const Civil date = DateFromDay({days});
    if (DayFromDate(date.year, date.month, date.day).days != days) FAIL(days);
  }
}

TEST_CASE("every instant lies in its own period", "[calendar]") {
  for (const char* name :
       {"Europe/Paris", "America/Sao_Paulo", "Pacific/Apia", "America/St_Johns", "Asia/Kathmandu", "UTC"}) {
    const Calendar calendar = Zone(name);
    for (Instant instant = Local(calendar, 2005, 1, 1); instant < Local(calendar, 2013, 1, 1); instant += 1'800'000) {
      const Interval day = calendar.PeriodOf(instant, CalendarUnit::kDay);
      if (instant < day.start || instant >= day.end) FAIL(name << " " << FormatUtc(instant));
      if (calendar.PeriodOf(day.start, CalendarUnit::kDay) != day) FAIL(name << " start of " << FormatUtc(instant));
      if (calendar.PeriodOf(day.end - 1, CalendarUnit::kDay) != day) FAIL(name << " end of " << FormatUtc(instant));
      if (calendar.PeriodOf(day.end, CalendarUnit::kDay).start != day.end)
        FAIL(name << " after " << FormatUtc(instant));
    }
  }
}

}  // namespace
}  // namespace segue::engine
