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

bool SpanWithin(const InLastWindow& inner, const InLastWindow& outer) {
  return NeverLonger(inner.length, outer.length);
}
bool SpanWithin(const OlderThanWindow& inner, const OlderThanWindow& outer) {
  return NeverLonger(outer.length, inner.length);
}
bool SpanWithin(const AbsoluteWindow& inner, const AbsoluteWindow& outer) {
  return outer.range.start <= inner.range.start && inner.range.end <= outer.range.end;
}
bool SpanWithin(const engine::InNextWindow& inner, const engine::InNextWindow& outer) {
  return NeverLonger(inner.length, outer.length);
}
bool SpanWithin(const engine::MoreThanAheadWindow& inner, const engine::MoreThanAheadWindow& outer) {
  return NeverLonger(outer.length, inner.length);
}
bool SpanWithin(const RelativeWindow& inner, const RelativeWindow& outer) {
  const bool low = !outer.lower || (inner.lower && NeverAfter(*outer.lower, *inner.lower));
  const bool high = !outer.upper || (inner.upper && NeverAfter(*inner.upper, *outer.upper));
  return low && high;
}
bool SpanWithin(const auto&, const auto&) { return false; }

bool SpansApart(const InLastWindow& a, const OlderThanWindow& b) { return NeverLonger(a.length, b.length); }
bool SpansApart(const AbsoluteWindow& a, const AbsoluteWindow& b) { return a.range.end <= b.range.start; }
bool SpansApart(const engine::InNextWindow& a, const engine::MoreThanAheadWindow& b) {
  return NeverLonger(a.length, b.length);
}
bool SpansApart(const InLastWindow&, const engine::MoreThanAheadWindow&) { return true; }
bool SpansApart(const OlderThanWindow&, const engine::MoreThanAheadWindow&) { return true; }
bool SpansApart(const auto&, const auto&) { return false; }

bool ClauseWithin(const auto& inner, const auto& outer) {
  return std::visit([](const auto& a, const auto& b) { return SpanWithin(a, b); }, inner, outer);
}
bool ClausesApart(const auto& first, const auto& second) {
  return std::visit([](const auto& a, const auto& b) { return SpansApart(a, b) || SpansApart(b, a); }, first, second);
}

}  // namespace

bool IsWithin(const engine::DateClause& inner, const engine::DateClause& outer) { return ClauseWithin(inner, outer); }

bool Apart(const engine::DateClause& a, const engine::DateClause& b) { return ClausesApart(a, b); }

bool IsWithin(const When& inner, const When& outer) {
  return std::all_of(outer.begin(), outer.end(), [&](const engine::WhenClause& wide) {
    return std::any_of(inner.begin(), inner.end(),
                       [&](const engine::WhenClause& narrow) { return ClauseWithin(narrow, wide); });
  });
}

bool CoversNothing(const When& when) {
  return std::any_of(when.begin(), when.end(), [&](const engine::WhenClause& a) {
    return std::any_of(when.begin(), when.end(), [&](const engine::WhenClause& b) { return ClausesApart(a, b); });
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
