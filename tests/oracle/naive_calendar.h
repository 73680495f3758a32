// Calendar arithmetic for the oracle, written without looking at engine/calendar.cc: counting years and months one
// by one, and asking the zone database only "what is the offset at this instant".
//
// Worked example (Europe/Paris): the local time 2026-03-29T02:30 does not exist; FromLocal gives the first instant
// whose local time is not before it, 03:00 summer time = 01:00 UTC.
#pragma once

#include <cstdint>
#include <string>

#include "cctz/time_zone.h"
#include "engine/instant.h"
#include "engine/program.h"

namespace segue::oracle {

struct Date {
  std::int64_t year = 1970;
  std::int64_t month = 1;  // 1–12
  std::int64_t day = 1;
};

bool IsLeapYear(std::int64_t year);
std::int64_t DaysInMonth(std::int64_t year, std::int64_t month);
/// Days since 1970-01-01, both ways.
std::int64_t DayNumber(const Date& date);
Date DateOfDay(std::int64_t day);
/// The same day of the month so many months later, clamped to the month's last day.
std::int64_t DayMonthsLater(std::int64_t day, std::int64_t months);

class NaiveCalendar {
 public:
  explicit NaiveCalendar(const std::string& zone, bool week_starts_sunday = false);

  /// t ⊕ length; a negative length is ⊖.
  engine::Instant Add(engine::Instant instant, engine::Length length) const;
  /// Local wall time in milliseconds since 1970-01-01T00:00 local.
  std::int64_t LocalOf(engine::Instant instant) const;
  /// The first instant whose local time is `local`, or, where a clock change skips it, the first one after the gap.
  engine::Instant FromLocal(std::int64_t local) const;
  std::int64_t DayOf(engine::Instant instant) const;
  engine::Instant StartOfDay(std::int64_t day) const;
  /// The day, week, month, quarter or year that contains a local day.
  engine::Interval PeriodOfDay(std::int64_t day, engine::CalendarUnit unit) const;
  /// A relative period as seen from an instant.
  engine::Interval Moved(engine::Instant instant, const engine::RelativePeriod& period) const;
  /// Date and local time, for tests.
  engine::Instant At(Date date, std::int64_t hour = 0, std::int64_t minute = 0) const;

 private:
  cctz::time_zone zone_;
  bool week_starts_sunday_;
};

}  // namespace segue::oracle
