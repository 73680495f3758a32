// Clauses about a date or time, turned round: not "where does v lie as seen from T", but "from which T".
#include "engine/date_moments.h"

#include <limits>
#include <type_traits>

#include "engine/civil.h"
#include "engine/coverage.h"
#include "engine/timelines.h"

namespace segue::engine {
namespace {

constexpr Interval kNever{0, 0};

/// A date moved by a length: calendar lengths give another date, whatever its midnight is like.
Instant Moved(Day day, Length length, const Calendar& calendar) {
  if (length.months != 0) return calendar.StartOf(AddMonths(day, length.months));
  return AddSaturated(calendar.StartOf(day), length.milliseconds);
}

Length Negative(Length length) { return {-length.milliseconds, -length.months}; }

Day NextDay(Day day) { return {day.days + (day.days < std::numeric_limits<std::int32_t>::max() ? 1 : 0)}; }

}  // namespace

DateMoments::DateMoments(const DateClause& clause, ValueType type, const Calendar& calendar)
    : clause_(&clause), type_(type), calendar_(&calendar) {}

Interval DateMoments::Of(std::int64_t value) const {
  if (value == kMissingInteger) return kNever;
  if (type_ == ValueType::kDate) return OfDay({static_cast<std::int32_t>(value)});
  return type_ == ValueType::kTime ? OfTime(value) : kNever;
}

Interval DateMoments::OfDay(Day day) const {
  return std::visit(
      [&](const auto& window) -> Interval {
        using Window = std::decay_t<decltype(window)>;
        if constexpr (std::is_same_v<Window, RelativeWindow>) {
          return OfRelative(window, day);
        } else if constexpr (std::is_same_v<Window, InLastWindow>) {
          return {calendar_->StartOf(day), Moved(day, window.length, *calendar_)};
        } else if constexpr (std::is_same_v<Window, OlderThanWindow>) {
          return {Moved(day, window.length, *calendar_), kForever};
        } else if constexpr (std::is_same_v<Window, InNextWindow>) {
          return {Moved(day, Negative(window.length), *calendar_), calendar_->StartOf(NextDay(day))};
        } else {
          return {kAlways, Moved(day, Negative(window.length), *calendar_)};
        }
      },
      *clause_);
}

Interval DateMoments::OfTime(Instant instant) const {
  return std::visit(
      [&](const auto& window) -> Interval {
        using Window = std::decay_t<decltype(window)>;
        if constexpr (std::is_same_v<Window, RelativeWindow>) {
          return OfRelative(window, calendar_->DayOf(instant));
        } else if constexpr (std::is_same_v<Window, InLastWindow>) {
          return {instant, calendar_->Add(instant, window.length)};
        } else if constexpr (std::is_same_v<Window, OlderThanWindow>) {
          return {calendar_->Add(instant, window.length), kForever};
        } else if constexpr (std::is_same_v<Window, InNextWindow>) {
          return {calendar_->Subtract(instant, window.length), instant};
        } else {
          return {kAlways, calendar_->Subtract(instant, window.length)};
        }
      },
      *clause_);
}

Interval DateMoments::OfRelative(const RelativeWindow& window, Day day) const {
  return {window.upper ? FirstAfter(*window.upper, day, *calendar_) : kAlways,
          window.lower ? FirstAfter(*window.lower, day, *calendar_) : kForever};
}

Day DayOfValue(std::int64_t value, ValueType type, const Calendar& calendar) {
  return type == ValueType::kDate ? Day{static_cast<std::int32_t>(value)} : calendar.DayOf(value);
}

}  // namespace segue::engine
