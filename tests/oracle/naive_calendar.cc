// The slow way to count days; see naive_calendar.h.
#include "tests/oracle/naive_calendar.h"

#include <algorithm>
#include <chrono>
#include <stdexcept>

namespace segue::oracle {

using engine::CalendarUnit;
using engine::Instant;
using engine::Interval;
using engine::Length;

namespace {

constexpr std::int64_t kDay = engine::kMillisecondsPerDay;
constexpr std::int64_t kDaysIn400Years = 400 * 365 + 97;  // the calendar repeats; 97 leap years
// No zone is further than 26 hours from UTC, and no zone changes its clocks twice within two days.
constexpr std::int64_t kFarthest = 26 * 3'600'000;

std::int64_t FloorDivide(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

std::int64_t DaysInYear(std::int64_t year) { return IsLeapYear(year) ? 366 : 365; }

Date AddMonthsClamped(const Date& date, std::int64_t months) {
  const std::int64_t index = date.year * 12 + date.month - 1 + months;
  Date moved{FloorDivide(index, 12), index - FloorDivide(index, 12) * 12 + 1, 1};
  moved.day = std::min(date.day, DaysInMonth(moved.year, moved.month));
  return moved;
}

bool Absorbing(Instant instant) { return instant == engine::kAlways || instant == engine::kForever; }

}  // namespace

bool IsLeapYear(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

std::int64_t DaysInMonth(std::int64_t year, std::int64_t month) {
  if (month == 2) return IsLeapYear(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

std::int64_t DayNumber(const Date& date) {
  const std::int64_t cycles = FloorDivide(date.year - 1970, 400);
  std::int64_t days = cycles * kDaysIn400Years;
  for (std::int64_t year = 1970 + 400 * cycles; year < date.year; ++year) days += DaysInYear(year);
  for (std::int64_t month = 1; month < date.month; ++month) days += DaysInMonth(date.year, month);
  return days + date.day - 1;
}

Date DateOfDay(std::int64_t day) {
  const std::int64_t cycles = FloorDivide(day, kDaysIn400Years);
  day -= cycles * kDaysIn400Years;
  Date date{1970 + 400 * cycles, 1, 1};
  while (day >= DaysInYear(date.year)) day -= DaysInYear(date.year++);
  while (day >= DaysInMonth(date.year, date.month)) day -= DaysInMonth(date.year, date.month++);
  date.day = day + 1;
  return date;
}

std::int64_t DayMonthsLater(std::int64_t day, std::int64_t months) {
  return DayNumber(AddMonthsClamped(DateOfDay(day), months));
}

NaiveCalendar::NaiveCalendar(const std::string& zone, bool week_starts_sunday)
    : week_starts_sunday_(week_starts_sunday) {
  if (!cctz::load_time_zone(zone, &zone_)) throw std::invalid_argument("no time zone " + zone);
}

std::int64_t NaiveCalendar::LocalOf(Instant instant) const {
  const auto seconds = std::chrono::seconds(FloorDivide(instant, 1000));
  const auto point = std::chrono::time_point<std::chrono::system_clock, std::chrono::seconds>(seconds);
  return instant + 1000 * static_cast<std::int64_t>(zone_.lookup(point).offset);
}

Instant NaiveCalendar::FromLocal(std::int64_t local) const {
  Instant low = local - kFarthest;
  Instant high = local + kFarthest;
  const Instant by_old_offset = local - (LocalOf(low) - low);
  const Instant by_new_offset = local - (LocalOf(high) - high);
  const Instant earlier = std::min(by_old_offset, by_new_offset);
  const Instant later = std::max(by_old_offset, by_new_offset);
  if (LocalOf(earlier) == local) return earlier;
  if (LocalOf(later) == local) return later;
  while (low + 1 < high) {  // in a gap the local time only jumps forward
    const Instant middle = low + (high - low) / 2;
    (LocalOf(middle) < local ? low : high) = middle;
  }
  return high;
}

Instant NaiveCalendar::Add(Instant instant, Length length) const {
  if (Absorbing(instant)) return instant;
  if (length.months == 0) return instant + length.milliseconds;
  const std::int64_t local = LocalOf(instant);
  const std::int64_t day = FloorDivide(local, kDay);
  return FromLocal(DayNumber(AddMonthsClamped(DateOfDay(day), length.months)) * kDay + local - day * kDay);
}

std::int64_t NaiveCalendar::DayOf(Instant instant) const { return FloorDivide(LocalOf(instant), kDay); }

Instant NaiveCalendar::StartOfDay(std::int64_t day) const { return FromLocal(day * kDay); }

Interval NaiveCalendar::PeriodOfDay(std::int64_t day, CalendarUnit unit) const {
  if (unit == CalendarUnit::kDay) return {StartOfDay(day), StartOfDay(day + 1)};
  if (unit == CalendarUnit::kWeek) {
    // 1970-01-01 was a Thursday: 3 days after a Monday, 4 after a Sunday.
    const std::int64_t shift = week_starts_sunday_ ? 4 : 3;
    const std::int64_t first = FloorDivide(day + shift, 7) * 7 - shift;
    return {StartOfDay(first), StartOfDay(first + 7)};
  }
  const std::int64_t months = unit == CalendarUnit::kMonth ? 1 : unit == CalendarUnit::kQuarter ? 3 : 12;
  Date first = DateOfDay(day);
  first.day = 1;
  first.month -= (first.month - 1) % months;
  return {StartOfDay(DayNumber(first)), StartOfDay(DayNumber(AddMonthsClamped(first, months)))};
}

Interval NaiveCalendar::Moved(Instant instant, const engine::RelativePeriod& period) const {
  const Date moved = AddMonthsClamped(DateOfDay(DayOf(instant)), period.months);
  return PeriodOfDay(DayNumber(moved) + period.days, period.unit);
}

Instant NaiveCalendar::At(Date date, std::int64_t hour, std::int64_t minute) const {
  return FromLocal(DayNumber(date) * kDay + (hour * 60 + minute) * 60'000);
}

}  // namespace segue::oracle
