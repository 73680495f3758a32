// Tests of texts. A column's distinct texts are tested once each (engine/value_test.h), so this may be thorough.
//
// Letter case is ignored (Unicode case folding) unless the operand says `exactly`. Texts are NFC already.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/value.h"

namespace re2 {
class RE2;
}

namespace segue::engine {

/// What is wrong with an RE2 pattern, in RE2's words; empty when it is right. For the checker of rules.
std::optional<std::string> PatternError(std::string_view pattern);

class TextTest {
 public:
  /// `negated` is left to the caller. Operands that are no text never hold; a wrong pattern matches nothing.
  explicit TextTest(const ValueTest& test);
  ~TextTest();
  TextTest(TextTest&&) noexcept;

  /// `text` is not missing. kHasAny is read as kOneOf, for the items of a list.
  bool Holds(const std::string& text) const;
  std::size_t operands() const { return operands_.size(); }
  /// Whether `text` equals one operand (for kHasAll).
  bool EqualsOperand(const std::string& text, std::size_t operand) const;

 private:
  struct CompiledOperand {
    std::string text;  // folded unless `exactly`
    bool exactly = false;
    std::unique_ptr<re2::RE2> pattern;  // kMatches
  };
  static bool Compare(TestKind kind, std::string_view text, const CompiledOperand& operand);
  bool HoldsWith(const CompiledOperand& operand, const std::string& text, const std::string& folded) const;

  TestKind kind_;
  std::vector<CompiledOperand> operands_;
};

}  // namespace segue::engine
