// Rules of values, time and tests of a value. Included only by grammar.cc.
#pragma once

#include <string>
#include <utility>

#include "dsl/grammar_actions.h"

namespace segue::dsl::grammar {

// ---------------------------------------------------------------- words and quantities

/// A text in quotes and where it stands.
struct QuotedText {
  std::string text;
  Span span;
};

inline Lexeme<QuotedText> ReadQuoted(std::string_view text, std::size_t offset) {
  auto lexeme = ReadText(text, offset);
  return {lexeme.length, {std::move(lexeme.value), {}}, std::move(lexeme.problems)};
}
inline Lexeme<Text> ReadTextLiteral(std::string_view text, std::size_t offset) {
  auto lexeme = ReadText(text, offset);
  return {lexeme.length, {std::move(lexeme.value)}, std::move(lexeme.problems)};
}
inline Lexeme<Text> ReadPatternText(std::string_view text, std::size_t offset) {
  auto lexeme = ReadPattern(text, offset);
  return {lexeme.length, {std::move(lexeme.value)}, {}};
}
inline Lexeme<QuotedText> ReadDescription(std::string_view text, std::size_t offset) {
  auto lexeme = ReadDoc(text, offset);
  return {lexeme.length, {std::move(lexeme.value), {}}, {}};
}
inline Lexeme<QuotedText> ReadCurrencyCode(std::string_view text, std::size_t offset) {
  auto lexeme = ReadCurrency(text, offset);
  return {lexeme.length, {std::move(lexeme.value), {}}, {}};
}
const AnyName name;
const Terminal<QuotedText> quoted(ReadQuoted, "a text in quotes");
const Terminal<Text> text(ReadTextLiteral, "a text in quotes");
const Terminal<Text> pattern(ReadPatternText, "a pattern in quotes");
const Terminal<QuotedText> description(ReadDescription, "a description");
const Terminal<QuotedText> currency(ReadCurrencyCode, "a currency such as EUR");
const Terminal<std::int64_t> integer(ReadInteger, "a whole number");
const Terminal<Number> number(ReadNumber, "a number");
const Terminal<Number> signed_number(ReadSigned, "a number with its sign such as +5");
const Terminal<Percent> percent(ReadPercent, "a share such as 10%");
const Terminal<Money> money(ReadMoney, "an amount such as 50 EUR");
const Terminal<Duration> duration(ReadDuration, "a duration such as \"90 days\"");
const Terminal<Date> date(ReadDate, "a date such as 2026-03-01");
const Terminal<InstantLiteral> instant(ReadInstant, "an instant such as 2026-03-01T10:30");
const Terminal<PeriodLiteral> span(ReadSpan, "a period such as 2026-Q1");
const Terminal<PeriodLiteral> year(ReadYear, "a year");
const Terminal<int> rank(ReadRank, "a rank such as p90");
const auto boolean = OneOf(Means("true", Boolean{true}), Means("false", Boolean{false}));
const ComparatorSign comparator(false);
const ComparatorSign ordered_comparator(true);

// ---------------------------------------------------------------- literals

const x3::rule<class param_use_id, ParamUse> param_use = "param_use";
const auto param_use_def = Sign("{") > As("the name of a param", name)[Put{&ParamUse::name}] > Sign("}");

const x3::rule<class literal_id, Literal> literal = "literal";
const auto literal_def =
    Spanned(As("a value", param_use[Put{&Literal::value}] | text[Put{&Literal::value}] | instant[Put{&Literal::value}] |
                              date[Put{&Literal::value}] | span[Put{&Literal::value}] | money[Put{&Literal::value}] |
                              percent[Put{&Literal::value}] | signed_number[Put{&Literal::value}] |
                              number[Put{&Literal::value}] | boolean[Put{&Literal::value}]));

const x3::rule<class text_literal_id, Literal> text_literal = "text_literal";
const auto text_literal_def = Spanned(text[Put{&Literal::value}]);

const x3::rule<class number_literal_id, Literal> number_literal = "number_literal";
const auto number_literal_def = Spanned(param_use[Put{&Literal::value}] | money[Put{&Literal::value}] |
                                        percent[Put{&Literal::value}] | number[Put{&Literal::value}]);

const x3::rule<class value_id, Value> value = "value";
const auto value_def =
    Spanned(As("a value", (Word("exactly")[Mark(&Value::exactly)] > text_literal[Put{&Value::value}]) |
                              literal[Put{&Value::value}] | name[Put{&Value::value}]));

const x3::rule<class values_id, Values> values = "values";
const auto values_def =
    Spanned(Sign("(") > value[Add{&Values::values}] > *(Sign(",") > value[Add{&Values::values}]) > Sign(")"));

const x3::rule<class percent_value_id, PercentValue> percent_value = "percent_value";
const auto percent_value_def =
    Spanned(As("a share such as 10%", param_use[Put{&PercentValue::value}] | percent[Put{&PercentValue::value}]));

const x3::rule<class duration_value_id, DurationValue> duration_value = "duration_value";
const auto duration_value_def = Spanned(
    As("a duration such as \"90 days\"", param_use[Put{&DurationValue::value}] | duration[Put{&DurationValue::value}]));

BOOST_SPIRIT_DEFINE(param_use, literal, text_literal, number_literal, value, values, percent_value, duration_value)

// ---------------------------------------------------------------- days, calendar, points, periods

const auto ago_or_ahead = OneOf(Means("ago", false), Means("ahead", true));
const auto calendar_unit =
    OneOf(Means("day", TimeUnit::kDay), Means("week", TimeUnit::kWeek), Means("month", TimeUnit::kMonth),
          Means("quarter", TimeUnit::kQuarter), Means("year", TimeUnit::kYear));
const auto calendar_which = OneOf(Means("this", 0), Means("last", -1), Means("next", 1));

const x3::rule<class relative_day_id, RelativeDay> relative_day = "relative_day";
const auto relative_day_def = OneOf(Means("today", DayWord::kToday), Means("yesterday", DayWord::kYesterday),
                                    Means("tomorrow", DayWord::kTomorrow))[Put{&RelativeDay::value}] |
                              (duration[Put{&RelativeDay::value}] > ago_or_ahead[Put{&RelativeDay::ahead}]);

const x3::rule<class calendar_id, CalendarWord> calendar = "calendar";
const auto calendar_def = calendar_which[Put{&CalendarWord::which}] >>
                          As("a unit of the calendar such as \"month\"", calendar_unit)[Put{&CalendarWord::unit}];

const x3::rule<class point_id, Point> point = "point";
const auto point_def = Spanned(As("a day or time such as 2026-03-01",
                                  param_use[Put{&Point::value}] | instant[Put{&Point::value}] |
                                      date[Put{&Point::value}] | span[Put{&Point::value}] | year[Put{&Point::value}] |
                                      relative_day[Put{&Point::value}] | calendar[Put{&Point::value}]));

const x3::rule<class period_id, Period> period = "period";
const auto period_def =
    Spanned(As("a period such as 2026-Q1", param_use[Put{&Period::value}] | date[Put{&Period::value}] |
                                               span[Put{&Period::value}] | year[Put{&Period::value}]));

const x3::rule<class in_last_id, InLast> in_last = "in_last";
const auto in_last_def = Word("last") >> duration_value[Put{&InLast::length}];

const x3::rule<class in_next_id, InNext> in_next = "in_next";
const auto in_next_def = Word("next") >> duration_value[Put{&InNext::length}];

BOOST_SPIRIT_DEFINE(relative_day, calendar, point, period, in_last, in_next)

// ---------------------------------------------------------------- tests

const x3::rule<class compare_test_id, CompareTest> compare_test = "compare_test";
const auto compare_test_def = comparator[Put{&CompareTest::comparator}] > value[Put{&CompareTest::value}];

/// `is [not] …` before it is known whether a word, a day or a value follows.
struct IsParts {
  bool negated = false;
  std::variant<SetTest, RelativeDay, Value> what;
};
struct MakeIsTest {
  template <typename Context>
  void operator()(Context& context) const {
    IsParts& parts = x3::_attr(context);
    Test& test = x3::_val(context);
    if (auto* set = std::get_if<SetTest>(&parts.what)) test.test = SetTest{parts.negated, set->missing};
    if (auto* day = std::get_if<RelativeDay>(&parts.what)) test.test = IsDayTest{parts.negated, *day};
    if (auto* is = std::get_if<Value>(&parts.what)) test.test = IsTest{parts.negated, std::move(*is)};
  }
};
const auto set_or_missing = OneOf(Means("set", SetTest{false, false}), Means("missing", SetTest{false, true}));
const x3::rule<class is_parts_id, IsParts> is_parts = "is_parts";
const auto is_parts_def = Word("is") > -Word("not")[Mark(&IsParts::negated)] >
                          As("a value or \"set\"", set_or_missing[Put{&IsParts::what}] |
                                                       relative_day[Put{&IsParts::what}] | value[Put{&IsParts::what}]);

const x3::rule<class in_test_id, InTest> in_test = "in_test";
const auto in_test_def = ((Word("not")[Mark(&InTest::negated)] > Word("in")) | Word("in")) >
                         As("a list such as (\"FR\", \"BE\") or a time such as \"last 30 days\"",
                            values[Put{&InTest::range}] | in_last[Put{&InTest::range}] | in_next[Put{&InTest::range}] |
                                calendar[Put{&InTest::range}] | period[Put{&InTest::range}]);

const x3::rule<class between_test_id, BetweenTest> between_test = "between_test";
const auto between_test_def = Word("between") > literal[Put{&BetweenTest::low}] >
                              Word("and") > literal[Put{&BetweenTest::high}];

const x3::rule<class text_test_id, TextTest> text_test = "text_test";
const auto text_test_def =
    (Word("contains")[Set{&TextTest::op, TextOperator::kContains}] |
     (Word("starts") >> Word("with")[Set{&TextTest::op, TextOperator::kStartsWith}]) |
     (Word("ends") >> Word("with")[Set{&TextTest::op, TextOperator::kEndsWith}])) > value[Put{&TextTest::value}];

struct PatternValue {
  std::variant<Text, ParamUse> pattern;
  Span span;
};
struct PutPattern {
  template <typename Context>
  void operator()(Context& context) const {
    x3::_val(context).pattern = std::move(x3::_attr(context).pattern);
    x3::_val(context).pattern_span = x3::_attr(context).span;
  }
};
const x3::rule<class pattern_value_id, PatternValue> pattern_value = "pattern_value";
const auto pattern_value_def =
    Spanned(As("a pattern in quotes", pattern[Put{&PatternValue::pattern}] | param_use[Put{&PatternValue::pattern}]));
const x3::rule<class matches_test_id, MatchesTest> matches_test = "matches_test";
const auto matches_test_def = Word("matches") >
                              -Word("exactly")[Mark(&MatchesTest::exactly)] > pattern_value[PutPattern()];

struct PutOneValue {
  template <typename Context>
  void operator()(Context& context) const {
    Values& list = x3::_val(context).values;
    list.span = x3::_attr(context).span;
    list.values.push_back(std::move(x3::_attr(context)));
  }
};
const x3::rule<class has_test_id, HasTest> has_test = "has_test";
const auto has_test_def =
    Word("has") > ((Word("any")[Set{&HasTest::mode, HasMode::kAny}] > Word("of") > values[Put{&HasTest::values}]) |
                   (Word("all") >> Word("of")[Set{&HasTest::mode, HasMode::kAll}] > values[Put{&HasTest::values}]) |
                   value[PutOneValue()]);

const auto side = OneOf(Means("since", Side::kSince), Means("before", Side::kBefore), Means("after", Side::kAfter));
const x3::rule<class side_test_id, SideTest> side_test = "side_test";
const auto side_test_def = side[Put{&SideTest::side}] > point[Put{&SideTest::point}];

const x3::rule<class more_than_test_id, MoreThanTest> more_than_test = "more_than_test";
const auto more_than_test_def =
    Word("more") >> Word("than") > duration_value[Put{&MoreThanTest::length}] > ago_or_ahead[Put{&MoreThanTest::ahead}];

const x3::rule<class test_id, Test> test = "test";
const auto test_def =
    Spanned(As("a test such as \"= 5\" or \"is set\"",
               compare_test[Put{&Test::test}] | is_parts[MakeIsTest()] | in_test[Put{&Test::test}] |
                   between_test[Put{&Test::test}] | text_test[Put{&Test::test}] | matches_test[Put{&Test::test}] |
                   has_test[Put{&Test::test}] | side_test[Put{&Test::test}] | more_than_test[Put{&Test::test}]));

BOOST_SPIRIT_DEFINE(compare_test, is_parts, in_test, between_test, text_test, pattern_value, matches_test, has_test,
                    side_test, more_than_test, test)

}  // namespace segue::dsl::grammar
