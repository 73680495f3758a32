// Tests of a value: comparisons, lists, dates. A negated test is also true where the value is missing, and says so.
#include <cstdio>

#include "adapters/wording/reader.h"

namespace segue::wording {
namespace {

/// How a value compares: as a number, a date, or a text.
enum class Sort { kNumber, kDate, kText };

Sort SortOf(const dsl::Literal& literal) {
  return std::visit(Overloaded{
                        [](const dsl::Number&) { return Sort::kNumber; },
                        [](const dsl::Money&) { return Sort::kNumber; },
                        [](const dsl::Percent&) { return Sort::kNumber; },
                        [](const dsl::Duration&) { return Sort::kNumber; },
                        [](const dsl::Date&) { return Sort::kDate; },
                        [](const dsl::InstantLiteral&) { return Sort::kDate; },
                        [](const dsl::PeriodLiteral&) { return Sort::kDate; },
                        [](const auto&) { return Sort::kText; },
                    },
                    literal.value);
}

Say ComparisonOf(dsl::Comparator comparator, bool date) {
  switch (comparator) {
    case dsl::Comparator::kLess:
      return date ? Say::kBefore : Say::kLess;
    case dsl::Comparator::kLessOrEqual:
      return date ? Say::kNoLater : Say::kAtMost;
    case dsl::Comparator::kGreater:
      return date ? Say::kAfter : Say::kMore;
    default:
      return date ? Say::kNoEarlier : Say::kAtLeast;
  }
}

/// 0.35 → "35", without the noise of binary fractions.
std::string PercentDigits(double share) {
  char digits[32];
  const int size = std::snprintf(digits, sizeof digits, "%.10g", share * 100);
  return {digits, static_cast<std::size_t>(size)};
}

Say SayOf(dsl::TextOperator op) {
  switch (op) {
    case dsl::TextOperator::kContains:
      return Say::kContains;
    case dsl::TextOperator::kStartsWith:
      return Say::kStartsWith;
    case dsl::TextOperator::kEndsWith:
      break;
  }
  return Say::kEndsWith;
}

}  // namespace

const dsl::Literal& Reader::Resolve(const dsl::Literal& literal) const {
  const auto* use = std::get_if<dsl::ParamUse>(&literal.value);
  const dsl::Literal* value = use == nullptr ? nullptr : glossary_.ValueOf(use->name.text);
  return value == nullptr ? literal : *value;
}

dsl::Duration Reader::Resolve(const dsl::DurationValue& length) const {
  if (const auto* literal = std::get_if<dsl::Duration>(&length.value)) return *literal;
  const dsl::Literal* value = glossary_.ValueOf(std::get<dsl::ParamUse>(length.value).name.text);
  const auto* duration = value == nullptr ? nullptr : std::get_if<dsl::Duration>(&value->value);
  return duration == nullptr ? dsl::Duration{} : *duration;  // the checker refuses any other param
}

std::string Reader::Text(const dsl::Literal& literal) const {
  return std::visit(
      Overloaded{
          [](const dsl::ParamUse& use) { return "{" + use.name.text + "}"; },
          [&](const dsl::Text& text) { return language_.Quoted(text.text); },
          [&](const dsl::InstantLiteral& instant) { return language_.Instant(instant); },
          [&](const dsl::Date& date) { return language_.Day(date); },
          [&](const dsl::PeriodLiteral& period) { return language_.Period(period); },
          [&](const dsl::Money& money) { return language_.Number(money.digits) + "\u00A0" + money.currency; },
          [&](const dsl::Percent& percent) { return language_.Percent(PercentDigits(percent.value)); },
          [&](const dsl::Number& number) { return language_.Number(number.digits); },
          [&](const dsl::Boolean& boolean) { return language_.YesOrNo(boolean.value); },
          [&](const dsl::Duration& duration) { return language_.Length(duration); },
      },
      Resolve(literal).value);
}

std::string Reader::Text(const dsl::Value& value) const {
  if (const auto* word = std::get_if<dsl::Name>(&value.value)) return word->text;
  const dsl::Literal& literal = Resolve(std::get<dsl::Literal>(value.value));
  const auto* text = std::get_if<dsl::Text>(&literal.value);
  return value.exactly && text != nullptr ? language_.Exactly(text->text) : Text(literal);
}

std::string Reader::Text(const dsl::Values& values, Join join) const {
  std::vector<std::string> items;
  for (const dsl::Value& value : values.values) items.push_back(Text(value));
  return language_.Join(items, join);
}

std::string Reader::Text(const dsl::PercentValue& share) const {
  if (const auto* percent = std::get_if<dsl::Percent>(&share.value))
    return language_.Percent(PercentDigits(percent->value));
  return Text(dsl::Literal{std::get<dsl::ParamUse>(share.value), share.span});
}

std::string Reader::Text(const dsl::Point& point) const {
  return std::visit(Overloaded{
                        [&](const dsl::RelativeDay& day) { return language_.RelativeDay(day); },
                        [&](const dsl::CalendarWord& calendar) { return language_.Calendar(calendar); },
                        [&](const auto& literal) {
                          return Text(dsl::Literal{literal, point.span});
                        },
                    },
                    point.value);
}

std::string Reader::InPeriod(const dsl::Period& period) const {
  const dsl::Literal literal = std::visit(
      [&](const auto& value) {
        return Resolve(dsl::Literal{value, period.span});
      },
      period.value);
  if (const auto* span = std::get_if<dsl::PeriodLiteral>(&literal.value)) return language_.InPeriod(*span);
  if (const auto* date = std::get_if<dsl::Date>(&literal.value)) return language_.OnDay(*date);
  return Text(literal);
}

std::string Reader::ReadComparison(dsl::Comparator comparator, const dsl::Value& value, const Subject& subject,
                                   bool negated) const {
  const auto* literal = std::get_if<dsl::Literal>(&value.value);
  const Sort sort = literal == nullptr ? Sort::kText : SortOf(Resolve(*literal));
  const std::vector<std::string> parts{subject.text, Text(value), subject.or_missing};
  if (comparator == dsl::Comparator::kEqual || comparator == dsl::Comparator::kNotEqual) {
    const bool opposite = comparator == dsl::Comparator::kNotEqual;
    return Say(sort == Sort::kNumber ? Say::kEquals : Say::kIs, parts, negated != opposite);
  }
  return Say(ComparisonOf(comparator, sort == Sort::kDate), parts, negated);
}

/// One form of test after the other.
struct TestReader {
  const Reader& reader;
  const Subject& subject;
  bool negated;

  std::string Say(wording::Say say, const std::string& value, bool opposite = false) const {
    return reader.Say(say, {subject.text, value, subject.or_missing}, negated != opposite);
  }
  std::string operator()(const dsl::CompareTest& test) const {
    return reader.ReadComparison(test.comparator, test.value, subject, negated);
  }
  std::string operator()(const dsl::IsTest& test) const {
    const auto comparator = test.negated ? dsl::Comparator::kNotEqual : dsl::Comparator::kEqual;
    return reader.ReadComparison(comparator, test.value, subject, negated);
  }
  std::string operator()(const dsl::SetTest& test) const { return Say(Say::kSet, "", test.negated != test.missing); }
  std::string operator()(const dsl::IsDayTest& test) const {
    return Say(Say::kIsDay, reader.language().RelativeDay(test.day), test.negated);
  }
  std::string operator()(const dsl::InTest& test) const {
    if (const auto* values = std::get_if<dsl::Values>(&test.range)) return OneOf(*values, test.negated);
    const dsl::When when = std::visit(Overloaded{
                                          [](const dsl::Values&) { return dsl::When{}; },
                                          [](const dsl::InNext&) { return dsl::When{}; },
                                          [](const auto& range) {
                                            return dsl::When{range, {}};
                                          },
                                      },
                                      test.range);
    const auto* next = std::get_if<dsl::InNext>(&test.range);
    const std::string falls =
        next != nullptr ? reader.language().InNext(reader.Resolve(next->length)) : reader.When(when);
    return Say(Say::kFalls, falls, test.negated);
  }
  std::string OneOf(const dsl::Values& values, bool opposite) const {
    if (values.values.size() == 1) return (*this)(dsl::IsTest{opposite, values.values.front()});
    return Say(Say::kOneOf, reader.Text(values, negated != opposite ? Join::kNor : Join::kOr), opposite);
  }
  std::string operator()(const dsl::BetweenTest& test) const {
    return reader.Say(Say::kBetween, {subject.text, reader.Text(test.low), reader.Text(test.high), subject.or_missing},
                      negated);
  }
  std::string operator()(const dsl::TextTest& test) const { return Say(SayOf(test.op), reader.Text(test.value)); }
  std::string operator()(const dsl::MatchesTest& test) const {
    const auto* text = std::get_if<dsl::Text>(&test.pattern);
    if (text != nullptr) {
      return Say(Say::kMatches,
                 test.exactly ? reader.language().Exactly(text->text) : reader.language().Quoted(text->text));
    }
    return Say(Say::kMatches, reader.Text(dsl::Literal{std::get<dsl::ParamUse>(test.pattern), test.pattern_span}));
  }
  std::string operator()(const dsl::HasTest& test) const {
    const bool any = test.mode == dsl::HasMode::kAny;
    const std::string values = reader.Text(test.values, Join::kAnd);
    return Say(test.mode == dsl::HasMode::kOne ? Say::kHas : any ? Say::kHasAny : Say::kHasAll, values);
  }
  std::string operator()(const dsl::SideTest& test) const {
    return Say(Say::kFalls, reader.language().Side(test.side, reader.Text(test.point)));
  }
  std::string operator()(const dsl::MoreThanTest& test) const {
    const dsl::Duration length = reader.Resolve(test.length);
    return Say(Say::kFalls,
               test.ahead ? reader.language().MoreThanAhead(length) : reader.language().MoreThanBack(length));
  }
};

std::string Reader::Read(const dsl::Test& test, const Subject& subject, bool negated) const {
  return std::visit(TestReader{*this, subject, negated}, test.test);
}

std::string Reader::ReadAnniversary(const dsl::AnniversaryCondition& anniversary, bool negated) const {
  const std::string subject = Say(Say::kAnniversaryOf, {anniversary.field.text});
  const std::string or_missing = Say(Say::kOrMissing, {});
  if (const auto* day = std::get_if<dsl::RelativeDay>(&anniversary.when))
    return Say(Say::kIsDay, {subject, language_.RelativeDay(*day), or_missing}, negated);
  const std::string falls =
      std::visit(Overloaded{
                     [](const dsl::RelativeDay&) { return std::string(); },
                     [&](const dsl::InLast& last) { return language_.InLast(Resolve(last.length)); },
                     [&](const dsl::InNext& next) { return language_.InNext(Resolve(next.length)); },
                     [&](const dsl::CalendarWord& calendar) { return language_.InCalendar(calendar); },
                 },
                 anniversary.when);
  return Say(Say::kFalls, {subject, falls, or_missing}, negated);
}

}  // namespace segue::wording
