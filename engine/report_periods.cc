// See report_periods.h for the rules and worked examples.
#include "engine/report_periods.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace segue::engine {

namespace {

/// The periods [start of the first, end of the last) of `over last n …`.
Interval RangeOf(const LastPeriods& last_periods, const Calendar& calendar, Instant as_of) {
  Interval last = calendar.PeriodOf(as_of, last_periods.unit);
  if (as_of == last.start) last = calendar.Shift(last.start, last_periods.unit, -1);
  const bool running = as_of < last.end - 1;
  if (last_periods.complete && running) last = calendar.Shift(last.start, last_periods.unit, -1);
  const Interval first =
      calendar.Shift(last.start, last_periods.unit, 1 - std::max<std::int64_t>(1, last_periods.count));
  return {first.start, last.end};
}

/// The range as asked for, not yet cut at the as-of instant.
Interval RangeOf(const Report& report, const Calendar& calendar, const Timelines& timelines, Instant as_of) {
  if (const auto* interval = std::get_if<Interval>(&report.range)) return *interval;
  if (const auto* last_periods = std::get_if<LastPeriods>(&report.range))
    return RangeOf(*last_periods, calendar, as_of);
  const Instant first = timelines.first_data.value_or(as_of);
  if (!report.period) return {first, as_of + 1};
  return {calendar.PeriodOf(first, *report.period).start, calendar.PeriodOf(as_of, *report.period).end};
}

}  // namespace

ReportPeriods::ReportPeriods(const Calendar& calendar, const Timelines& timelines, Instant as_of, const Report& report)
    : unit_(report.period) {
  const Interval range = RangeOf(report, calendar, timelines, as_of);
  const auto add = [&](const Interval& whole) {
    ReportPeriod period;
    period.calendar = whole;
    period.counted = {std::max(whole.start, range.start), std::min({whole.end, range.end, as_of + 1})};
    if (period.counted.start >= period.counted.end) return;
    period.partial = period.counted != whole;
    period.forecast = report.period && timelines.data_through && whole.start > *timelines.data_through;
    periods_.push_back(period);
  };
  if (!report.period) {
    add(range);
  } else {
    Interval whole = calendar.PeriodOf(range.start, *report.period);
    // A period that starts at the as-of instant is reached only in its first millisecond.
    for (; whole.start < range.end && whole.start < as_of; whole = calendar.Shift(whole.start, *report.period, 1))
      add(whole);
  }
  BuildGrid();
}

ReportPeriods::ReportPeriods(std::vector<ReportPeriod> periods, std::optional<CalendarUnit> unit)
    : periods_(std::move(periods)), unit_(unit) {
  BuildGrid();
}

void ReportPeriods::BuildGrid() {
  const Interval range = periods_.empty() ? Interval{kForever, kForever}
                                          : Interval{periods_.front().counted.start, periods_.back().counted.end};
  bounds_.push_back(range.start);
  for (const ReportPeriod& period : periods_) bounds_.push_back(period.counted.end);
  bounds_.push_back(std::numeric_limits<Instant>::max());
  const Instant span = range.end - range.start;
  const auto cells = static_cast<Instant>(std::max<std::size_t>(1024, 4 * periods_.size()));
  while ((span >> slots_.shift) > cells) ++slots_.shift;
  grid_.push_back(0);
  std::uint32_t slot = 1;
  // The last cell lies after all periods: what never ends needs no step.
  for (slots_.start = range.start;; slots_.reach += Instant{1} << slots_.shift) {
    while (range.start + slots_.reach >= bounds_[slot]) ++slot;
    grid_.push_back(slot);
    if (slots_.reach >= span) break;
  }
  slots_.grid = grid_.data();
  slots_.bounds = bounds_.data();
}

}  // namespace segue::engine
