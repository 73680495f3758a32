// See date_check.h.
#include "tests/oracle/date_check.h"

#include <algorithm>
#include <cstdlib>

namespace segue::oracle {

using engine::Instant;
using engine::Length;

namespace {

struct Reach {
  static std::int64_t Years(std::int64_t months, std::int64_t days) {
    return 2 + std::abs(months) / 12 + std::abs(days) / 365;
  }
  std::int64_t operator()(const engine::RelativeWindow& window) const {
    std::int64_t most = 2;
    for (const auto& bound : {window.lower, window.upper})
      if (bound) most = std::max(most, Years(bound->period.months, bound->period.days));
    return most;
  }
  std::int64_t operator()(const auto& window) const {
    return Years(window.length.months, window.length.milliseconds / engine::kMillisecondsPerDay);
  }
};

}  // namespace

Instant MovedBy(const FactValue& value, Length length, const NaiveCalendar& calendar) {
  if (const auto* time = std::get_if<engine::TimePoint>(&value)) return calendar.Add(time->instant, length);
  const auto day = std::get<engine::Day>(value).days;
  return calendar.StartOfDay(DayMonthsLater(day, length.months)) + length.milliseconds;
}

// "in last W: [v, v⊕W); in next W: [v⊖W, e) where e is the end of v's local day for a date, v itself for a time, and ⊖
// is ⊕ of the negative length; calendar forms: T's period (or the next, last) contains v"
bool Lies(const MaybeValue& value, const engine::DateClause& when, Instant instant, const NaiveCalendar& calendar) {
  if (!value) return false;
  const auto moved = [&](const Length& length, int sign) {
    return MovedBy(*value, {sign * length.milliseconds, sign * length.months}, calendar);
  };
  const Instant v = moved({}, 1);
  if (const auto* last = std::get_if<engine::InLastWindow>(&when))
    return v <= instant && instant < moved(last->length, 1);
  if (const auto* older = std::get_if<engine::OlderThanWindow>(&when)) return moved(older->length, 1) <= instant;
  if (const auto* ahead = std::get_if<engine::MoreThanAheadWindow>(&when)) return instant < moved(ahead->length, -1);
  if (const auto* next = std::get_if<engine::InNextWindow>(&when)) {
    const auto* day = std::get_if<engine::Day>(&*value);
    const Instant end = day == nullptr ? v : calendar.StartOfDay(day->days + 1);
    return moved(next->length, -1) <= instant && instant < end;
  }
  const auto& relative = std::get<engine::RelativeWindow>(when);
  const auto bound_at = [&](const engine::RelativeWindow::Bound& bound) {
    const engine::Interval period = calendar.Moved(instant, bound.period);
    return bound.end ? period.end : period.start;
  };
  return (!relative.lower || v >= bound_at(*relative.lower)) && (!relative.upper || v < bound_at(*relative.upper));
}

// "29 February falls on 28 February in other years"
std::vector<engine::Day> AnniversariesUpTo(const FactValue& value, std::int64_t last_year,
                                           const NaiveCalendar& calendar) {
  const auto* time = std::get_if<engine::TimePoint>(&value);
  Date date = DateOfDay(time == nullptr ? std::get<engine::Day>(value).days : calendar.DayOf(time->instant));
  const bool leap_day = date.month == 2 && date.day == 29;
  std::vector<engine::Day> days;
  for (; date.year <= last_year; ++date.year) {
    if (leap_day) date.day = IsLeapYear(date.year) ? 29 : 28;
    days.push_back({static_cast<std::int32_t>(DayNumber(date))});
  }
  return days;
}

std::int64_t ReachInYears(const engine::DateClause& when) { return std::visit(Reach{}, when); }

}  // namespace segue::oracle
