// Tests of one value (`>= 18`, `in ("FR", "BE")`, `since 2026-01-01`) against its type.
#pragma once

#include <optional>
#include <variant>

#include "dsl/syntax.h"
#include "engine/value.h"
#include "rules/date_test_reader.h"
#include "rules/value_reader.h"

namespace segue::rules {

/// A value compared with fixed ones, or a date or time as seen from the moment.
using FieldTest = std::variant<engine::ValueTest, DateTest>;

class TestReader {
 public:
  explicit TestReader(Context& context) : context_(context), values_(context), dates_(context) {}

  /// Empty when something was reported. Warns about tests that can never be true.
  std::optional<FieldTest> Read(const Subject& subject, const dsl::Test& test);
  /// `was "FR"`, `is "FR"`.
  std::optional<engine::ValueTest> ReadIs(const Subject& subject, const dsl::Value& value);
  /// `in ("FR", "BE")`.
  std::optional<engine::ValueTest> ReadOneOf(const Subject& subject, const dsl::Values& values);

 private:
  using Result = std::optional<FieldTest>;
  using ValueResult = std::optional<engine::ValueTest>;

  Result Read(const Subject& subject, const dsl::CompareTest& test, dsl::Span span);
  Result Read(const Subject& subject, const dsl::SetTest& test, dsl::Span span);
  Result Read(const Subject& subject, const dsl::IsDayTest& test, dsl::Span span);
  Result Read(const Subject& subject, const dsl::IsTest& test, dsl::Span span);
  Result Read(const Subject& subject, const dsl::InTest& test, dsl::Span span);
  Result Read(const Subject& subject, const dsl::BetweenTest& test, dsl::Span span);
  Result Read(const Subject& subject, const dsl::TextTest& test, dsl::Span span);
  Result Read(const Subject& subject, const dsl::MatchesTest& test, dsl::Span span);
  Result Read(const Subject& subject, const dsl::HasTest& test, dsl::Span span);
  Result Read(const Subject& subject, const dsl::SideTest& test, dsl::Span span);
  Result Read(const Subject& subject, const dsl::MoreThanTest& test, dsl::Span span);

  ValueResult ReadOrdered(const Subject& subject, dsl::Comparator comparator, const dsl::Value& value);
  /// Days and periods, each a range.
  ValueResult ReadOneOfDates(const Subject& subject, const dsl::Values& values);
  ValueResult ReadPeriod(const Subject& subject, const dsl::Period& period);
  ValueResult Between(const ValueRange& low, const ValueRange& high, dsl::Span span);
  /// An error and nothing, unless the type is a date or a time.
  bool NeedsDate(const Subject& subject, dsl::Span span, const char* words);
  /// The clause as a test, when the subject is a date or a time.
  template <typename... Asked>
  Result ReadDate(const Subject& subject, dsl::Span span, const Asked&... asked);
  ValueResult WrongTest(const Subject& subject, dsl::Span span, const std::string& asks, const std::string& hint = {});
  std::optional<std::string> PatternOf(const dsl::MatchesTest& test);

  Context& context_;
  ValueReader values_;
  DateTestReader dates_;
};

}  // namespace segue::rules
