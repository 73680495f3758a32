// See report_comparison.h.
#include "engine/report_comparison.h"

#include <algorithm>
#include <utility>

#include "engine/civil.h"

namespace segue::engine {

namespace {

constexpr std::int64_t kMonthsPerYear = 12;

class Finder {
 public:
  Finder(const Calendar& calendar, const Report& report) : calendar_(calendar), report_(report) {}

  /// The whole period beside `whole`; none where there is no such period.
  std::optional<Interval> Beside(const Interval& whole) const {
    const bool previous = report_.compare == Comparison::kPreviousPeriod;
    if (!report_.period) return previous ? Before(whole) : MonthsBefore(whole, kMonthsPerYear);
    if (previous) return calendar_.Shift(whole.start, *report_.period, -1);
    return LastYear(whole, *report_.period);
  }

  /// The part of `other` that corresponds to the part `counted` of `whole`.
  Interval Part(const Interval& whole, const Interval& counted, const Interval& other) const {
    return {counted.start == whole.start ? other.start : MoveInto(other, whole, counted.start),
            counted.end == whole.end ? other.end : MoveInto(other, whole, counted.end)};
  }

 private:
  std::optional<Interval> LastYear(const Interval& whole, CalendarUnit unit) const {
    switch (unit) {
      case CalendarUnit::kDay:
        return SameDayLastYear(whole);
      case CalendarUnit::kWeek:
        return SameWeekLastYear(whole);
      case CalendarUnit::kMonth:
        return calendar_.Shift(whole.start, unit, -kMonthsPerYear);
      case CalendarUnit::kQuarter:
        return calendar_.Shift(whole.start, unit, -4);
      case CalendarUnit::kYear:
        break;
    }
    return calendar_.Shift(whole.start, unit, -1);
  }

  std::optional<Interval> SameDayLastYear(const Interval& whole) const {
    const Day day = calendar_.DayOf(whole.start), before = AddMonths(day, -kMonthsPerYear);
    if (DateFromDay(day).day != DateFromDay(before).day) return {};
    return calendar_.PeriodOf(calendar_.StartOf(before), CalendarUnit::kDay);
  }

  /// Years have 52 or 53 weeks, so the week of the same number is 52 or 53 weeks ago.
  std::optional<Interval> SameWeekLastYear(const Interval& whole) const {
    const auto number = [&](const Interval& week) {
      return calendar_.Label(week.start, CalendarUnit::kWeek).substr(std::string_view("2026-W").size());
    };
    for (const int weeks : {52, 53}) {
      const Interval week = calendar_.Shift(whole.start, CalendarUnit::kWeek, -weeks);
      if (number(week) == number(whole)) return week;
    }
    return {};
  }

  // ---- ranges

  bool StartsMonth(Instant instant) const { return calendar_.PeriodOf(instant, CalendarUnit::kMonth).start == instant; }

  /// The range of the same length that ends where this one begins: of whole months by months, else by days.
  Interval Before(const Interval& whole) const {
    const Day first = calendar_.DayOf(whole.start), after = calendar_.DayOf(whole.end);
    if (!StartsMonth(whole.start) || !StartsMonth(whole.end)) {
      return {calendar_.StartOf(Day{first.days - (after.days - first.days)}), whole.start};
    }
    const Civil from = DateFromDay(first), to = DateFromDay(after);
    const std::int64_t months = kMonthsPerYear * (to.year - from.year) + (to.month - from.month);
    return {MonthsBefore(whole, months).start, whole.start};
  }

  Interval MonthsBefore(const Interval& whole, std::int64_t months) const {
    return {calendar_.StartOf(AddMonths(calendar_.DayOf(whole.start), -months)),
            calendar_.StartOf(AddMonths(calendar_.DayOf(whole.end), -months))};
  }

  Instant MoveInto(const Interval& other, const Interval& whole, Instant instant) const {
    const Day day = calendar_.DayOf(instant);
    const std::int32_t days = day.days - calendar_.DayOf(whole.start).days;
    const Instant moved =
        calendar_.StartOf(Day{calendar_.DayOf(other.start).days + days}) + instant - calendar_.StartOf(day);
    return std::min(moved, other.end);
  }

  const Calendar& calendar_;
  const Report& report_;
};

}  // namespace

ComparedPeriods ComparePeriods(const Calendar& calendar, const Timelines& timelines, const Report& report,
                               const ReportPeriods& periods) {
  const Finder finder(calendar, report);
  std::vector<std::optional<std::uint32_t>> beside;
  std::vector<ReportPeriod> others;
  for (std::uint32_t i = 0; i < periods.size(); ++i) {
    const std::optional<Interval> whole = finder.Beside(periods[i].calendar);
    auto& place = beside.emplace_back();
    if (!whole || whole->end <= timelines.first_data.value_or(kAlways)) continue;
    const auto add = [&](const Interval& period, const Interval& counted) {
      others.push_back({period, counted, period != counted, false});
    };
    while (!others.empty() && others.back().calendar.end < whole->start) {
      const Interval between = calendar.Shift(others.back().calendar.start, *report.period, 1);
      add(between, between);
    }
    add(*whole, finder.Part(periods[i].calendar, periods[i].counted, *whole));
    place = static_cast<std::uint32_t>(others.size() - 1);
  }
  return {ReportPeriods(std::move(others), report.period), std::move(beside)};
}

}  // namespace segue::engine
