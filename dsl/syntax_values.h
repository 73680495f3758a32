// Names, literals, and tests of a value. Part of dsl/syntax.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "dsl/box.h"
#include "dsl/source.h"

namespace segue::dsl {

// ---------------------------------------------------------------- names and literals

/// A word or a quoted name.
struct Name {
  std::string text;
  Span span;
  bool quoted = false;
};

struct ParamUse {
  Name name;
};
struct Text {
  std::string text;
};
/// `12`, `1_000`, `0.35`, `+5`: `digits` is the source text without `_`, for exact money.
struct Number {
  double value = 0;
  std::string digits;
};
/// `35%`: `value` is 0.35.
struct Percent {
  double value = 0;
};
struct Money {
  std::string digits;  // sign, digits, point; no `_`
  std::string currency;
};
enum class TimeUnit { kSecond, kMinute, kHour, kDay, kWeek, kMonth, kQuarter, kYear };
struct Duration {
  std::int64_t count = 0;
  TimeUnit unit = TimeUnit::kDay;
};
struct Date {
  int year = 0, month = 0, day = 0;
};
/// `offset_minutes` missing: local time of the program's zone; `Z` is 0.
struct InstantLiteral {
  Date date;
  int hour = 0, minute = 0, second = 0, millisecond = 0;
  std::optional<int> offset_minutes;
};
/// `2026`, `2026-Q1`, `2026-03`, `2026-W09`; number is the quarter, month or ISO week (0 for a year).
struct PeriodLiteral {
  int year = 0;
  TimeUnit unit = TimeUnit::kYear;
  int number = 0;
};
struct Boolean {
  bool value = false;
};

struct Literal {
  std::variant<ParamUse, Text, InstantLiteral, Date, PeriodLiteral, Money, Percent, Number, Boolean, Duration> value;
  Span span;
};

/// Right-hand side of a comparison: a literal, or a bare word (a choice value or a state).
struct Value {
  bool exactly = false;  // before a text: letter case counts
  std::variant<Literal, Name> value;
  Span span;
};
struct Values {
  std::vector<Value> values;
  Span span;
};

/// A literal, or a param that holds one.
struct DurationValue {
  std::variant<Duration, ParamUse> value;
  Span span;
};
struct PercentValue {
  std::variant<Percent, ParamUse> value;
  Span span;
};

enum class DayWord { kToday, kYesterday, kTomorrow };
/// `today`, `5 days ago`, `2 months ahead`: a calendar day relative to the moment judged.
struct RelativeDay {
  std::variant<DayWord, Duration> value;
  bool ahead = false;  // for Duration
};
/// `this month`, `last week`, `next year`; which is −1, 0 or +1.
struct CalendarWord {
  int which = 0;
  TimeUnit unit = TimeUnit::kMonth;
};
struct Point {
  std::variant<ParamUse, InstantLiteral, Date, PeriodLiteral, RelativeDay, CalendarWord> value;
  Span span;
};
struct Period {
  std::variant<ParamUse, Date, PeriodLiteral> value;
  Span span;
};

// ---------------------------------------------------------------- tests of a value

enum class Comparator { kEqual, kNotEqual, kLess, kLessOrEqual, kGreater, kGreaterOrEqual };

struct CompareTest {
  Comparator comparator = Comparator::kEqual;
  Value value;
};
struct SetTest {  // is [not] set / is [not] missing
  bool negated = false;
  bool missing = false;
};
struct IsDayTest {  // is [not] today, is 5 days ahead
  bool negated = false;
  RelativeDay day;
};
struct IsTest {  // is [not] value
  bool negated = false;
  Value value;
};
struct InLast {
  DurationValue length;
};
struct InNext {
  DurationValue length;
};
struct InTest {  // [not] in …
  bool negated = false;
  std::variant<Values, InLast, InNext, CalendarWord, Period> range;
};
struct BetweenTest {  // both included
  Literal low, high;
};
enum class TextOperator { kContains, kStartsWith, kEndsWith };
struct TextTest {
  TextOperator op = TextOperator::kContains;
  Value value;
};
struct MatchesTest {
  bool exactly = false;
  std::variant<Text, ParamUse> pattern;  // backslashes as written
  Span pattern_span;
};
enum class HasMode { kOne, kAny, kAll };
struct HasTest {
  HasMode mode = HasMode::kOne;
  Values values;
};
enum class Side { kSince, kBefore, kAfter };
struct SideTest {
  Side side = Side::kSince;
  Point point;
};
struct MoreThanTest {  // more than D ago / ahead
  DurationValue length;
  bool ahead = false;
};
struct Test {
  std::variant<CompareTest, SetTest, IsDayTest, IsTest, InTest, BetweenTest, TextTest, MatchesTest, HasTest, SideTest,
               MoreThanTest>
      test;
  Span span;
};

}  // namespace segue::dsl
