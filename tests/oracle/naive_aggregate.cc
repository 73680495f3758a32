// See naive_aggregate.h.
#include "tests/oracle/naive_aggregate.h"

#include <algorithm>
#include <cmath>

#include "tests/oracle/value_check.h"

namespace segue::oracle {

using engine::AggregateKind;

namespace {

__extension__ using Wide = __int128;
constexpr int kFractionBits = 60;

/// "Sums of numbers are exact and rounded once": whole multiples of 2^-60; the conversion to double is to the nearest.
double SumOfNumbers(const std::vector<FactValue>& values) {
  Wide sum = 0;
  for (const FactValue& value : values)
    sum += static_cast<Wide>(std::ldexp(static_cast<long double>(std::get<double>(value)), kFractionBits));
  return std::ldexp(static_cast<double>(sum), -kFractionBits);
}

std::int64_t SumOfMoney(const std::vector<FactValue>& values) {
  std::int64_t sum = 0;
  for (const FactValue& value : values) sum += std::get<engine::Money>(value).ten_thousandths;
  return sum;
}

/// The average passes where the sum passes with every operand taken as often as there are values.
bool MoneyAveragePasses(const std::vector<FactValue>& values, engine::ValueTest test) {
  for (engine::Operand& operand : test.operands)
    operand.value = engine::Money{std::get<engine::Money>(operand.value).ten_thousandths *
                                  static_cast<std::int64_t>(values.size())};
  return Passes(engine::Money{SumOfMoney(values)}, test);
}

MaybeValue ExtremeOf(const std::vector<FactValue>& values, bool largest) {
  MaybeValue best;
  for (const FactValue& value : values)
    if (!best || (largest ? CompareValues(value, *best) > 0 : CompareValues(value, *best) < 0)) best = value;
  return best;
}

/// "a list counts item by item"
double DistinctOf(const std::vector<FactValue>& values) {
  std::vector<MaybeValue> seen;
  const auto see = [&](const FactValue& value) {
    const bool known =
        std::any_of(seen.begin(), seen.end(), [&](const MaybeValue& other) { return SameValue(value, other); });
    if (!known) seen.emplace_back(value);
  };
  for (const FactValue& value : values) {
    const auto* items = std::get_if<TextSet>(&value);
    if (items == nullptr)
      see(value);
    else
      for (const std::string& item : *items) see(item);
  }
  return static_cast<double>(seen.size());
}

}  // namespace

// "Without any value a sum and a distinct count are 0, and the others are missing"
bool AggregatePasses(AggregateKind kind, const std::vector<FactValue>& values, const engine::ValueTest& test) {
  const bool money = !test.operands.empty() && std::holds_alternative<engine::Money>(test.operands.front().value);
  switch (kind) {
    case AggregateKind::kSum:
      return money ? Passes(engine::Money{SumOfMoney(values)}, test) : Passes(SumOfNumbers(values), test);
    case AggregateKind::kAverage:
      if (values.empty()) return Passes(MaybeValue{}, test);
      if (money) return MoneyAveragePasses(values, test);
      return Passes(SumOfNumbers(values) / static_cast<double>(values.size()), test);
    case AggregateKind::kLargest:
    case AggregateKind::kSmallest:
      return Passes(ExtremeOf(values, kind == AggregateKind::kLargest), test);
    case AggregateKind::kDistinct:
      return Passes(DistinctOf(values), test);
  }
  return false;
}

}  // namespace segue::oracle
