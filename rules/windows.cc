// A window is the intersection of its clauses: it lies within another when for each clause of the other one of its own
// lies within that.
#include "rules/windows.h"

#include <algorithm>

#include "rules/lengths.h"

namespace segue::rules {
namespace {

using engine::AbsoluteWindow;
using engine::CalendarUnit;
using engine::InLastWindow;
using engine::OlderThanWindow;
using engine::RelativePeriod;
using engine::RelativeWindow;

/// Every period of `small` lies in one of `large`.
bool Nests(CalendarUnit small, CalendarUnit large) {
  return small == large || small == CalendarUnit::kDay || (small != CalendarUnit::kWeek && large > small);
}

bool IsCurrent(const RelativePeriod& period) { return period.months == 0 && period.days == 0; }

/// At every T the bound `a` lies at or before `b`.
bool NeverAfter(const RelativeWindow::Bound& a, const RelativeWindow::Bound& b) {
  const RelativePeriod &first = a.period, &second = b.period;
  if (first.unit == second.unit && (!a.end || b.end)) {
    return first.months <= second.months && first.days <= second.days;
  }
  if (!IsCurrent(first) || !IsCurrent(second)) return false;
  if (!a.end && b.end) return true;
  if (a.end != b.end) return false;
  return a.end ? Nests(first.unit, second.unit) : Nests(second.unit, first.unit);
}

bool ClauseWithin(const engine::WhenClause& inner, const engine::WhenClause& outer) {
  if (inner.index() != outer.index()) return false;
  if (const auto* last = std::get_if<InLastWindow>(&inner)) {
    return NeverLonger(last->length, std::get<InLastWindow>(outer).length);
  }
  if (const auto* older = std::get_if<OlderThanWindow>(&inner)) {
    return NeverLonger(std::get<OlderThanWindow>(outer).length, older->length);
  }
  if (const auto* fixed = std::get_if<AbsoluteWindow>(&inner)) {
    const engine::Interval range = std::get<AbsoluteWindow>(outer).range;
    return range.start <= fixed->range.start && fixed->range.end <= range.end;
  }
  const auto& narrow = std::get<RelativeWindow>(inner);
  const auto& wide = std::get<RelativeWindow>(outer);
  const bool low = !wide.lower || (narrow.lower && NeverAfter(*wide.lower, *narrow.lower));
  const bool high = !wide.upper || (narrow.upper && NeverAfter(*narrow.upper, *wide.upper));
  return low && high;
}

bool Apart(const engine::WhenClause& a, const engine::WhenClause& b) {
  const auto* last = std::get_if<InLastWindow>(&a);
  const auto* older = std::get_if<OlderThanWindow>(&b);
  if (last != nullptr && older != nullptr) return NeverLonger(last->length, older->length);
  const auto* first = std::get_if<AbsoluteWindow>(&a);
  const auto* second = std::get_if<AbsoluteWindow>(&b);
  return first != nullptr && second != nullptr && first->range.end <= second->range.start;
}

}  // namespace

bool IsWithin(const When& inner, const When& outer) {
  return std::all_of(outer.begin(), outer.end(), [&](const engine::WhenClause& wide) {
    return std::any_of(inner.begin(), inner.end(),
                       [&](const engine::WhenClause& narrow) { return ClauseWithin(narrow, wide); });
  });
}

bool CoversNothing(const When& when) {
  return std::any_of(when.begin(), when.end(), [&](const engine::WhenClause& a) {
    return std::any_of(when.begin(), when.end(), [&](const engine::WhenClause& b) { return Apart(a, b); });
  });
}

bool CoversOwnInstant(const When& when) {
  return std::all_of(when.begin(), when.end(), [](const engine::WhenClause& clause) {
    if (std::holds_alternative<InLastWindow>(clause)) return true;
    const auto* moving = std::get_if<RelativeWindow>(&clause);
    if (moving == nullptr) return false;
    const bool begun = !moving->lower || (!moving->lower->end && IsCurrent(moving->lower->period));
    const bool not_ended = !moving->upper || (moving->upper->end && IsCurrent(moving->upper->period));
    return begun && not_ended;
  });
}

}  // namespace segue::rules
