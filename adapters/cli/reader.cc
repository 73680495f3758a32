// See reader.h.
#include "adapters/cli/reader.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "adapters/cli/figure_text.h"
#include "adapters/cli/points.h"

namespace segue::cli {
namespace {

using engine::CalendarUnit;
using html::Language;

constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 12> kMonthsFrench = {"janv.", "févr.", "mars",  "avr.", "mai",  "juin",
                                                            "juil.", "août",  "sept.", "oct.", "nov.", "déc."};
constexpr std::array<std::string_view, 5> kUnits = {"day", "week", "month", "quarter", "year"};
constexpr std::array<std::string_view, 5> kUnitsFrench = {"jour", "semaine", "mois", "trimestre", "an"};

std::size_t IndexOf(CalendarUnit unit) {
  switch (unit) {
    case CalendarUnit::kDay:
      return 0;
    case CalendarUnit::kWeek:
      return 1;
    case CalendarUnit::kMonth:
      return 2;
    case CalendarUnit::kQuarter:
      return 3;
    case CalendarUnit::kYear:
      break;
  }
  return 4;
}

}  // namespace

std::string Reader::Figure(const Value& value) const { return html::LocalDigits(FigureText(value), language_); }

std::string Reader::Name(std::string title) const {
  if (!plain_) std::replace(title.begin(), title.end(), '_', ' ');
  return title;
}

std::string Reader::DayOf(const engine::Civil& civil) const {
  const bool french = language_ == Language::kFrench;
  const auto month = static_cast<std::size_t>(civil.month - 1);
  const std::string day = french && civil.day == 1 ? "1er" : std::to_string(civil.day);
  return day + " " + std::string(french ? kMonthsFrench[month] : kMonths[month]) + " " + std::to_string(civil.year);
}

std::string Reader::Period(engine::Instant start, CalendarUnit unit) const {
  std::string label = calendar_.Label(start, unit);
  if (plain_) return label;
  const engine::Civil civil = calendar_.ToCivil(start);
  const bool french = language_ == Language::kFrench;
  switch (unit) {
    case CalendarUnit::kDay:
      return DayOf(civil);
    case CalendarUnit::kMonth: {
      const auto month = static_cast<std::size_t>(civil.month - 1);
      return std::string(french ? kMonthsFrench[month] : kMonths[month]) + " " + std::to_string(civil.year);
    }
    case CalendarUnit::kQuarter:
      return (french ? "T" : "Q") + label.substr(label.size() - 1) + " " + label.substr(0, label.size() - 3);
    case CalendarUnit::kWeek:
      if (french) label[label.rfind('W')] = 'S';
      return label;
    case CalendarUnit::kYear:
      break;
  }
  return label;
}

std::string Reader::Day(engine::Instant instant) const {
  return Period(calendar_.PeriodOf(instant, CalendarUnit::kDay).start, CalendarUnit::kDay);
}

std::string Reader::Moment(engine::Instant instant) const {
  if (plain_) return DescribeMoment(instant, calendar_);
  const engine::Interval day = calendar_.PeriodOf(instant, CalendarUnit::kDay);
  if (instant == day.end - 1) return Say(Phrase::kEndOf, {Day(instant)});
  const std::string local = LocalTime(instant, calendar_);
  return Day(instant) + local.substr(local.find(' '));
}

std::string Reader::Units(CalendarUnit unit, std::int64_t count) const {
  const std::size_t index = IndexOf(unit);
  const bool french = language_ == Language::kFrench;
  const std::string one(french ? kUnitsFrench[index] : kUnits[index]);
  return count == 1 || one.back() == 's' ? one : one + "s";
}

std::string Reader::Range(const engine::ReportRange& range) const {
  if (const auto* fixed = std::get_if<engine::Interval>(&range)) {
    return Say(Phrase::kFromTo, {Day(fixed->start), Day(fixed->end - 1)});
  }
  const auto* last = std::get_if<engine::LastPeriods>(&range);
  if (last == nullptr) return Say(Phrase::kAllData);
  return Say(last->complete ? Phrase::kLastCompletePeriods : Phrase::kLastPeriods,
             {std::to_string(last->count), Units(last->unit, last->count)});
}

}  // namespace segue::cli
