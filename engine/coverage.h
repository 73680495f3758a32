// The moments that one event covers: the intersection over its when-clauses (semantics.md, "Exact definitions").
//
//   none [t, ∞)    in last W [t, t⊕W)    more than W ago [t⊕W, ∞)    absolute range [t, ∞) if t is in it
//   relative bounds: lower(T) ≤ t < upper(T) and T ≥ t
//
// Worked example of a relative clause, `in last month`, t = 15 January: covers [1 February, 1 March).
#pragma once

#include <limits>
#include <optional>
#include <variant>
#include <vector>

#include "engine/calendar.h"
#include "engine/program.h"

namespace segue::engine {

/// For an event (or a date) on `day`: the first T whose bound lies after it. Bounds never move back, so every later T's
/// does too.
Instant FirstAfter(const RelativeWindow::Bound& bound, Day day, const Calendar& calendar);

/// Where a bound that moves with T passes an event. Remembers the answer for each day it has seen.
class BoundPassing {
 public:
  BoundPassing(const Calendar& calendar, const RelativeWindow::Bound& bound);

  Instant FirstAfter(Day day) {
    Answer& answer = answers_[static_cast<std::uint32_t>(day.days) % kAnswers];
    if (answer.day != day) answer = {day, engine::FirstAfter(bound_, day, *calendar_)};
    return answer.passing;
  }

 private:
  static constexpr std::uint32_t kAnswers = 4096;  // eleven years of days before one overwrites another
  struct Answer {
    Day day{std::numeric_limits<std::int32_t>::min()};
    Instant passing = 0;
  };

  const Calendar* calendar_;
  RelativeWindow::Bound bound_;
  std::vector<Answer> answers_;
};

class Coverage {
 public:
  /// `calendar` must outlive it.
  Coverage(const std::vector<WhenClause>& when, const Calendar& calendar);

  /// May be empty (start >= end). Not const: relative bounds remember days.
  Interval Of(Instant instant);
  /// Events in order give starts in order; else (calendar months are not monotone) sort.
  bool StartsAscend() const { return starts_ascend_; }
  /// The clause, when it is the only one and is `in last` an exact length.
  std::optional<std::int64_t> OnlyExactLength() const { return only_exact_length_; }

 private:
  struct Relative {
    std::optional<BoundPassing> lower, upper;
  };
  void Apply(const InLastWindow& window, Instant instant, Interval& covered);
  void Apply(const OlderThanWindow& window, Instant instant, Interval& covered);
  void Apply(const AbsoluteWindow& window, Instant instant, Interval& covered);
  void Apply(Relative& window, Instant instant, Interval& covered);

  using Clause = std::variant<InLastWindow, OlderThanWindow, AbsoluteWindow, Relative>;
  const Calendar* calendar_;
  std::vector<Clause> clauses_;
  bool starts_ascend_ = true;
  std::optional<std::int64_t> only_exact_length_;
};

}  // namespace segue::engine
