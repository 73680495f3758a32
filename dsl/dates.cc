// The scanner of dates, instants and periods, and the calendar that says which of them exist.
#include <algorithm>
#include <array>
#include <chrono>

#include "dsl/codes.h"
#include "dsl/quantities.h"
#include "unicode/unicode.h"

namespace segue::dsl {
namespace {

constexpr std::array<const char*, 12> kMonthNames = {"January",   "February", "March",    "April",
                                                     "May",       "June",     "July",     "August",
                                                     "September", "October",  "November", "December"};

/// Walks over a date; `ok` turns false at the first thing that does not fit.
class Cursor {
 public:
  Cursor(std::string_view text, std::size_t offset) : text_(text), at_(offset) {}

  bool ok() const { return ok_; }
  std::size_t at() const { return at_; }
  bool Sees(char c) const { return at_ < text_.size() && text_[at_] == c; }
  bool SeesDigit() const { return at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; }
  /// `c` only if a digit follows: in `when x > 2026-03-01T10:30: "late"` the second colon is not the instant's.
  bool TakeBeforeDigit(char c) {
    const bool goes_on = Sees(c) && at_ + 1 < text_.size() && text_[at_ + 1] >= '0' && text_[at_ + 1] <= '9';
    return goes_on && Take(c);
  }
  bool Take(char c) {
    if (!Sees(c)) return false;
    ++at_;
    return true;
  }
  void Expect(char c) { ok_ = Take(c) && ok_; }
  /// Exactly `count` digits.
  int Number(int count) {
    int value = 0;
    for (int i = 0; i < count; ++i) {
      ok_ = ok_ && SeesDigit();
      if (!ok_) return 0;
      value = value * 10 + (text_[at_++] - '0');
    }
    return value;
  }
  /// Neither a word character nor one of `others` follows.
  bool EndsBefore(std::string_view others) const {
    if (unicode::WordCharacterAt(text_, at_) > 0) return false;
    return at_ >= text_.size() || others.find(text_[at_]) == std::string_view::npos;
  }

 private:
  std::string_view text_;
  std::size_t at_;
  bool ok_ = true;
};

int DaysIn(int year, int month) {
  const std::chrono::year_month_day_last last{
      std::chrono::year{year}, std::chrono::month_day_last{std::chrono::month{static_cast<unsigned>(month)}}};
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

/// ISO 8601: a year has 53 weeks if its 1 January is a Thursday, or a Wednesday in a leap year.
int WeeksIn(int year) {
  using namespace std::chrono;
  const weekday first{sys_days{std::chrono::year{year} / January / 1}};
  return first == Thursday || (first == Wednesday && std::chrono::year{year}.is_leap()) ? 53 : 52;
}

/// Collects what does not exist in one lexeme, and moves it to something that does.
class Calendar {
 public:
  Calendar(std::size_t begin, std::size_t end) : begin_(begin), end_(end) {}

  void CheckYear(int& year) { CheckRange(year, 1, 9999, "there is no year ", "years run from 0001 to 9999"); }
  void CheckMonth(int& month) { CheckRange(month, 1, 12, "there is no month ", "months run from 01 to 12"); }
  void CheckDate(Date& date) {
    CheckYear(date.year);
    CheckMonth(date.month);
    const int days = DaysIn(date.year, date.month);
    const std::string month =
        std::string(kMonthNames[static_cast<std::size_t>(date.month - 1)]) + " " + std::to_string(date.year);
    if (date.day < 1 || date.day > days) {
      Complain("there is no " + std::to_string(date.day) + " " + month,
               month + " has " + std::to_string(days) + " days");
      date.day = std::clamp(date.day, 1, days);
    }
  }
  void CheckWeek(int year, int& week) {
    const int weeks = WeeksIn(year);
    CheckRange(week, 1, weeks, "there is no week ", std::to_string(year) + " has " + std::to_string(weeks) + " weeks");
  }
  void CheckRange(int& value, int low, int high, const std::string& message, const std::string& hint) {
    if (value >= low && value <= high) return;
    Complain(message + std::to_string(value), hint);
    value = std::clamp(value, low, high);
  }

  std::vector<Problem> problems;

 private:
  /// One mistake per date is enough: the others follow from it.
  void Complain(std::string message, std::string hint) {
    if (problems.empty()) problems.push_back({begin_, end_, codes::kNoSuchTime, std::move(message), std::move(hint)});
  }

  std::size_t begin_, end_;
};

Date TakeDate(Cursor& cursor) {
  Date date;
  date.year = cursor.Number(4);
  cursor.Expect('-');
  date.month = cursor.Number(2);
  cursor.Expect('-');
  date.day = cursor.Number(2);
  return date;
}

int TakeMilliseconds(Cursor& cursor) {
  int value = 0;
  int scale = 100;
  do {
    value += cursor.Number(1) * scale;
    scale /= 10;
  } while (scale > 0 && cursor.SeesDigit());
  return value;
}

void TakeOffset(Cursor& cursor, InstantLiteral& instant, Calendar& calendar) {
  if (cursor.Take('Z')) {
    instant.offset_minutes = 0;
    return;
  }
  const bool negative = cursor.Sees('-');
  if (!cursor.Take('+') && !cursor.Take('-')) return;
  int hours = cursor.Number(2);
  cursor.Expect(':');
  int minutes = cursor.Number(2);
  calendar.CheckRange(hours, 0, 14, "there is no time zone at hour ", "offsets run from -14:00 to +14:00");
  calendar.CheckRange(minutes, 0, 59, "there is no minute ", "minutes run from 00 to 59");
  instant.offset_minutes = (negative ? -1 : 1) * (hours * 60 + minutes);
}

void TakeTime(Cursor& cursor, InstantLiteral& instant, Calendar& calendar) {
  instant.hour = cursor.Number(2);
  cursor.Expect(':');
  instant.minute = cursor.Number(2);
  if (cursor.TakeBeforeDigit(':')) {
    instant.second = cursor.Number(2);
    if (cursor.Take('.')) instant.millisecond = TakeMilliseconds(cursor);
  }
  calendar.CheckRange(instant.hour, 0, 23, "there is no hour ",
                      "hours run from 00 to 23; midnight is 00:00 of the next day");
  calendar.CheckRange(instant.minute, 0, 59, "there is no minute ", "minutes run from 00 to 59");
  calendar.CheckRange(instant.second, 0, 59, "there is no second ", "seconds run from 00 to 59");
}

/// The problem's span is known only when the whole lexeme is.
std::vector<Problem> Spanning(std::vector<Problem> problems, std::size_t begin, std::size_t end) {
  for (auto& problem : problems) problem.begin = begin, problem.end = end;
  return problems;
}

}  // namespace

Lexeme<Date> ReadDate(std::string_view text, std::size_t offset) {
  Cursor cursor(text, offset);
  Date date = TakeDate(cursor);
  if (!cursor.ok() || !cursor.EndsBefore("-")) return {};
  Calendar calendar(offset, cursor.at());
  calendar.CheckDate(date);
  return {cursor.at() - offset, date, std::move(calendar.problems)};
}

Lexeme<InstantLiteral> ReadInstant(std::string_view text, std::size_t offset) {
  Cursor cursor(text, offset);
  InstantLiteral instant;
  instant.date = TakeDate(cursor);
  cursor.Expect('T');
  if (!cursor.ok()) return {};
  Calendar calendar(offset, offset);
  calendar.CheckDate(instant.date);
  TakeTime(cursor, instant, calendar);
  TakeOffset(cursor, instant, calendar);
  if (!cursor.ok() || !cursor.EndsBefore("")) return {};
  return {cursor.at() - offset, instant, Spanning(std::move(calendar.problems), offset, cursor.at())};
}

Lexeme<PeriodLiteral> ReadSpan(std::string_view text, std::size_t offset) {
  Cursor cursor(text, offset);
  PeriodLiteral period;
  period.year = cursor.Number(4);
  cursor.Expect('-');
  period.unit = TimeUnit::kMonth;
  if (cursor.Take('Q'))
    period.unit = TimeUnit::kQuarter;
  else if (cursor.Take('W'))
    period.unit = TimeUnit::kWeek;
  period.number = cursor.Number(period.unit == TimeUnit::kQuarter ? 1 : 2);
  if (!cursor.ok() || !cursor.EndsBefore("-")) return {};
  Calendar calendar(offset, cursor.at());
  calendar.CheckYear(period.year);
  if (period.unit == TimeUnit::kMonth) calendar.CheckMonth(period.number);
  if (period.unit == TimeUnit::kWeek) calendar.CheckWeek(period.year, period.number);
  if (period.unit == TimeUnit::kQuarter) {
    calendar.CheckRange(period.number, 1, 4, "there is no quarter ", "quarters run from Q1 to Q4");
  }
  return {cursor.at() - offset, period, std::move(calendar.problems)};
}

Lexeme<PeriodLiteral> ReadYear(std::string_view text, std::size_t offset) {
  Cursor cursor(text, offset);
  PeriodLiteral period;
  period.year = cursor.Number(4);
  if (!cursor.ok() || !cursor.EndsBefore(".%-")) return {};
  Calendar calendar(offset, cursor.at());
  calendar.CheckYear(period.year);
  return {cursor.at() - offset, period, std::move(calendar.problems)};
}

}  // namespace segue::dsl
