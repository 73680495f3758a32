// Durations, dates, periods and points in time.
#include "rules/time_reader.h"

#include <string>

#include "rules/codes.h"

namespace segue::rules {
namespace {

constexpr std::int64_t kLongestDays = 366'000;  // a little over 1,000 years

std::int64_t MillisecondsOf(dsl::TimeUnit unit) {
  switch (unit) {
    case dsl::TimeUnit::kSecond:
      return engine::kMillisecondsPerSecond;
    case dsl::TimeUnit::kMinute:
      return 60 * engine::kMillisecondsPerSecond;
    case dsl::TimeUnit::kHour:
      return 3600 * engine::kMillisecondsPerSecond;
    case dsl::TimeUnit::kDay:
      return engine::kMillisecondsPerDay;
    case dsl::TimeUnit::kWeek:
      return 7 * engine::kMillisecondsPerDay;
    default:
      return 0;
  }
}

std::int32_t MonthsOf(dsl::TimeUnit unit) {
  switch (unit) {
    case dsl::TimeUnit::kMonth:
      return 1;
    case dsl::TimeUnit::kQuarter:
      return 3;
    case dsl::TimeUnit::kYear:
      return 12;
    default:
      return 0;
  }
}

std::int32_t DaysOf(dsl::TimeUnit unit) {
  return unit == dsl::TimeUnit::kDay ? 1 : unit == dsl::TimeUnit::kWeek ? 7 : 0;
}

bool IsTooLong(const dsl::Duration& duration) {
  const double days = MonthsOf(duration.unit) > 0
                          ? MonthsOf(duration.unit) * 30.44
                          : static_cast<double>(MillisecondsOf(duration.unit)) / engine::kMillisecondsPerDay;
  return static_cast<double>(duration.count) * days > static_cast<double>(kLongestDays);
}

}  // namespace

double ApproximateDays(const engine::Length& length) {
  return static_cast<double>(length.milliseconds) / engine::kMillisecondsPerDay + length.months * 30.44;
}

std::optional<engine::Length> TimeReader::LengthOf(const dsl::DurationValue& duration) {
  if (const auto* literal = std::get_if<dsl::Duration>(&duration.value)) return LengthOf(*literal, duration.span);
  const auto& use = std::get<dsl::ParamUse>(duration.value);
  const dsl::Literal* literal = context_.parameters.Find(use);
  if (literal == nullptr) return {};
  if (const auto* value = std::get_if<dsl::Duration>(&literal->value)) return LengthOf(*value, duration.span);
  context_.report.Error(
      code::kParamUnfit, duration.span,
      "a duration is expected here, and param " + Quote(use.name.text) + " is " + context_.report.Text(literal->span),
      "give it a duration such as 90 days");
  return {};
}

std::optional<engine::Length> TimeReader::LengthOf(const dsl::Duration& duration, dsl::Span span) {
  if (IsTooLong(duration)) return TooLong(span);
  engine::Length length;
  length.months = static_cast<std::int32_t>(duration.count * MonthsOf(duration.unit));
  length.milliseconds = duration.count * MillisecondsOf(duration.unit);
  return Remember(length, span);
}

std::optional<engine::Length> TimeReader::Remember(engine::Length length, dsl::Span span) {
  if (ApproximateDays(length) > static_cast<double>(kLongestDays) + 1) return TooLong(span);
  if (ApproximateDays(length) > ApproximateDays(context_.longest)) context_.longest = length;
  return length;
}

std::optional<engine::Length> TimeReader::TooLong(dsl::Span span) {
  context_.report.Error(code::kTooLong, span, "a duration may be at most 1,000 years");
  return {};
}

engine::Day TimeReader::DayOf(const dsl::Date& date) { return engine::DayFromDate(date.year, date.month, date.day); }

engine::Interval TimeReader::IntervalOf(const dsl::Date& date) {
  const engine::Day day = DayOf(date);
  return {context_.calendar.StartOf(day), context_.calendar.StartOf(engine::Day{day.days + 1})};
}

std::optional<dsl::PeriodLiteral> TimeReader::YearOf(const dsl::Literal& literal) {
  const auto* number = std::get_if<dsl::Number>(&literal.value);
  if (number == nullptr || number->digits.size() != 4) return {};
  if (number->digits.find_first_not_of("0123456789") != std::string::npos) return {};
  return dsl::PeriodLiteral{std::stoi(number->digits), dsl::TimeUnit::kYear, 0};
}

std::pair<engine::Day, engine::Day> TimeReader::DaysOf(const dsl::PeriodLiteral& period) {
  const auto days = [](int year, int month, int months) {
    const int after = month - 1 + months;
    const engine::Day next = engine::DayFromDate(year + after / 12, after % 12 + 1, 1);
    return std::pair(engine::DayFromDate(year, month, 1), engine::Day{next.days - 1});
  };
  switch (period.unit) {
    case dsl::TimeUnit::kYear:
      return days(period.year, 1, 12);
    case dsl::TimeUnit::kQuarter:
      return days(period.year, period.number * 3 - 2, 3);
    case dsl::TimeUnit::kMonth:
      return days(period.year, period.number, 1);
    default: {
      const engine::Day monday = engine::DayFromIsoWeek(period.year, period.number).value_or(engine::Day{});
      const auto [first, next] = context_.calendar.DaysOf(monday, engine::CalendarUnit::kWeek);
      return std::pair(first, engine::Day{next.days - 1});
    }
  }
}

engine::Interval TimeReader::IntervalOf(const dsl::PeriodLiteral& period) {
  const auto [first, last] = DaysOf(period);
  return {context_.calendar.StartOf(first), context_.calendar.StartOf(engine::Day{last.days + 1})};
}

std::optional<engine::Interval> TimeReader::IntervalOf(const dsl::Period& period) {
  if (const auto* date = std::get_if<dsl::Date>(&period.value)) return IntervalOf(*date);
  if (const auto* literal = std::get_if<dsl::PeriodLiteral>(&period.value)) return IntervalOf(*literal);
  const auto place = PlaceOfParam(std::get<dsl::ParamUse>(period.value), period.span);
  if (!place) return {};
  return std::get<engine::Interval>(*place);
}

engine::Instant TimeReader::InstantOf(const dsl::InstantLiteral& instant) {
  const engine::Civil civil{instant.date.year, instant.date.month, instant.date.day,   instant.hour,
                            instant.minute,    instant.second,     instant.millisecond};
  if (!instant.offset_minutes) return context_.calendar.FromCivil(civil);
  const std::int64_t minutes = civil.hour * 60 + civil.minute - *instant.offset_minutes;
  return DayOf(instant.date).days * engine::kMillisecondsPerDay +
         (minutes * 60 + civil.second) * engine::kMillisecondsPerSecond + civil.millisecond;
}

std::optional<TimeReader::Place> TimeReader::PlaceOf(const dsl::Point& point) {
  struct Reader {
    TimeReader& reader;
    dsl::Span span;
    std::optional<Place> operator()(const dsl::ParamUse& use) { return reader.PlaceOfParam(use, span); }
    std::optional<Place> operator()(const dsl::InstantLiteral& literal) {
      const engine::Instant instant = reader.InstantOf(literal);
      return engine::Interval{instant, instant + 1};
    }
    std::optional<Place> operator()(const dsl::Date& date) { return reader.IntervalOf(date); }
    std::optional<Place> operator()(const dsl::PeriodLiteral& period) { return reader.IntervalOf(period); }
    std::optional<Place> operator()(const dsl::RelativeDay& day) { return reader.RelativeOf(day, span); }
    std::optional<Place> operator()(const dsl::CalendarWord& word) { return RelativeOf(word); }
  };
  return std::visit(Reader{*this, point.span}, point.value);
}

std::optional<TimeReader::Place> TimeReader::PlaceOfParam(const dsl::ParamUse& use, dsl::Span span) {
  const dsl::Literal* literal = context_.parameters.Find(use);
  if (literal == nullptr) return {};
  if (const auto* date = std::get_if<dsl::Date>(&literal->value)) return IntervalOf(*date);
  if (const auto* period = std::get_if<dsl::PeriodLiteral>(&literal->value)) return IntervalOf(*period);
  if (const auto year = YearOf(*literal)) return IntervalOf(*year);
  if (const auto* instant = std::get_if<dsl::InstantLiteral>(&literal->value)) {
    const engine::Instant value = InstantOf(*instant);
    return engine::Interval{value, value + 1};
  }
  context_.report.Error(code::kParamUnfit, span,
                        "a date or period is expected here, and param " + Quote(use.name.text) + " is " +
                            context_.report.Text(literal->span));
  return {};
}

std::optional<engine::RelativePeriod> TimeReader::RelativeOf(const dsl::RelativeDay& day, dsl::Span span) {
  if (const auto* word = std::get_if<dsl::DayWord>(&day.value)) {
    const int days = *word == dsl::DayWord::kToday ? 0 : *word == dsl::DayWord::kYesterday ? -1 : 1;
    return engine::RelativePeriod{engine::CalendarUnit::kDay, 0, days};
  }
  const auto& duration = std::get<dsl::Duration>(day.value);
  if (!LengthOf(duration, span)) return {};
  const int sign = day.ahead ? 1 : -1;
  const int count = static_cast<int>(duration.count) * sign;
  if (rules::DaysOf(duration.unit) == 0 && MonthsOf(duration.unit) == 0) {
    context_.report.Error(code::kNotWholeDays, span, "a day is counted in days, weeks, months, quarters or years",
                          "for hours and minutes write `in last …` or `more than … ago`");
    return {};
  }
  return engine::RelativePeriod{engine::CalendarUnit::kDay, count * MonthsOf(duration.unit),
                                count * rules::DaysOf(duration.unit)};
}

engine::RelativePeriod TimeReader::RelativeOf(const dsl::CalendarWord& word) {
  return {UnitOf(word.unit), word.which * MonthsOf(word.unit), word.which * rules::DaysOf(word.unit)};
}

engine::CalendarUnit TimeReader::UnitOf(dsl::TimeUnit unit) {
  switch (unit) {
    case dsl::TimeUnit::kWeek:
      return engine::CalendarUnit::kWeek;
    case dsl::TimeUnit::kMonth:
      return engine::CalendarUnit::kMonth;
    case dsl::TimeUnit::kQuarter:
      return engine::CalendarUnit::kQuarter;
    case dsl::TimeUnit::kYear:
      return engine::CalendarUnit::kYear;
    default:
      return engine::CalendarUnit::kDay;
  }
}

}  // namespace segue::rules
