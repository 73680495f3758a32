// Literals and words as values of a type.
#include "rules/value_reader.h"

#include <algorithm>
#include <cmath>

#include "rules/codes.h"
#include "rules/decimal.h"
#include "rules/time_reader.h"
#include "unicode/unicode.h"

namespace segue::rules {
namespace {

using engine::ValueType;

std::string ExampleOf(const engine::FieldDeclaration& field) {
  switch (field.type) {
    case ValueType::kText:
      return "a text such as \"FR\"";
    case ValueType::kNumber:
      return "a number such as 18";
    case ValueType::kMoney:
      return "an amount such as 49.90 " + (field.currency.empty() ? "EUR" : field.currency);
    case ValueType::kFlag:
      return "true or false";
    case ValueType::kDate:
      return "a date such as 2026-03-01";
    case ValueType::kTime:
      return "a date or time such as 2026-03-01T10:30";
    case ValueType::kList:
      return "a text such as \"vip\"";
    case ValueType::kChoice:
      return "one of its values: " + Enumerate(field.choices, " or ");
  }
  return "a value";
}

std::vector<std::string_view> Views(const std::vector<std::string>& texts) { return {texts.begin(), texts.end()}; }

/// A text literal or a bare word.
std::optional<std::string> WordOf(const dsl::Value& value, const dsl::Literal* literal) {
  if (const auto* name = std::get_if<dsl::Name>(&value.value)) return name->text;
  const auto* text = literal == nullptr ? nullptr : std::get_if<dsl::Text>(&literal->value);
  return text == nullptr ? std::nullopt : std::optional(text->text);
}

/// `trial_end = today`: the day it is has its own tests.
std::string DayHint(const Subject& subject, const std::string& word) {
  const bool dated = subject.field.type == ValueType::kDate || subject.field.type == ValueType::kTime;
  if (!dated || (word != "today" && word != "yesterday" && word != "tomorrow")) return {};
  return "write `" + subject.field.name + " is " + word + "`, or `since`, `before` or `after " + word + "`";
}

}  // namespace

std::string TypeInWords(const engine::FieldDeclaration& field) {
  switch (field.type) {
    case ValueType::kText:
      return "text";
    case ValueType::kNumber:
      return "a number";
    case ValueType::kMoney:
      return field.currency.empty() ? "money" : "money in " + field.currency;
    case ValueType::kFlag:
      return "a flag (true or false)";
    case ValueType::kDate:
      return "a date";
    case ValueType::kTime:
      return "a time";
    case ValueType::kList:
      return "a list";
    case ValueType::kChoice:
      return "a choice";
  }
  return "a value";
}

void ValueReader::ReportWrongValue(const Subject& subject, dsl::Span span, const std::string& hint) {
  context_.report.Error(
      code::kWrongValue, span,
      subject.name + " is " + TypeInWords(subject.field) + "; compare it with " + ExampleOf(subject.field), hint);
}

std::optional<engine::Operand> ValueReader::OperandOf(const Subject& subject, const dsl::Value& value) {
  const ValueType type = subject.field.type;
  if (type == ValueType::kText || type == ValueType::kList || type == ValueType::kChoice) {
    return TextOperand(subject, value);
  }
  auto range = RangeOf(subject, value);
  return range ? std::optional(engine::Operand{std::move(range->first), false}) : std::nullopt;
}

std::optional<engine::Operand> ValueReader::TextOperand(const Subject& subject, const dsl::Value& value) {
  const auto* literal = std::get_if<dsl::Literal>(&value.value);
  if (literal != nullptr && (literal = context_.parameters.Follow(*literal)) == nullptr) return {};
  const std::optional<std::string> word = WordOf(value, literal);
  if (!word) {
    ReportWrongValue(subject, value.span);
    return {};
  }
  if (subject.field.type == ValueType::kChoice) return ChoiceOperand(subject, *word, value.span);
  if (std::holds_alternative<dsl::Name>(value.value)) {
    ReportWrongValue(subject, value.span, "put it in quotes: " + Quote(*word));
    return {};
  }
  return engine::Operand{*word, value.exactly};
}

std::optional<engine::Operand> ValueReader::ChoiceOperand(const Subject& subject, const std::string& text,
                                                          dsl::Span span) {
  const auto& choices = subject.field.choices;
  if (std::find(choices.begin(), choices.end(), text) != choices.end()) return engine::Operand{text, false};
  std::string hint = context_.suggestions.DidYouMean(text, Views(choices));
  if (hint.empty()) hint = "its values are " + Enumerate(choices);
  context_.report.Error(code::kUnknownChoice, span, Quote(text) + " is not a value of " + subject.name, hint);
  return {};
}

std::optional<ValueRange> ValueReader::RangeOf(const Subject& subject, const dsl::Value& value) {
  if (const auto* literal = std::get_if<dsl::Literal>(&value.value)) return RangeOf(subject, *literal);
  ReportWrongValue(subject, value.span, DayHint(subject, std::get<dsl::Name>(value.value).text));
  return {};
}

std::optional<ValueRange> ValueReader::RangeOf(const Subject& subject, const dsl::Literal& written) {
  const dsl::Literal* literal = context_.parameters.Follow(written);
  if (literal == nullptr) return {};
  return RangeOfResolved(subject, *literal, written.span);
}

std::optional<ValueRange> ValueReader::RangeOfResolved(const Subject& subject, const dsl::Literal& literal,
                                                       dsl::Span span) {
  const auto exactly = [](const engine::Value& value) { return ValueRange{value, value}; };
  switch (subject.field.type) {
    case ValueType::kNumber:
      if (const auto* number = std::get_if<dsl::Number>(&literal.value)) return exactly(number->value);
      if (const auto* share = std::get_if<dsl::Percent>(&literal.value)) return exactly(share->value);
      break;
    case ValueType::kFlag:
      if (const auto* flag = std::get_if<dsl::Boolean>(&literal.value)) return exactly(flag->value);
      break;
    case ValueType::kMoney:
      return MoneyRange(subject, literal, span);
    case ValueType::kDate:
      return DateRange(subject, literal, span);
    case ValueType::kTime:
      return TimeRange(subject, literal, span);
    default:
      break;
  }
  ReportWrongValue(subject, span);
  return {};
}

std::optional<ValueRange> ValueReader::MoneyRange(const Subject& subject, const dsl::Literal& literal, dsl::Span span) {
  const auto* money = std::get_if<dsl::Money>(&literal.value);
  const auto* number = std::get_if<dsl::Number>(&literal.value);
  if (money == nullptr && number == nullptr) {
    ReportWrongValue(subject, span);
    return {};
  }
  if (money != nullptr && money->currency != subject.field.currency && !subject.field.currency.empty()) {
    context_.report.Error(
        code::kOtherCurrency, span,
        subject.name + " is money in " + subject.field.currency + ", and this amount is in " + money->currency,
        "amounts are never converted; compare with an amount in " + subject.field.currency);
    return {};
  }
  const auto amount = MoneyOf(money != nullptr ? money->digits : number->digits, span);
  if (!amount) return {};
  return ValueRange{*amount, *amount};
}

std::optional<ValueRange> ValueReader::DateRange(const Subject& subject, const dsl::Literal& literal, dsl::Span span) {
  if (const auto* date = std::get_if<dsl::Date>(&literal.value)) {
    const engine::Day day = TimeReader::DayOf(*date);
    return ValueRange{day, day};
  }
  if (const auto* period = std::get_if<dsl::PeriodLiteral>(&literal.value)) {
    const auto [first, last] = TimeReader(context_).DaysOf(*period);
    return ValueRange{first, last};
  }
  if (const auto year = TimeReader::YearOf(literal)) {
    const auto [first, last] = TimeReader(context_).DaysOf(*year);
    return ValueRange{first, last};
  }
  ReportWrongValue(subject, span);
  return {};
}

std::optional<ValueRange> ValueReader::TimeRange(const Subject& subject, const dsl::Literal& literal, dsl::Span span) {
  TimeReader time(context_);
  engine::Interval range;
  if (const auto* date = std::get_if<dsl::Date>(&literal.value)) {
    range = time.IntervalOf(*date);
  } else if (const auto* period = std::get_if<dsl::PeriodLiteral>(&literal.value)) {
    range = time.IntervalOf(*period);
  } else if (const auto year = TimeReader::YearOf(literal)) {
    range = time.IntervalOf(*year);
  } else if (const auto* written = std::get_if<dsl::InstantLiteral>(&literal.value)) {
    range.start = time.InstantOf(*written);
    range.end = range.start + 1;
  } else {
    ReportWrongValue(subject, span);
    return {};
  }
  return ValueRange{engine::TimePoint{range.start}, engine::TimePoint{range.end - 1}};
}

std::optional<engine::Money> ValueReader::MoneyOf(const std::string& digits, dsl::Span span) {
  const Decimal amount = ReadDecimal(digits);
  if (amount.fault == Decimal::Fault::kNone) return engine::Money{amount.ten_thousandths};
  context_.report.Error(code::kMoneyInexact, span,
                        amount.fault == Decimal::Fault::kTooManyDecimals
                            ? "money is exact to 1/10,000 of its unit; this amount has more digits than that"
                            : "this amount is too large: at most 14 digits stand before the point");
  return {};
}

}  // namespace segue::rules
