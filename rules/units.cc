// What arithmetic makes of counts, numbers and money.
#include "rules/units.h"

namespace segue::rules {
namespace {

using engine::Unit;

bool IsMoney(const MeasuredUnit& unit) { return unit.unit == Unit::kMoney; }

std::string InWords(const MeasuredUnit& unit) {
  switch (unit.unit) {
    case Unit::kCount:
      return "a count";
    case Unit::kNumber:
      return "a number";
    case Unit::kMoney:
      return "money in " + unit.currency;
  }
  return "a value";
}

UnitMistake CurrenciesMet(const MeasuredUnit& left, const MeasuredUnit& right) {
  return {true, "amounts in " + left.currency + " and " + right.currency + " cannot be combined",
          "amounts are never converted; keep each currency in a metric of its own"};
}

}  // namespace

std::variant<MeasuredUnit, UnitMistake> CombineUnits(const MeasuredUnit& left, char operation,
                                                     const MeasuredUnit& right) {
  const bool both = IsMoney(left) && IsMoney(right);
  if (both && operation != '*' && left.currency != right.currency) return CurrenciesMet(left, right);
  if (operation == '+' || operation == '-') {
    if (both) return left;
    if (IsMoney(left) || IsMoney(right)) {
      return UnitMistake{
          false, InWords(left) + " and " + InWords(right) + " cannot be " + (operation == '+' ? "added" : "subtracted"),
          "add counts to counts and money to money"};
    }
    const bool counts = left.unit == Unit::kCount && right.unit == Unit::kCount;
    return MeasuredUnit{counts ? Unit::kCount : Unit::kNumber, {}};
  }
  if (operation == '*') {
    if (both) return UnitMistake{false, "money cannot be multiplied by money", "multiply it by a number or a count"};
    return IsMoney(left) ? left : IsMoney(right) ? right : MeasuredUnit{Unit::kNumber, {}};
  }
  if (both || !IsMoney(right))
    return both ? MeasuredUnit{Unit::kNumber, {}} : IsMoney(left) ? left : MeasuredUnit{Unit::kNumber, {}};
  return UnitMistake{
      false, InWords(left) + " cannot be divided by money",
      "divide the money by the " + (left.unit == Unit::kCount ? std::string("count") : std::string("number"))};
}

}  // namespace segue::rules
