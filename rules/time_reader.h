// Durations, dates, periods and points in time, from the syntax tree to the engine's numbers.
//
// Worked example (Europe/Paris): the period 2026-03 is [2026-02-28T23:00Z, 2026-03-31T22:00Z).
#pragma once

#include <optional>
#include <variant>

#include "dsl/syntax.h"
#include "rules/context.h"

namespace segue::rules {

class TimeReader {
 public:
  explicit TimeReader(Context& context) : context_(context) {}

  /// Reports a param that is no duration, and lengths over 1,000 years. Remembers the longest.
  std::optional<engine::Length> LengthOf(const dsl::DurationValue& duration);
  std::optional<engine::Length> LengthOf(const dsl::Duration& duration, dsl::Span span);

  /// [start, end) of a whole day or period; reports days and weeks that do not exist.
  std::optional<engine::Interval> IntervalOf(const dsl::Period& period);
  std::optional<engine::Interval> IntervalOf(const dsl::Date& date, dsl::Span span);
  std::optional<engine::Interval> IntervalOf(const dsl::PeriodLiteral& period, dsl::Span span);
  std::optional<engine::Day> DayOf(const dsl::Date& date, dsl::Span span);
  /// The first and the last day of a period.
  std::optional<std::pair<engine::Day, engine::Day>> DaysOf(const dsl::PeriodLiteral& period, dsl::Span span);
  std::optional<engine::Instant> InstantOf(const dsl::InstantLiteral& instant, dsl::Span span);

  /// Where a point lies: a fixed range (an instant is one millisecond long), or a day or period that moves with T.
  using Place = std::variant<engine::Interval, engine::RelativePeriod>;
  std::optional<Place> PlaceOf(const dsl::Point& point);

  std::optional<engine::RelativePeriod> RelativeOf(const dsl::RelativeDay& day, dsl::Span span);
  static engine::RelativePeriod RelativeOf(const dsl::CalendarWord& word);
  static engine::CalendarUnit UnitOf(dsl::TimeUnit unit);  // days to years

 private:
  std::optional<Place> PlaceOfParam(const dsl::ParamUse& use, dsl::Span span);

  Context& context_;
};

/// For comparing lengths of different kinds: a month counts 30.44 days.
double ApproximateDays(const engine::Length& length);

}  // namespace segue::rules
