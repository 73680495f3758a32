// When a date or time v satisfies a clause: the moments T, as one interval.
//
//   in last W [v, v⊕W)    more than W ago [v⊕W, ∞)    in next W [v⊖W, e)    more than W ahead (…, v⊖W)
//   relative bounds: lower(T) ≤ v < upper(T)
//
// e is v itself for a time, and the end of v's local day for a date. Calendar lengths move the day of a date and the
// local time of a time. Worked example (Europe/Paris), v = the date 2026-03-29, `in next 1 day`:
// [28 March 00:00, 30 March 00:00): the day before and the day itself, which has 23 hours.
#pragma once

#include <cstdint>

#include "engine/calendar.h"
#include "engine/program.h"

namespace segue::engine {

/// Stateless: safe to share between threads.
class DateMoments {
 public:
  /// Both must outlive it. `type` is kDate or kTime; for any other, and for missing values, no moment satisfies.
  DateMoments(const DateClause& clause, ValueType type, const Calendar& calendar);

  /// `value` as in Column::integers. May be empty (start >= end).
  Interval Of(std::int64_t value) const;
  Interval OfDay(Day day) const;
  Interval OfTime(Instant instant) const;

 private:
  Interval OfRelative(const RelativeWindow& window, Day day) const;

  const DateClause* clause_;
  ValueType type_;
  const Calendar* calendar_;
};

/// The local day of a date or time value.
Day DayOfValue(std::int64_t value, ValueType type, const Calendar& calendar);

}  // namespace segue::engine
