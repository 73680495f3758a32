// The right-hand side of a test: literals and words as values of the field's type, with errors in marketers' words.
#pragma once

#include <optional>
#include <string>

#include "dsl/syntax.h"
#include "engine/value.h"
#include "rules/context.h"

namespace segue::rules {

/// A field or property as messages speak of it.
struct Subject {
  const engine::FieldDeclaration& field;
  std::string name;  // `country`, or `amount of purchase`
};

/// A value as a range, both ends included: a day of a `time` field is its first to its last millisecond, a period of a
/// `date` field its first to its last day; anything else is the same value twice.
struct ValueRange {
  engine::Value first, last;
};

class ValueReader {
 public:
  explicit ValueReader(Context& context) : context_(context) {}

  /// For text, choices, list items, flags, numbers and amounts.
  std::optional<engine::Operand> OperandOf(const Subject& subject, const dsl::Value& value);
  /// For `=`, `<`, `between`, `since`: types with an order, and flags.
  std::optional<ValueRange> RangeOf(const Subject& subject, const dsl::Value& value);
  std::optional<ValueRange> RangeOf(const Subject& subject, const dsl::Literal& literal);

  /// Exact ten-thousandths; reports more digits than that and amounts that do not fit.
  std::optional<engine::Money> MoneyOf(const std::string& digits, dsl::Span span);

 private:
  std::optional<engine::Operand> TextOperand(const Subject& subject, const dsl::Value& value);
  std::optional<engine::Operand> ChoiceOperand(const Subject& subject, const std::string& text, dsl::Span span);
  std::optional<ValueRange> MoneyRange(const Subject& subject, const dsl::Literal& literal, dsl::Span span);
  std::optional<ValueRange> DateRange(const Subject& subject, const dsl::Literal& literal, dsl::Span span);
  std::optional<ValueRange> TimeRange(const Subject& subject, const dsl::Literal& literal, dsl::Span span);
  std::optional<ValueRange> RangeOfResolved(const Subject& subject, const dsl::Literal& literal, dsl::Span span);
  void ReportWrongValue(const Subject& subject, dsl::Span span, const std::string& hint = {});

  Context& context_;
};

/// `text`, `a number`, `money in EUR`, …
std::string TypeInWords(const engine::FieldDeclaration& field);

}  // namespace segue::rules
