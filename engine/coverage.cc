// When-clauses, event by event.
//
// A relative bound is inverted instead of stepping through T: with p the period of the bound's unit that contains t,
// a period's start lies after t from the period after p on, a period's end from p on. So the question becomes: from
// which day on has "T's day moved by months, then days" reached that period's first day? Moving days is monotone, so
// there is one such day. Periods are compared as days, not instants, because a zone may skip a whole day.
#include "engine/coverage.h"

#include <algorithm>

#include "engine/civil.h"

namespace segue::engine {

namespace {

/// The first day that, moved by the period's months and days, is `target` or later.
Day FirstDayReaching(const RelativePeriod& period, Day target) {
  target.days -= period.days;
  if (period.months == 0) return target;
  // Clamping moves at most three days, so the answer is at most that far from moving back.
  Day day = AddMonths(target, -std::int64_t{period.months});
  day.days -= 4;
  while (AddMonths(day, period.months).days < target.days) ++day.days;
  return day;
}

}  // namespace

Instant FirstAfter(const RelativeWindow::Bound& bound, Day day, const Calendar& calendar) {
  const auto [first, next] = calendar.DaysOf(day, bound.period.unit);
  return calendar.StartOf(FirstDayReaching(bound.period, bound.end ? first : next));
}

Coverage::Coverage(const std::vector<WhenClause>& when, const Calendar& calendar) : calendar_(&calendar) {
  for (const WhenClause& clause : when) {
    if (const auto* relative = std::get_if<RelativeWindow>(&clause)) {
      clauses_.emplace_back(Relative{*relative, DayCells<2>(calendar)});
    } else if (const auto* last = std::get_if<InLastWindow>(&clause)) {
      keeps_order_ &= last->length.months == 0;
      clauses_.emplace_back(InLast{MovedBy(last->length, calendar)});
      if (when.size() == 1 && last->length.months == 0) only_exact_length_ = last->length.milliseconds;
    } else if (const auto* older = std::get_if<OlderThanWindow>(&clause)) {
      keeps_order_ &= older->length.months == 0;
      clauses_.emplace_back(OlderThan{MovedBy(older->length, calendar)});
    } else {
      keeps_order_ = false;
      clauses_.emplace_back(std::get<AbsoluteWindow>(clause));
    }
  }
}

Interval Coverage::Of(Instant instant) {
  Interval covered{instant, kForever};
  for (Clause& clause : clauses_) {
    std::visit([&](auto& window) { Apply(window, instant, covered.start, covered.end); }, clause);
  }
  return covered;
}

void Coverage::OfAll(std::span<const Instant> at, InstantBuffer& starts, InstantBuffer& ends) {
  starts.assign(at.begin(), at.end());
  ends.assign(at.size(), kForever);
  for (Clause& clause : clauses_) {
    std::visit(
        [&](auto& window) {
          for (std::size_t i = 0; i < at.size(); ++i) Apply(window, at[i], starts[i], ends[i]);
        },
        clause);
  }
}

Coverage::Moved Coverage::MovedBy(const Length& length, const Calendar& calendar) {
  Moved moved{length, std::nullopt};
  if (length.months != 0) moved.cells.emplace(calendar);
  return moved;
}

// What follows is done for every event, in the loop of OfAll; by itself the compiler finds it too large for that.

// On [first, last] in one local day, ⊕ months adds the same everywhere unless the clock was changed near them or near
// where they arrive.
[[gnu::always_inline]] inline Instant Coverage::Add(Moved& moved, Instant instant) const {
  if (!moved.cells) return AddSaturated(instant, moved.length.milliseconds);
  const auto shift = [&](Instant first, Instant last) -> std::optional<DayCells<1>::Values> {
    const Instant arrival = calendar_->Add(last, moved.length);
    if (calendar_->ClockChangedBefore(last) || calendar_->ClockChangedBefore(arrival)) return std::nullopt;
    if (calendar_->Add(first, moved.length) - first != arrival - last) return std::nullopt;
    return DayCells<1>::Values{arrival - last};
  };
  const DayCells<1>::Cell& cell = moved.cells->At(instant, shift);
  return cell.plain ? instant + cell.At(instant)[0] : calendar_->Add(instant, moved.length);
}

[[gnu::always_inline]] inline void Coverage::Apply(InLast& window, Instant instant, Instant&, Instant& end) const {
  end = std::min(end, Add(window, instant));
}

[[gnu::always_inline]] inline void Coverage::Apply(OlderThan& window, Instant instant, Instant& start, Instant&) const {
  start = std::max(start, Add(window, instant));
}

void Coverage::Apply(const AbsoluteWindow& window, Instant instant, Instant& start, Instant& end) const {
  if (instant < window.range.start || instant >= window.range.end) end = start;
}

DayCells<2>::Values Coverage::Passed(const RelativeWindow& window, Instant instant) const {
  const Day day = calendar_->DayOf(instant);
  return {window.upper ? FirstAfter(*window.upper, day, *calendar_) : kAlways,
          window.lower ? FirstAfter(*window.lower, day, *calendar_) : kForever};
}

[[gnu::always_inline]] inline void Coverage::Apply(Relative& relative, Instant instant, Instant& start,
                                                   Instant& end) const {
  const auto ask = [&](Instant first, Instant) { return std::optional(Passed(relative.window, first)); };
  const DayCells<2>::Cell& cell = relative.cells.At(instant, ask);
  const auto [from, until] = cell.plain ? cell.At(instant) : Passed(relative.window, instant);
  start = std::max(start, from);
  end = std::min(end, until);
}

}  // namespace segue::engine
