// Windows of time of events: `in last 90 days`, `since 2026-01-01`, `before this month`, `between … and …`.
//
// Whole days and periods are bounds: `since D` from its start, `before D` up to its start, `after D` from its end,
// `between` includes both ends.
#include <algorithm>
#include <string>

#include "rules/codes.h"
#include "rules/event_reader.h"
#include "rules/time_reader.h"

namespace segue::rules {
namespace {

using engine::RelativeWindow;
using engine::WhenClause;

using Windows = std::optional<std::vector<WhenClause>>;

/// The window from a place on: from its start, or from its end.
WhenClause From(const TimeReader::Place& place, bool after) {
  if (const auto* range = std::get_if<engine::Interval>(&place)) {
    return engine::AbsoluteWindow{{after ? range->end : range->start, engine::kForever}};
  }
  return RelativeWindow{RelativeWindow::Bound{std::get<engine::RelativePeriod>(place), after}, {}};
}

/// The window up to a place: before its start, or to its end.
WhenClause Until(const TimeReader::Place& place, bool included) {
  if (const auto* range = std::get_if<engine::Interval>(&place)) {
    return engine::AbsoluteWindow{{engine::kAlways, included ? range->end : range->start}};
  }
  return RelativeWindow{{}, RelativeWindow::Bound{std::get<engine::RelativePeriod>(place), included}};
}

WhenClause Within(const TimeReader::Place& place) {
  if (const auto* range = std::get_if<engine::Interval>(&place)) return engine::AbsoluteWindow{*range};
  const auto& period = std::get<engine::RelativePeriod>(place);
  return RelativeWindow{RelativeWindow::Bound{period, false}, RelativeWindow::Bound{period, true}};
}

/// A range without a beginning only when all of it lies before.
bool ReachesBefore(const engine::Interval& range, engine::Instant recorded_since) {
  return (range.start == engine::kAlways ? range.end : range.start + 1) <= recorded_since;
}

/// Two windows of one kind become one.
std::vector<WhenClause> Both(const WhenClause& lower, const WhenClause& upper) {
  const auto* first = std::get_if<engine::AbsoluteWindow>(&lower);
  const auto* second = std::get_if<engine::AbsoluteWindow>(&upper);
  if (first != nullptr && second != nullptr) {
    return {engine::AbsoluteWindow{{first->range.start, second->range.end}}};
  }
  const auto* from = std::get_if<RelativeWindow>(&lower);
  const auto* until = std::get_if<RelativeWindow>(&upper);
  if (from != nullptr && until != nullptr) return {RelativeWindow{from->lower, until->upper}};
  return {lower, upper};
}

bool LiesAhead(const engine::RelativePeriod& period) { return period.days > 0 || period.months > 0; }

class WindowReader {
 public:
  WindowReader(Context& context, dsl::Span span) : context_(context), time_(context), span_(span) {}

  Windows operator()(const dsl::InLast& last) {
    const auto length = time_.LengthOf(last.length);
    if (!length) return {};
    return Windows({engine::InLastWindow{*length}});
  }
  Windows operator()(const dsl::MoreThanAgo& ago) {
    const auto length = time_.LengthOf(ago.length);
    if (!length) return {};
    return Windows({engine::OlderThanWindow{*length}});
  }
  Windows operator()(const dsl::CalendarWord& word) { return Relative(TimeReader::RelativeOf(word)); }
  Windows operator()(const dsl::DayWord& word) {
    const auto day = time_.RelativeOf(dsl::RelativeDay{word, false}, span_);
    if (!day) return {};
    return Relative(*day);
  }
  Windows operator()(const dsl::Period& period) {
    const auto range = time_.IntervalOf(period);
    if (!range) return {};
    return Windows({engine::AbsoluteWindow{*range}});
  }
  Windows operator()(const dsl::SidePoint& side) {
    const auto place = time_.PlaceOf(side.point);
    if (!place) return {};
    if (side.side != dsl::Side::kBefore) WarnIfAhead(*place);
    if (side.side == dsl::Side::kBefore) return Windows({Until(*place, false)});
    return Windows({From(*place, side.side == dsl::Side::kAfter)});
  }
  Windows operator()(const dsl::BetweenPoints& between) {
    const auto from = time_.PlaceOf(between.from);
    const auto until = time_.PlaceOf(between.until);
    if (!from || !until) return {};
    WarnIfAhead(*from);
    auto windows = Both(From(*from, false), Until(*until, true));
    const auto* fixed = std::get_if<engine::AbsoluteWindow>(&windows.front());
    if (windows.size() == 1 && fixed != nullptr && fixed->range.start >= fixed->range.end) {
      context_.report.Warning(code::kNeverTrue, span_, "this is never true: the range ends before it begins",
                              "write the earlier date first");
    }
    return windows;
  }

 private:
  Windows Relative(const engine::RelativePeriod& period) {
    const TimeReader::Place place = period;
    WarnIfAhead(place);
    return Windows({Within(place)});
  }
  void WarnIfAhead(const TimeReader::Place& place) {
    const auto* period = std::get_if<engine::RelativePeriod>(&place);
    if (period == nullptr || !LiesAhead(*period)) return;
    context_.report.Warning(code::kNeverTrue, span_, "this is never true: no event has happened in the time to come");
  }

  Context& context_;
  TimeReader time_;
  dsl::Span span_;
};

}  // namespace

std::optional<std::vector<WhenClause>> EventReader::Read(const dsl::When& when) {
  return std::visit(WindowReader(context_, when.span), when.when);
}

void WarnBeforeRecorded(Context& context, const engine::EventSet& events, const std::vector<WhenClause>& windows,
                        dsl::Span span) {
  for (const WhenClause& window : windows) {
    const auto* fixed = std::get_if<engine::AbsoluteWindow>(&window);
    if (fixed == nullptr) continue;
    for (const engine::EventMatch& match : events.alternatives) {
      const engine::EventKind& kind = context.model.schema.events[match.kind];
      if (!kind.recorded_since || !ReachesBefore(fixed->range, *kind.recorded_since)) continue;
      context.report.Warning(
          code::kBeforeRecorded, span, "this window reaches back before " + Quote(kind.name) + " is recorded",
          "absence before that is not evidence; let the window begin later",
          Quote(kind.name) + " is declared at " + context.report.Place(context.model.event_spans[match.kind]));
      return;
    }
  }
}

}  // namespace segue::rules
