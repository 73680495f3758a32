// Proleptic Gregorian arithmetic on days since 1970-01-01, inline because the calendar runs it per event.
//
// Source of the formulas: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (days_from_civil,
// civil_from_days), in 64 bits so that kAlways and kForever do not overflow.
#pragma once

#include <algorithm>
#include <cstdint>

#include "engine/instant.h"

namespace segue::engine {

/// A date without the limits of Civil's `int`.
struct Date {
  std::int64_t year = 1970;
  int month = 1;  // 1–12
  int day = 1;    // 1–31
};

/// Rounds towards minus infinity; `divisor` is positive.
constexpr std::int64_t FloorDivide(std::int64_t value, std::int64_t divisor) {
  return value / divisor - (value % divisor < 0 ? 1 : 0);
}
constexpr std::int64_t FloorModulo(std::int64_t value, std::int64_t divisor) {
  return value - FloorDivide(value, divisor) * divisor;
}

inline constexpr std::int64_t kDaysPerEra = 146'097;  // 400 years

/// `month` may be 1–12, `day` any number: day 0 is the last of the month before.
constexpr std::int64_t DaysFromDate(std::int64_t year, int month, int day) {
  const std::int64_t shifted = year - (month <= 2 ? 1 : 0);
  const std::int64_t era = FloorDivide(shifted, 400);
  const std::int64_t year_of_era = shifted - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * kDaysPerEra + day_of_era - 719'468;
}

constexpr Date DateFromDays(std::int64_t days) {
  const std::int64_t shifted = days + 719'468;
  const std::int64_t era = FloorDivide(shifted, kDaysPerEra);
  const std::int64_t day_of_era = shifted - era * kDaysPerEra;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t march_month = (5 * day_of_year + 2) / 153;
  const int month = static_cast<int>(march_month < 10 ? march_month + 3 : march_month - 9);
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month,
          static_cast<int>(day_of_year - (153 * march_month + 2) / 5 + 1)};
}

constexpr bool IsLeapYear(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

constexpr int DaysInMonth(std::int64_t year, int month) {
  constexpr int kLengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && IsLeapYear(year) ? 29 : kLengths[month - 1];
}

/// The same day of the month `months` later (negative: earlier), clamped to the month's last day.
constexpr std::int64_t AddMonthsToDays(std::int64_t days, std::int64_t months) {
  const Date date = DateFromDays(days);
  const std::int64_t total = date.year * 12 + (date.month - 1) + months;
  const std::int64_t year = FloorDivide(total, 12);
  const int month = static_cast<int>(FloorModulo(total, 12)) + 1;
  return DaysFromDate(year, month, std::min(date.day, DaysInMonth(year, month)));
}

/// ISO weekday: 0 is Monday, 6 Sunday. 1970-01-01 was a Thursday.
constexpr int WeekdayFromDays(std::int64_t days) { return static_cast<int>(FloorModulo(days + 3, 7)); }

/// `value` + `added`, kept within [kAlways, kForever]; those two absorb.
constexpr Instant AddSaturated(Instant value, std::int64_t added) {
  if (value <= kAlways) return kAlways;
  if (value >= kForever) return kForever;
  return std::clamp(value + std::clamp(added, kAlways, kForever), kAlways, kForever);
}

}  // namespace segue::engine
