// Calendar arithmetic on top of a zone's table of clock changes. PeriodOf runs once per event: no library calls here.
#include "engine/calendar.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <limits>

#include "engine/civil.h"
#include "engine/zone_transitions.h"

namespace segue::engine {
namespace {

constexpr std::int64_t kFirstDay = std::numeric_limits<std::int32_t>::min();
constexpr std::int64_t kLastDay = std::numeric_limits<std::int32_t>::max();

Day MakeDay(std::int64_t days) { return {static_cast<std::int32_t>(std::clamp(days, kFirstDay, kLastDay))}; }

bool Absorbs(Instant instant) { return instant <= kAlways || instant >= kForever; }

constexpr std::int64_t MonthsIn(CalendarUnit unit) {
  return unit == CalendarUnit::kMonth ? 1 : unit == CalendarUnit::kQuarter ? 3 : 12;
}

/// First day of the `months`-month block of the year (month, quarter, year) that contains `day`, and of the next one.
std::pair<Day, Day> MonthBlock(std::int64_t day, std::int64_t months) {
  const Date date = DateFromDays(day);
  const int first_month = static_cast<int>((date.month - 1) / months * months) + 1;
  const std::int64_t first = DaysFromDate(date.year, first_month, 1);
  return {MakeDay(first), MakeDay(AddMonthsToDays(first, months))};
}

std::string Format(const char* pattern, std::int64_t first, std::int64_t second = 0, std::int64_t third = 0) {
  std::array<char, 64> text{};
  const int length = std::snprintf(text.data(), text.size(), pattern, static_cast<long long>(first),
                                   static_cast<long long>(second), static_cast<long long>(third));
  return {text.data(), static_cast<std::size_t>(length)};
}

std::string WeekLabel(std::int64_t thursday) {
  const std::int64_t year = DateFromDays(thursday).year;
  const std::int64_t week = (thursday - DaysFromDate(year, 1, 1)) / 7 + 1;
  return Format("%04lld-W%02lld", year, week);
}

}  // namespace

struct Calendar::Zone {
  std::string name;
  ZoneTransitions transitions;
  bool week_starts_sunday = false;

  /// Days from the week's first day to its Thursday, which decides the ISO year and number.
  int DaysToThursday() const { return week_starts_sunday ? 4 : 3; }
};

std::optional<Calendar> Calendar::Load(std::string_view zone, bool week_starts_sunday) {
  std::optional<ZoneTransitions> transitions = ZoneTransitions::Load(zone);
  if (!transitions) return std::nullopt;
  return Calendar(std::make_shared<const Zone>(Zone{std::string(zone), std::move(*transitions), week_starts_sunday}));
}

const std::string& Calendar::zone() const { return zone_->name; }

Instant Calendar::Add(Instant instant, Length length) const {
  if (length.months == 0) return AddSaturated(instant, length.milliseconds);
  if (Absorbs(instant)) return instant;
  const LocalTime local = zone_->transitions.ToLocal(instant);
  const std::int64_t day = FloorDivide(local, kMillisecondsPerDay);
  const LocalTime moved =
      AddMonthsToDays(day, length.months) * kMillisecondsPerDay + (local - day * kMillisecondsPerDay);
  return std::clamp(zone_->transitions.FromLocal(moved), kAlways, kForever);
}

Instant Calendar::Subtract(Instant instant, Length length) const {
  return Add(instant, {-length.milliseconds, -length.months});
}

Instant Calendar::FromCivil(const Civil& civil, bool* skipped) const {
  const std::int64_t seconds = (civil.hour * 60 + civil.minute) * 60 + civil.second;
  const LocalTime local = DaysFromDate(civil.year, civil.month, civil.day) * kMillisecondsPerDay +
                          seconds * kMillisecondsPerSecond + civil.millisecond;
  return zone_->transitions.FromLocal(local, skipped);
}

Civil Calendar::ToCivil(Instant instant) const {
  const LocalTime local = zone_->transitions.ToLocal(instant);
  Civil civil = DateFromDay(MakeDay(FloorDivide(local, kMillisecondsPerDay)));
  const int milliseconds = static_cast<int>(FloorModulo(local, kMillisecondsPerDay));
  civil.hour = milliseconds / 3'600'000;
  civil.minute = milliseconds / 60'000 % 60;
  civil.second = milliseconds / 1'000 % 60;
  civil.millisecond = milliseconds % 1'000;
  return civil;
}

Day Calendar::DayOf(Instant instant) const {
  const Day day = MakeDay(FloorDivide(zone_->transitions.ToLocal(instant), kMillisecondsPerDay));
  if (!zone_->transitions.ChangedBefore(instant)) return day;
  const Day next = MakeDay(std::int64_t{day.days} + 1);
  return instant >= StartOf(next) && next.days > day.days ? next : day;
}

bool Calendar::ClockChangedBefore(Instant instant) const { return zone_->transitions.ChangedBefore(instant); }

Instant Calendar::StartOf(Day day) const { return zone_->transitions.FromLocal(day.days * kMillisecondsPerDay); }

std::pair<Day, Day> Calendar::DaysOf(Day day, CalendarUnit unit) const {
  if (unit == CalendarUnit::kDay) return {day, MakeDay(std::int64_t{day.days} + 1)};
  if (unit != CalendarUnit::kWeek) return MonthBlock(day.days, MonthsIn(unit));
  const int weekday = (WeekdayFromDays(day.days) + (zone_->week_starts_sunday ? 1 : 0)) % 7;
  return {MakeDay(std::int64_t{day.days} - weekday), MakeDay(std::int64_t{day.days} - weekday + 7)};
}

Interval Calendar::PeriodOf(Instant instant, CalendarUnit unit) const {
  const auto [first, next] = DaysOf(DayOf(instant), unit);
  return {StartOf(first), StartOf(next)};
}

Interval Calendar::Shift(Instant start, CalendarUnit unit, std::int64_t count) const {
  const std::int64_t from = DayOf(start).days;
  if (unit == CalendarUnit::kWeek) return PeriodOf(StartOf(MakeDay(from + 7 * count)), unit);
  if (unit != CalendarUnit::kDay)
    return PeriodOf(StartOf(MakeDay(AddMonthsToDays(from, count * MonthsIn(unit)))), unit);
  const std::vector<std::int64_t>& skipped = zone_->transitions.SkippedDays();
  // Existing days have the rank day − (skipped days before it); move by rank and come back.
  const auto before = [&](std::int64_t day) {
    return std::lower_bound(skipped.begin(), skipped.end(), day) - skipped.begin();
  };
  std::int64_t day = from - before(from) + count;
  for (const std::int64_t gap : skipped) day += gap <= day ? 1 : 0;
  return PeriodOf(StartOf(MakeDay(day)), CalendarUnit::kDay);
}

std::string Calendar::Label(Instant start, CalendarUnit unit) const {
  const std::int64_t day = DayOf(start).days;
  const Date date = DateFromDays(day);
  switch (unit) {
    case CalendarUnit::kDay:
      return Format("%04lld-%02lld-%02lld", date.year, date.month, date.day);
    case CalendarUnit::kWeek:
      return WeekLabel(day + zone_->DaysToThursday());
    case CalendarUnit::kMonth:
      return Format("%04lld-%02lld", date.year, date.month);
    case CalendarUnit::kQuarter:
      return Format("%04lld-Q%lld", date.year, (date.month + 2) / 3);
    case CalendarUnit::kYear:
      return Format("%04lld", date.year);
  }
  return {};
}

bool ValidDate(int year, int month, int day) {
  return month >= 1 && month <= 12 && day >= 1 && day <= DaysInMonth(year, month);
}

Day DayFromDate(int year, int month, int day) { return MakeDay(DaysFromDate(year, month, day)); }

Civil DateFromDay(Day day) {
  const Date date = DateFromDays(day.days);
  Civil civil;
  civil.year = static_cast<int>(date.year);
  civil.month = date.month;
  civil.day = date.day;
  return civil;
}

Day AddMonths(Day day, std::int64_t months) { return MakeDay(AddMonthsToDays(day.days, months)); }

std::optional<Day> DayFromIsoWeek(int year, int week) {
  // 4 January is always in week 1.
  const std::int64_t fourth = DaysFromDate(year, 1, 4);
  const std::int64_t monday = fourth - WeekdayFromDays(fourth) + std::int64_t{7} * (week - 1);
  if (week < 1 || DateFromDays(monday + 3).year != year) return std::nullopt;
  return MakeDay(monday);
}

std::string FormatUtc(Instant instant) {
  if (instant <= kAlways) return "always";
  if (instant >= kForever) return "forever";
  const std::int64_t day = FloorDivide(instant, kMillisecondsPerDay);
  const std::int64_t rest = FloorModulo(instant, kMillisecondsPerDay);
  const Date date = DateFromDays(day);
  return Format("%04lld-%02lld-%02lld", date.year, date.month, date.day) +
         Format("T%02lld:%02lld:%02lld", rest / 3'600'000, rest / 60'000 % 60, rest / 1'000 % 60) +
         Format(".%03lldZ", rest % 1'000);
}

}  // namespace segue::engine
