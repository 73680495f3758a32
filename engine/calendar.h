// Calendar arithmetic in one IANA time zone: ⊕ of semantics.md, local days, periods and their labels.
//
// Worked example (Europe/Paris): Add(2026-01-31T12:00 local, 1 month) = 2026-02-28T12:00 local;
// Add(2026-02-28T02:30, 1 month) = 2026-03-28T02:30; a result of 2026-03-29T02:30, which the clock change skips, moves
// to the first valid instant 03:00; 2026-10-25T02:30, which occurs twice, is the first.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/instant.h"

namespace segue::engine {

/// A civil date and time of day, without zone.
struct Civil {
  int year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0, millisecond = 0;
};

/// Immutable and safe to share between threads. Cheap to copy.
class Calendar {
 public:
  /// Empty when the zone is not an IANA name. `week_starts_sunday` moves the start of kWeek periods.
  static std::optional<Calendar> Load(std::string_view zone, bool week_starts_sunday = false);

  const std::string& zone() const;

  /// ⊕: exact for milliseconds; months clamp to the month's last day and keep the local time of day.
  Instant Add(Instant instant, Length length) const;
  /// ⊖: ⊕ of the negative length.
  Instant Subtract(Instant instant, Length length) const;

  /// A local time as an instant: skipped times move to the first valid instant, repeated ones are the first.
  /// `skipped`, when given, is set to whether the local time does not exist.
  Instant FromCivil(const Civil& civil, bool* skipped = nullptr) const;
  Civil ToCivil(Instant instant) const;

  /// The local day whose [StartOf, next StartOf) contains the instant. (Where the clock goes back over midnight, the
  /// repeated minutes before midnight belong to the day that had already begun.)
  Day DayOf(Instant instant) const;
  /// The clock was changed within the two days before.
  bool ClockChangedBefore(Instant instant) const;
  /// Local midnight, or the first instant after it where a clock change skips it.
  Instant StartOf(Day day) const;
  /// The days [first, second) of the week, month, quarter or year that contains `day`.
  std::pair<Day, Day> DaysOf(Day day, CalendarUnit unit) const;

  /// The local day, week, month, quarter or year that contains the instant, as [start, end).
  Interval PeriodOf(Instant instant, CalendarUnit unit) const;
  /// The period `count` units after the one that starts at `start` (negative: before). A day that a zone skipped
  /// altogether (2011-12-30 in Pacific/Apia) is not counted.
  Interval Shift(Instant start, CalendarUnit unit, std::int64_t count) const;
  /// `2026-03`, `2026-Q1`, `2026-W09`, `2026`, `2026-03-01` of the period that starts at `start`.
  std::string Label(Instant start, CalendarUnit unit) const;

 private:
  struct Zone;
  explicit Calendar(std::shared_ptr<const Zone> zone) : zone_(std::move(zone)) {}
  std::shared_ptr<const Zone> zone_;
};

/// Proleptic Gregorian; month 1–12. `ValidDate` says whether the day exists.
bool ValidDate(int year, int month, int day);
Day DayFromDate(int year, int month, int day);
Civil DateFromDay(Day day);
/// The same day of the month `months` later (negative: earlier), clamped to the month's last day.
Day AddMonths(Day day, std::int64_t months);
/// The Monday of ISO week `week` (1–53); empty when the year has no such week.
std::optional<Day> DayFromIsoWeek(int year, int week);

/// UTC `2026-03-01T09:30:00.000Z`; `always` and `forever` for the two that are no instants.
std::string FormatUtc(Instant instant);

}  // namespace segue::engine
