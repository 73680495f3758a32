// The moments that one event covers: the intersection over its when-clauses (semantics.md, "Exact definitions").
//
//   none [t, ∞)    in last W [t, t⊕W)    more than W ago [t⊕W, ∞)    absolute range [t, ∞) if t is in it
//   relative bounds: lower(T) ≤ t < upper(T) and T ≥ t
//
// Worked example of a relative clause, `in last month`, t = 15 January: covers [1 February, 1 March).
#pragma once

#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "engine/calendar.h"
#include "engine/day_cells.h"
#include "engine/program.h"
#include "engine/unfilled.h"

namespace segue::engine {

/// For an event (or a date) on `day`: the first T whose bound lies after it. Bounds never move back, so every later T's
/// does too.
Instant FirstAfter(const RelativeWindow::Bound& bound, Day day, const Calendar& calendar);

class Coverage {
 public:
  /// `calendar` must outlive it.
  Coverage(const std::vector<WhenClause>& when, const Calendar& calendar);

  /// May be empty (start >= end). Not const: relative bounds remember days.
  Interval Of(Instant instant);
  /// The same for many: replaces `starts` and `ends`.
  void OfAll(std::span<const Instant> at, InstantBuffer& starts, InstantBuffer& ends);
  /// Of a later event the start is never earlier, nor the end, whatever the events. So it is where every clause has an
  /// exact length or bounds that move with T; calendar lengths end together at the end of a short month.
  bool KeepsOrder() const { return keeps_order_; }
  /// The clause, when it is the only one and is `in last` an exact length.
  std::optional<std::int64_t> OnlyExactLength() const { return only_exact_length_; }

 private:
  /// From when on, and until when, an event is between bounds that move with T.
  struct Relative {
    RelativeWindow window;
    DayCells<2> cells;
  };
  /// t ⊕ length − t, which calendar lengths change at midnight.
  struct Moved {
    Length length;
    std::optional<DayCells<1>> cells;  // of calendar lengths
  };
  struct InLast : Moved {};
  struct OlderThan : Moved {};
  static Moved MovedBy(const Length& length, const Calendar& calendar);
  Instant Add(Moved& moved, Instant instant) const;
  DayCells<2>::Values Passed(const RelativeWindow& window, Instant instant) const;
  void Apply(InLast& window, Instant instant, Instant& start, Instant& end) const;
  void Apply(OlderThan& window, Instant instant, Instant& start, Instant& end) const;
  void Apply(const AbsoluteWindow& window, Instant instant, Instant& start, Instant& end) const;
  void Apply(Relative& window, Instant instant, Instant& start, Instant& end) const;

  using Clause = std::variant<InLast, OlderThan, AbsoluteWindow, Relative>;
  const Calendar* calendar_;
  std::vector<Clause> clauses_;
  std::optional<std::int64_t> only_exact_length_;
  bool keeps_order_ = true;
};

}  // namespace segue::engine
