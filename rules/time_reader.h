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
  /// The length itself, with the same care.
  std::optional<engine::Length> Remember(engine::Length length, dsl::Span span);

  /// [start, end) of a whole day or period. That dates exist in the calendar is the parser's business.
  std::optional<engine::Interval> IntervalOf(const dsl::Period& period);
  engine::Interval IntervalOf(const dsl::Date& date);
  engine::Interval IntervalOf(const dsl::PeriodLiteral& period);
  static engine::Day DayOf(const dsl::Date& date);
  /// Where a value stands, `2026` is read as a number: as the year, when it has four digits.
  static std::optional<dsl::PeriodLiteral> YearOf(const dsl::Literal& literal);
  /// The first and the last day of a period. Where the week starts on Sunday, so does the week of an ISO number.
  std::pair<engine::Day, engine::Day> DaysOf(const dsl::PeriodLiteral& period);
  engine::Instant InstantOf(const dsl::InstantLiteral& instant);

  /// Where a point lies: a fixed range (an instant is one millisecond long), or a day or period that moves with T.
  using Place = std::variant<engine::Interval, engine::RelativePeriod>;
  std::optional<Place> PlaceOf(const dsl::Point& point);

  std::optional<engine::RelativePeriod> RelativeOf(const dsl::RelativeDay& day, dsl::Span span);
  static engine::RelativePeriod RelativeOf(const dsl::CalendarWord& word);
  static engine::CalendarUnit UnitOf(dsl::TimeUnit unit);  // days to years

 private:
  std::optional<engine::Length> TooLong(dsl::Span span);
  std::optional<Place> PlaceOfParam(const dsl::ParamUse& use, dsl::Span span);

  Context& context_;
};

/// For comparing lengths of different kinds: a month counts 30.44 days.
double ApproximateDays(const engine::Length& length);

}  // namespace segue::rules
