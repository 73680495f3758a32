// Points as exact numbers, and what a test asks of a score.
//
// A score always has a value, 0 where nothing counts, so `is set` is no question.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dsl/syntax.h"
#include "engine/program.h"
#include "rules/context.h"

namespace segue::rules {

/// The score lies in one of the ranges (not, when negated).
struct ScoreTest {
  std::vector<engine::PointRange> ranges;  // ascending, disjoint
  bool negated = false;
};

class ScoreReader {
 public:
  explicit ScoreReader(Context& context) : context_(context) {}

  /// `+5`, `at most 100`: at most a million points, exact to 1/10,000.
  std::optional<engine::Points> PointsOf(const dsl::ScoreItem& item);

  /// Empty when something was reported.
  std::optional<ScoreTest> Read(const dsl::Name& score, const dsl::Test& test);
  /// `was 20`, `in (10, 20)`.
  std::optional<ScoreTest> ReadOneOf(const dsl::Name& score, const dsl::Values& values);

 private:
  using Result = std::optional<ScoreTest>;

  Result Read(const dsl::Name& score, const dsl::CompareTest& test, dsl::Span span);
  Result Read(const dsl::Name& score, const dsl::IsTest& test, dsl::Span span);
  Result Read(const dsl::Name& score, const dsl::InTest& test, dsl::Span span);
  Result Read(const dsl::Name& score, const dsl::BetweenTest& test, dsl::Span span);
  Result Read(const dsl::Name& score, const auto& other, dsl::Span span);

  std::optional<engine::Points> BoundOf(const dsl::Name& score, const dsl::Value& value);
  std::optional<engine::Points> BoundOf(const dsl::Name& score, const dsl::Literal& literal);
  std::optional<engine::Points> Exact(const std::string& digits, dsl::Span span);
  std::nullopt_t WrongTest(const dsl::Name& score, dsl::Span span, const std::string& asks);

  Context& context_;
};

}  // namespace segue::rules
