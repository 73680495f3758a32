// Tests of one value against its type.
#include "rules/test_reader.h"

#include "engine/text_test.h"
#include "rules/codes.h"
#include "rules/time_reader.h"

namespace segue::rules {
namespace {

using engine::TestKind;
using engine::ValueTest;
using engine::ValueType;

bool IsTextual(ValueType type) { return type == ValueType::kText || type == ValueType::kChoice; }
bool IsDated(ValueType type) { return type == ValueType::kDate || type == ValueType::kTime; }

ValueTest TestOf(TestKind kind, engine::Value operand) { return {kind, false, {{std::move(operand), false}}}; }

ValueTest EqualTo(const ValueRange& range) {
  if (range.first == range.last) return TestOf(TestKind::kEqual, range.first);
  return {TestKind::kBetween, false, {{range.first, false}, {range.last, false}}};
}

/// A list's tests begin with `has`.
std::string ListHint(const Subject& subject) { return "write `" + subject.field.name + " has \"vip\"`"; }

/// What to do where a date is asked of something else.
std::string DateHint(const Subject& subject) {
  switch (subject.field.type) {
    case ValueType::kText:
    case ValueType::kChoice:
      return "if it holds dates, declare it as a date: `" + subject.field.name + " date`";
    case ValueType::kNumber:
    case ValueType::kMoney:
      return "compare it with `<`, `>=` or `between`";
    case ValueType::kList:
      return ListHint(subject);
    default:
      return "write `is true` or `is false`";
  }
}

/// A point as a literal, unless it moves with the day it is.
struct LiteralOfPoint {
  std::optional<dsl::Literal> operator()(const dsl::RelativeDay&) { return {}; }
  std::optional<dsl::Literal> operator()(const dsl::CalendarWord&) { return {}; }
  std::optional<dsl::Literal> operator()(const auto& value) { return dsl::Literal{value, {}}; }
};

}  // namespace

std::optional<FieldTest> TestReader::Read(const Subject& subject, const dsl::Test& test) {
  return std::visit([&](const auto& form) { return Read(subject, form, test.span); }, test.test);
}

TestReader::ValueResult TestReader::WrongTest(const Subject& subject, dsl::Span span, const std::string& asks,
                                              const std::string& hint) {
  context_.report.Error(code::kWrongTest, span, subject.name + " is " + TypeInWords(subject.field) + "; " + asks, hint);
  return {};
}

template <typename... Asked>
TestReader::Result TestReader::ReadDate(const Subject& subject, dsl::Span span, const Asked&... asked) {
  if (!NeedsDate(subject, span, "only a date or time is compared with the day it is")) return {};
  const auto when = dates_.Read(asked...);
  return when ? Result(DateTest{*when, false}) : Result();
}

// ---------------------------------------------------------------- comparisons

TestReader::Result TestReader::Read(const Subject& subject, const dsl::CompareTest& test, dsl::Span span) {
  const bool negated = test.comparator == dsl::Comparator::kNotEqual;
  if (negated || test.comparator == dsl::Comparator::kEqual) {
    return Read(subject, dsl::IsTest{negated, test.value}, span);
  }
  const ValueType type = subject.field.type;
  if (type == ValueType::kNumber || type == ValueType::kMoney || IsDated(type)) {
    return ReadOrdered(subject, test.comparator, test.value);
  }
  return WrongTest(subject, span, "it has no order, so it cannot be less or more than something",
                   type == ValueType::kList ? ListHint(subject) : "write `=`, `is not` or `in (…)`");
}

TestReader::ValueResult TestReader::ReadOrdered(const Subject& subject, dsl::Comparator comparator,
                                                const dsl::Value& value) {
  const auto range = values_.RangeOf(subject, value);
  if (!range) return {};
  switch (comparator) {
    case dsl::Comparator::kLess:
      return TestOf(TestKind::kLess, range->first);
    case dsl::Comparator::kLessOrEqual:
      return TestOf(TestKind::kLessOrEqual, range->last);
    case dsl::Comparator::kGreater:
      return TestOf(TestKind::kGreater, range->last);
    default:
      return TestOf(TestKind::kGreaterOrEqual, range->first);
  }
}

TestReader::Result TestReader::Read(const Subject& subject, const dsl::IsTest& test, dsl::Span) {
  ValueResult result = ReadIs(subject, test.value);
  if (result) result->negated = test.negated;
  return result;
}

TestReader::ValueResult TestReader::ReadIs(const Subject& subject, const dsl::Value& value) {
  if (subject.field.type == ValueType::kList) {
    return WrongTest(subject, value.span, "ask what it has", ListHint(subject));
  }
  if (IsDated(subject.field.type)) {
    const auto range = values_.RangeOf(subject, value);
    return range ? ValueResult(EqualTo(*range)) : ValueResult();
  }
  const auto operand = values_.OperandOf(subject, value);
  if (!operand) return {};
  const auto* text = std::get_if<std::string>(&operand->value);
  if (text != nullptr && text->empty()) {
    context_.report.Warning(code::kNeverTrue, value.span, "this is never true: empty text counts as missing",
                            "write `" + subject.field.name + " is missing`");
  }
  return ValueTest{TestKind::kEqual, false, {*operand}};
}

TestReader::Result TestReader::Read(const Subject& subject, const dsl::BetweenTest& test, dsl::Span span) {
  const ValueType type = subject.field.type;
  if (type != ValueType::kNumber && type != ValueType::kMoney && !IsDated(type)) {
    return WrongTest(subject, span, "it has no order, so nothing is between", "write `in (…)`");
  }
  const auto low = values_.RangeOf(subject, test.low);
  const auto high = values_.RangeOf(subject, test.high);
  if (!low || !high) return {};
  return Between(*low, *high, span);
}

TestReader::ValueResult TestReader::Between(const ValueRange& low, const ValueRange& high, dsl::Span span) {
  if (high.last < low.first) {
    context_.report.Warning(code::kNeverTrue, span, "this is never true: the first bound is above the second",
                            "write the lower bound first");
  }
  return ValueTest{TestKind::kBetween, false, {{low.first, false}, {high.last, false}}};
}

// ---------------------------------------------------------------- is set, in

TestReader::Result TestReader::Read(const Subject&, const dsl::SetTest& test, dsl::Span) {
  return ValueTest{TestKind::kIsSet, test.negated != test.missing, {}};
}

TestReader::ValueResult TestReader::ReadOneOf(const Subject& subject, const dsl::Values& values) {
  if (subject.field.type == ValueType::kList) {
    return WrongTest(subject, values.span, "ask what it has", "write `" + subject.field.name + " has any of (…)`");
  }
  if (IsDated(subject.field.type) && !values.values.empty()) return ReadOneOfDates(subject, values);
  ValueTest test{TestKind::kOneOf, false, {}};
  bool whole = true;
  for (const dsl::Value& value : values.values) {
    const auto operand = values_.OperandOf(subject, value);
    whole = whole && operand.has_value();
    if (operand) test.operands.push_back(*operand);
  }
  if (values.values.empty()) {
    context_.report.Warning(code::kNeverTrue, values.span, "this is never true: no value is listed");
  }
  return whole ? ValueResult(std::move(test)) : ValueResult();
}

TestReader::ValueResult TestReader::ReadOneOfDates(const Subject& subject, const dsl::Values& values) {
  ValueTest test{TestKind::kBetween, false, {}};
  bool whole = true;
  for (const dsl::Value& value : values.values) {
    const auto range = values_.RangeOf(subject, value);
    whole = whole && range.has_value();
    if (range) test.operands.insert(test.operands.end(), {{range->first, false}, {range->last, false}});
  }
  return whole ? ValueResult(std::move(test)) : ValueResult();
}

TestReader::Result TestReader::Read(const Subject& subject, const dsl::InTest& test, dsl::Span span) {
  struct Range {
    TestReader& reader;
    const Subject& subject;
    dsl::Span span;
    Result operator()(const dsl::Values& values) { return reader.ReadOneOf(subject, values); }
    Result operator()(const dsl::Period& period) { return reader.ReadPeriod(subject, period); }
    Result operator()(const dsl::InLast& last) { return reader.ReadDate(subject, span, last); }
    Result operator()(const dsl::InNext& next) { return reader.ReadDate(subject, span, next); }
    Result operator()(const dsl::CalendarWord& word) { return reader.ReadDate(subject, span, word); }
  };
  Result result = std::visit(Range{*this, subject, span}, test.range);
  if (result) std::visit([&](auto& read) { read.negated = test.negated; }, *result);
  return result;
}

TestReader::ValueResult TestReader::ReadPeriod(const Subject& subject, const dsl::Period& period) {
  if (!NeedsDate(subject, period.span, "only a date or time lies in a period")) return {};
  dsl::Literal literal;
  literal.span = period.span;
  std::visit([&](const auto& value) { literal.value = value; }, period.value);
  const auto range = values_.RangeOf(subject, literal);
  return range ? ValueResult(EqualTo(*range)) : ValueResult();
}

// ---------------------------------------------------------------- text and lists

TestReader::Result TestReader::Read(const Subject& subject, const dsl::TextTest& test, dsl::Span span) {
  static constexpr TestKind kinds[] = {TestKind::kContains, TestKind::kStartsWith, TestKind::kEndsWith};
  const ValueType type = subject.field.type;
  const bool list = type == ValueType::kList && test.op == dsl::TextOperator::kContains;
  if (!IsTextual(type) && !list) {
    return WrongTest(subject, span, "only text contains, starts with or ends with something",
                     type == ValueType::kList ? ListHint(subject) : "");
  }
  // A part of a choice's value need not be one of its values.
  engine::FieldDeclaration as_text = subject.field;
  as_text.type = ValueType::kText;
  const auto operand = values_.OperandOf({as_text, subject.name}, test.value);
  if (!operand) return {};
  return ValueTest{kinds[static_cast<int>(test.op)], false, {*operand}};
}

std::optional<std::string> TestReader::PatternOf(const dsl::MatchesTest& test) {
  if (const auto* text = std::get_if<dsl::Text>(&test.pattern)) return text->text;
  const auto& use = std::get<dsl::ParamUse>(test.pattern);
  const dsl::Literal* literal = context_.parameters.Find(use);
  if (literal == nullptr) return {};
  if (const auto* text = std::get_if<dsl::Text>(&literal->value)) return text->text;
  context_.report.Error(
      code::kParamUnfit, test.pattern_span,
      "a pattern is expected here, and param " + Quote(use.name.text) + " is " + context_.report.Text(literal->span));
  return {};
}

TestReader::Result TestReader::Read(const Subject& subject, const dsl::MatchesTest& test, dsl::Span span) {
  if (!IsTextual(subject.field.type)) return WrongTest(subject, span, "only text matches a pattern");
  const auto pattern = PatternOf(test);
  if (!pattern) return {};
  if (const auto mistake = engine::PatternError(*pattern)) {
    context_.report.Error(code::kBadPattern, test.pattern_span, "this pattern cannot be read: " + *mistake,
                          "patterns are RE2 regular expressions; write \\ before a sign that is meant as it is");
    return {};
  }
  return ValueTest{TestKind::kMatches, false, {{*pattern, test.exactly}}};
}

TestReader::Result TestReader::Read(const Subject& subject, const dsl::HasTest& test, dsl::Span span) {
  if (subject.field.type != ValueType::kList) {
    return WrongTest(subject, span, "only a list has something", "write `=` or `in (…)`");
  }
  ValueTest result{test.mode == dsl::HasMode::kAll ? TestKind::kHasAll : TestKind::kHasAny, false, {}};
  bool whole = true;
  for (const dsl::Value& value : test.values.values) {
    const auto operand = values_.OperandOf(subject, value);
    whole = whole && operand.has_value();
    if (operand) result.operands.push_back(*operand);
  }
  return whole ? Result(std::move(result)) : Result();
}

// ---------------------------------------------------------------- dates

bool TestReader::NeedsDate(const Subject& subject, dsl::Span span, const char* words) {
  if (IsDated(subject.field.type)) return true;
  WrongTest(subject, span, words, DateHint(subject));
  return false;
}

TestReader::Result TestReader::Read(const Subject& subject, const dsl::IsDayTest& test, dsl::Span span) {
  Result result = ReadDate(subject, span, test.day, span);
  if (result) std::get<DateTest>(*result).negated = test.negated;
  return result;
}

TestReader::Result TestReader::Read(const Subject& subject, const dsl::MoreThanTest& test, dsl::Span span) {
  return ReadDate(subject, span, test);
}

TestReader::Result TestReader::Read(const Subject& subject, const dsl::SideTest& test, dsl::Span span) {
  if (!NeedsDate(subject, span, "only a date or time is since, before or after something")) return {};
  static constexpr dsl::Comparator comparators[] = {dsl::Comparator::kGreaterOrEqual, dsl::Comparator::kLess,
                                                    dsl::Comparator::kGreater};
  auto literal = std::visit(LiteralOfPoint{}, test.point.value);
  if (!literal) return ReadDate(subject, span, test);
  literal->span = test.point.span;
  const dsl::Value value{false, *literal, test.point.span};
  return ReadOrdered(subject, comparators[static_cast<int>(test.side)], value);
}

}  // namespace segue::rules
