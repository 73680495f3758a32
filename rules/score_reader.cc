// Points and tests of scores.
#include "rules/score_reader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "rules/codes.h"
#include "rules/decimal.h"

namespace segue::rules {
namespace {

using engine::PointRange;
using engine::Points;

constexpr Points kLeast = std::numeric_limits<Points>::min();
constexpr Points kMost = std::numeric_limits<Points>::max();
/// So that no sum over a contact's events leaves 64 bits.
constexpr Points kMostPoints = 1'000'000 * engine::kPointScale;

/// The digits that were written: the shortest that give this number back.
std::string DigitsOf(double number) {
  std::array<char, 400> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed).ptr;
  return {buffer.data(), end};
}

PointRange RangeOf(dsl::Comparator comparator, Points bound) {
  switch (comparator) {
    case dsl::Comparator::kLess:
      return {kLeast, bound - 1};
    case dsl::Comparator::kLessOrEqual:
      return {kLeast, bound};
    case dsl::Comparator::kGreater:
      return {bound + 1, kMost};
    case dsl::Comparator::kGreaterOrEqual:
      return {bound, kMost};
    default:
      return {bound, bound};
  }
}

/// Ascending and disjoint; equal values stand once.
std::vector<PointRange> RangesOf(std::vector<Points> values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  std::vector<PointRange> ranges;
  ranges.reserve(values.size());
  for (const Points value : values) ranges.push_back({value, value});
  return ranges;
}

}  // namespace

std::optional<Points> ScoreReader::PointsOf(const dsl::ScoreItem& item) {
  const auto points = Exact(DigitsOf(item.points), item.span);
  if (!points || (*points <= kMostPoints && *points >= -kMostPoints)) return points;
  context_.report.Error(code::kPointsInexact, item.span, "one line of a score gives or takes at most 1,000,000 points",
                        "use smaller points: only their proportions matter");
  return {};
}

std::optional<Points> ScoreReader::Exact(const std::string& digits, dsl::Span span) {
  const Decimal decimal = ReadDecimal(digits);
  if (decimal.fault == Decimal::Fault::kNone) return decimal.ten_thousandths;
  const bool decimals = decimal.fault == Decimal::Fault::kTooManyDecimals;
  context_.report.Error(code::kPointsInexact, span,
                        decimals ? "points are exact to 1/10,000; this number has more digits than that"
                                 : "this number is too large: at most 14 digits stand before the point");
  return {};
}

// ---------------------------------------------------------------- tests

std::optional<ScoreTest> ScoreReader::Read(const dsl::Name& score, const dsl::Test& test) {
  return std::visit([&](const auto& form) { return Read(score, form, test.span); }, test.test);
}

std::nullopt_t ScoreReader::WrongTest(const dsl::Name& score, dsl::Span span, const std::string& asks) {
  context_.report.Error(code::kWrongTest, span, Quote(score.text) + " is a score; " + asks,
                        "write for example `" + context_.report.Text(score.span) + " >= 20`");
  return std::nullopt;
}

ScoreReader::Result ScoreReader::Read(const dsl::Name& score, const dsl::CompareTest& test, dsl::Span) {
  const auto bound = BoundOf(score, test.value);
  if (!bound) return {};
  return ScoreTest{{RangeOf(test.comparator, *bound)}, test.comparator == dsl::Comparator::kNotEqual};
}

ScoreReader::Result ScoreReader::Read(const dsl::Name& score, const dsl::IsTest& test, dsl::Span) {
  const auto bound = BoundOf(score, test.value);
  if (!bound) return {};
  return ScoreTest{{{*bound, *bound}}, test.negated};
}

ScoreReader::Result ScoreReader::Read(const dsl::Name& score, const dsl::InTest& test, dsl::Span span) {
  const auto* values = std::get_if<dsl::Values>(&test.range);
  if (values == nullptr) return WrongTest(score, span, "it does not lie in a time");
  Result result = ReadOneOf(score, *values);
  if (result) result->negated = test.negated;
  return result;
}

ScoreReader::Result ScoreReader::Read(const dsl::Name& score, const dsl::BetweenTest& test, dsl::Span span) {
  const auto low = BoundOf(score, test.low);
  const auto high = BoundOf(score, test.high);
  if (!low || !high) return {};
  if (*high < *low) {
    context_.report.Warning(code::kNeverTrue, span, "this is never true: the first bound is above the second",
                            "write the lower bound first");
    return ScoreTest{};
  }
  return ScoreTest{{{*low, *high}}, false};
}

ScoreReader::Result ScoreReader::Read(const dsl::Name& score, const auto& other, dsl::Span span) {
  constexpr bool is_set = std::is_same_v<std::decay_t<decltype(other)>, dsl::SetTest>;
  return WrongTest(score, span, is_set ? "it always has a value, 0 where nothing counts" : "compare it with a number");
}

ScoreReader::Result ScoreReader::ReadOneOf(const dsl::Name& score, const dsl::Values& values) {
  std::vector<Points> bounds;
  for (const dsl::Value& value : values.values) {
    const auto bound = BoundOf(score, value);
    if (!bound) return {};
    bounds.push_back(*bound);
  }
  return ScoreTest{RangesOf(std::move(bounds)), false};
}

std::optional<Points> ScoreReader::BoundOf(const dsl::Name& score, const dsl::Value& value) {
  if (const auto* literal = std::get_if<dsl::Literal>(&value.value)) return BoundOf(score, *literal);
  return WrongTest(score, value.span, "compare it with a number");
}

std::optional<Points> ScoreReader::BoundOf(const dsl::Name& score, const dsl::Literal& written) {
  const dsl::Literal* literal = context_.parameters.Follow(written);
  if (literal == nullptr) return {};
  if (const auto* number = std::get_if<dsl::Number>(&literal->value)) return Exact(number->digits, written.span);
  return WrongTest(score, written.span, "compare it with a number");
}

}  // namespace segue::rules
