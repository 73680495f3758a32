// The arithmetic of formulas; see the header.
#include "adapters/import/arithmetic.h"

#include <vector>

#include "adapters/import/currency.h"
#include "adapters/import/text.h"

namespace segue::import {
namespace {

using Kind = FormulaStep::Kind;

std::optional<Exact> Apply(Kind kind, const Exact& left, const Exact& right) {
  if (kind == Kind::kAdd) return Add(left, right);
  return kind == Kind::kSubtract ? Subtract(left, right) : Multiply(left, right);
}

}  // namespace

std::optional<Exact> Compute(const Arithmetic& steps, std::span<const Exact> operands) {
  std::vector<Exact> stack;
  for (const FormulaStep& step : steps) {
    if (step.kind == Kind::kNumber) {
      stack.push_back(ToExact(step.number));
    } else if (step.kind == Kind::kOperand) {
      stack.push_back(operands[step.operand]);
    } else if (step.kind == Kind::kNegate) {
      stack.back().digits = -stack.back().digits;
    } else {
      const Exact right = stack.back();
      stack.pop_back();
      const std::optional<Exact> result = Apply(step.kind, stack.back(), right);
      if (!result) return std::nullopt;
      stack.back() = *result;
    }
  }
  return stack.back();
}

std::string ReadAmount(std::string_view cell, char decimal, const std::optional<std::string>& currency,
                       std::optional<Decimal>& amount) {
  const std::optional<MarkedAmount> split = currency ? SplitAmount(cell) : std::nullopt;
  amount = ParseDecimal(split ? split->amount : cell, decimal);
  if (!amount) {
    const bool other_fits = ParseDecimal(split ? split->amount : cell, decimal == '.' ? ',' : '.').has_value();
    return "expected a number, found \"" + Shown(cell) + "\"" +
           (other_fits
                ? std::string(" (is `decimal: \"") + (decimal == '.' ? ',' : '.') + "\"` missing in the mapping?)"
                : "");
  }
  if (!split) return {};
  if (!MarkFits(split->mark, *currency)) {
    return "\"" + Shown(cell) + "\" is not an amount in " + *currency + "; amounts are never converted";
  }
  if (split->minus_before_mark) amount->negative = !amount->negative;
  return {};
}

}  // namespace segue::import
