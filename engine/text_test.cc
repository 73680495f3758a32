// Text comparison on folded forms, and patterns through RE2 (linear time whatever the pattern).
#include "engine/text_test.h"

#include <re2/re2.h>

#include <algorithm>

#include "unicode/unicode.h"

namespace segue::engine {
namespace {

re2::RE2::Options PatternOptions(bool exactly) {
  re2::RE2::Options options;
  options.set_case_sensitive(exactly);
  options.set_log_errors(false);
  return options;
}

}  // namespace

std::optional<std::string> PatternError(std::string_view pattern) {
  const re2::RE2 compiled(re2::StringPiece(pattern.data(), pattern.size()), PatternOptions(true));
  if (compiled.ok()) return std::nullopt;
  return compiled.error();
}

TextTest::TextTest(const ValueTest& test) : kind_(test.kind) {
  for (const Operand& operand : test.operands) {
    const auto* text = std::get_if<std::string>(&operand.value);
    if (text == nullptr) continue;
    CompiledOperand compiled{operand.exactly ? *text : unicode::FoldCase(*text), operand.exactly, nullptr};
    if (kind_ == TestKind::kMatches) {
      compiled.pattern = std::make_unique<re2::RE2>(*text, PatternOptions(operand.exactly));
    }
    operands_.push_back(std::move(compiled));
  }
}

TextTest::~TextTest() = default;
TextTest::TextTest(TextTest&&) noexcept = default;

bool TextTest::Compare(TestKind kind, std::string_view text, const CompiledOperand& operand) {
  switch (kind) {
    case TestKind::kLess:
      return text < operand.text;
    case TestKind::kLessOrEqual:
      return text <= operand.text;
    case TestKind::kGreater:
      return text > operand.text;
    case TestKind::kGreaterOrEqual:
      return text >= operand.text;
    case TestKind::kContains:
      return text.find(operand.text) != text.npos;
    case TestKind::kStartsWith:
      return text.starts_with(operand.text);
    case TestKind::kEndsWith:
      return text.ends_with(operand.text);
    default:
      return text == operand.text;
  }
}

bool TextTest::HoldsWith(const CompiledOperand& operand, const std::string& text, const std::string& folded) const {
  if (kind_ == TestKind::kMatches) return operand.pattern->ok() && re2::RE2::PartialMatch(text, *operand.pattern);
  return Compare(kind_, operand.exactly ? text : folded, operand);
}

bool TextTest::Holds(const std::string& text) const {
  if (kind_ == TestKind::kIsSet) return true;
  const std::string folded = unicode::FoldCase(text);
  if (kind_ == TestKind::kBetween) {
    return operands_.size() == 2 &&
           Compare(TestKind::kGreaterOrEqual, operands_[0].exactly ? text : folded, operands_[0]) &&
           Compare(TestKind::kLessOrEqual, operands_[1].exactly ? text : folded, operands_[1]);
  }
  return std::any_of(operands_.begin(), operands_.end(),
                     [&](const CompiledOperand& operand) { return HoldsWith(operand, text, folded); });
}

bool TextTest::EqualsOperand(const std::string& text, std::size_t operand) const {
  const CompiledOperand& compiled = operands_[operand];
  return compiled.exactly ? text == compiled.text : unicode::FoldCase(text) == compiled.text;
}

}  // namespace segue::engine
