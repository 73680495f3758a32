// A small reader of fixed-width digits: every form is tried on the whole text.
#include "adapters/point_text.h"

namespace segue::adapters {
namespace {

using engine::Calendar;
using engine::CalendarUnit;
using engine::Instant;
using engine::Interval;

/// Reads a text from left to right; once something does not fit it stays failed.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  /// Exactly `width` digits.
  int Digits(std::size_t width) {
    int number = 0;
    if (rest_.size() < width) failed_ = true;
    for (std::size_t i = 0; i < width && !failed_; ++i) {
      if (rest_[i] < '0' || rest_[i] > '9') failed_ = true;
      number = number * 10 + (rest_[i] - '0');
    }
    if (!failed_) rest_.remove_prefix(width);
    return failed_ ? 0 : number;
  }
  /// One of the characters, if it is next.
  bool Accept(std::string_view characters) {
    if (failed_ || rest_.empty() || characters.find(rest_.front()) == std::string_view::npos) return false;
    taken_ = rest_.front();
    rest_.remove_prefix(1);
    return true;
  }
  void Expect(std::string_view characters) { failed_ = !Accept(characters) || failed_; }
  void Fail() { failed_ = true; }
  char taken() const { return taken_; }
  std::size_t LeadingDigits() const {
    const std::size_t end = rest_.find_first_not_of("0123456789");
    return end == std::string_view::npos ? rest_.size() : end;
  }
  /// Everything fitted and nothing is left.
  bool Done() const { return !failed_ && rest_.empty(); }
  bool failed() const { return failed_; }

 private:
  std::string_view rest_;
  bool failed_ = false;
  char taken_ = '\0';
};

Interval WholePeriod(int year, int month, CalendarUnit unit, const Calendar& calendar) {
  return calendar.PeriodOf(calendar.StartOf(engine::DayFromDate(year, month, 1)), unit);
}

std::optional<Interval> ParseWeek(Reader& reader, int year, const Calendar& calendar) {
  const int week = reader.Digits(2);
  const std::optional<engine::Day> monday = reader.Done() ? engine::DayFromIsoWeek(year, week) : std::nullopt;
  if (!monday) return std::nullopt;
  return calendar.PeriodOf(calendar.StartOf(*monday), CalendarUnit::kWeek);
}

std::optional<Interval> ParseQuarter(Reader& reader, int year, const Calendar& calendar) {
  const int quarter = reader.Digits(1);
  if (!reader.Done() || quarter < 1 || quarter > 4) return std::nullopt;
  return WholePeriod(year, quarter * 3 - 2, CalendarUnit::kQuarter, calendar);
}

/// Minutes east of UTC, after `Z`, `+` or `-` was taken.
int ParseOffset(Reader& reader) {
  if (reader.taken() == 'Z' || reader.taken() == 'z') return 0;
  const int sign = reader.taken() == '-' ? -1 : 1;
  const int hours = reader.Digits(2);
  reader.Accept(":");
  return sign * (hours * 60 + reader.Digits(2));
}

int ParseMilliseconds(Reader& reader) {
  const std::size_t digits = reader.LeadingDigits();
  if (digits < 1 || digits > 3) {
    reader.Fail();
    return 0;
  }
  int milliseconds = reader.Digits(digits);
  for (std::size_t i = digits; i < 3; ++i) milliseconds *= 10;
  return milliseconds;
}

std::optional<Interval> ParseTime(Reader& reader, engine::Civil civil, const Calendar& calendar) {
  civil.hour = reader.Digits(2);
  reader.Expect(":");
  civil.minute = reader.Digits(2);
  if (reader.Accept(":")) {
    civil.second = reader.Digits(2);
    if (reader.Accept(".")) civil.millisecond = ParseMilliseconds(reader);
  }
  const bool zoned = reader.Accept("Zz+-");
  const int offset = zoned ? ParseOffset(reader) : 0;
  if (!reader.Done() || civil.hour > 23 || civil.minute > 59 || civil.second > 59) return std::nullopt;
  if (!zoned) {
    const Instant local = calendar.FromCivil(civil);
    return Interval{local, local + 1};
  }
  const Instant midnight = engine::DayFromDate(civil.year, civil.month, civil.day).days * engine::kMillisecondsPerDay;
  const std::int64_t minutes = civil.hour * 60 + civil.minute - offset;
  const Instant at = midnight + (minutes * 60 + civil.second) * engine::kMillisecondsPerSecond + civil.millisecond;
  return Interval{at, at + 1};
}

}  // namespace

std::optional<Interval> ParsePoint(std::string_view text, const Calendar& calendar) {
  Reader reader(text);
  const int year = reader.Digits(4);
  if (reader.failed() || year == 0) return std::nullopt;
  if (reader.Done()) return WholePeriod(year, 1, CalendarUnit::kYear, calendar);
  reader.Expect("-");
  if (reader.Accept("W")) return ParseWeek(reader, year, calendar);
  if (reader.Accept("Q")) return ParseQuarter(reader, year, calendar);
  const int month = reader.Digits(2);
  if (reader.failed() || month < 1 || month > 12) return std::nullopt;
  if (reader.Done()) return WholePeriod(year, month, CalendarUnit::kMonth, calendar);
  reader.Expect("-");
  const int day = reader.Digits(2);
  if (reader.failed() || !engine::ValidDate(year, month, day)) return std::nullopt;
  if (reader.Done())
    return calendar.PeriodOf(calendar.StartOf(engine::DayFromDate(year, month, day)), CalendarUnit::kDay);
  reader.Expect("T ");
  return ParseTime(reader, {.year = year, .month = month, .day = day}, calendar);
}

}  // namespace segue::adapters
