// Arithmetic of metrics; every expected value is worked by hand.
#include "engine/measure_value.h"

#include <catch2/catch_test_macros.hpp>
#include <limits>

#include "tests/engine/answer_rules.h"

namespace segue::engine {
namespace {

using Kind = Expression::Kind;

Expression Number(double number) {
  Expression expression;
  expression.number = number;
  return expression;
}

Expression Amount(double euro) {
  Expression expression;
  expression.kind = Kind::kMoney;
  expression.money = Euro(euro);
  return expression;
}

Expression Raw(std::int64_t ten_thousandths) {
  Expression expression = Amount(0);
  expression.money = Money{ten_thousandths};
  return expression;
}

/// Measures 0, 1: the counts 7 and 0; 2 and 3 have no value.
Cell MeasureCell(std::uint32_t measure) {
  if (measure == 2) return {std::int64_t{0}, NoValue::kNotRecorded};
  if (measure == 3) return {std::int64_t{0}, NoValue::kDivisionByZero};
  return {std::int64_t{measure == 0 ? 7 : 0}, NoValue::kNone};
}

std::string Value(const Expression& expression) {
  bool too_large = false;
  const Cell cell = EvaluateExpression(expression, MeasureCell, 0, too_large);
  return too_large ? "too large" : Text(cell);
}

TEST_CASE("why there is no value, and that one may still grow, is known of the result too", "[engine][measure]") {
  const auto measure = [](std::uint32_t which) {
    if (which == 0) return Cell{std::int64_t{7}, NoValue::kNone, true, 0};  // incomplete
    if (which == 1) return Cell{std::int64_t{0}, NoValue::kNoValues, false, 2};
    return Cell{std::int64_t{0}, which == 2 ? NoValue::kNotRecorded : NoValue::kNone};
  };
  bool too_large = false;
  const auto divided = [&](std::uint32_t a, std::uint32_t b) {
    return EvaluateExpression(Combine(Kind::kDivide, OfMeasure(a), OfMeasure(b)), measure, 0, too_large);
  };
  CHECK(divided(0, 0).incomplete);
  CHECK(EvaluateExpression(Combine(Kind::kDivide, Number(1), OfMeasure(0)), measure, 0, too_large).incomplete);
  CHECK_FALSE(divided(3, 1).incomplete);
  CHECK(divided(3, 1).without == 2);
  CHECK(divided(1, 3).missing == NoValue::kNoValues);
  CHECK(divided(0, 3).missing == NoValue::kDivisionByZero);
  CHECK(divided(1, 2).missing == NoValue::kNotRecorded);
}

TEST_CASE("counts stay integers except in a quotient", "[engine][measure]") {
  CHECK(Value(OfMeasure(0)) == "7");
  CHECK(Value(Combine(Kind::kAdd, OfMeasure(0), Number(3))) == "10");
  CHECK(Value(Combine(Kind::kSubtract, OfMeasure(1), OfMeasure(0))) == "-7");
  CHECK(Value(Combine(Kind::kMultiply, OfMeasure(0), OfMeasure(0))) == "49");
  CHECK(Value(Combine(Kind::kDivide, OfMeasure(0), Number(2))) == "3.500000");
  CHECK(Value(Combine(Kind::kDivide, OfMeasure(0), Number(7))) == "1.000000");
  CHECK(Value(Combine(Kind::kMultiply, OfMeasure(0), Number(0.5))) == "3.500000");
}

TEST_CASE("a count that outgrows 64 bits becomes a number", "[engine][measure]") {
  const Expression big = Number(9'000'000'000'000'000.0);
  CHECK(Value(Combine(Kind::kMultiply, big, Number(1000))) == "9000000000000000000");
  CHECK(Value(Combine(Kind::kMultiply, big, Number(10000))) == "90000000000000000000.000000");
}

TEST_CASE("money is exact to a ten-thousandth and rounded half-even there", "[engine][measure]") {
  CHECK(Value(Combine(Kind::kAdd, Amount(10.10), Amount(0.05))) == "10.1500 EUR");
  CHECK(Value(Combine(Kind::kMultiply, OfMeasure(0), Amount(1.25))) == "8.7500 EUR");
  CHECK(Value(Combine(Kind::kMultiply, Amount(10), Number(0.35))) == "3.5000 EUR");
  CHECK(Value(Combine(Kind::kDivide, Amount(10), Number(3))) == "3.3333 EUR");
  CHECK(Value(Combine(Kind::kDivide, Amount(20), Number(3))) == "6.6667 EUR");
  CHECK(Value(Combine(Kind::kDivide, Amount(10), Amount(4))) == "2.500000");
  // Halves go to the even neighbour: 1/2 → 0, 3/2 → 2, 5/2 → 2, −3/2 → −2.
  CHECK(Value(Combine(Kind::kDivide, Raw(1), Number(2))) == "0.0000 EUR");
  CHECK(Value(Combine(Kind::kDivide, Raw(3), Number(2))) == "0.0002 EUR");
  CHECK(Value(Combine(Kind::kDivide, Raw(5), Number(2))) == "0.0002 EUR");
  CHECK(Value(Combine(Kind::kDivide, Raw(-3), Number(2))) == "-0.0002 EUR");
  CHECK(Value(Combine(Kind::kDivide, Raw(3), Number(-2))) == "-0.0002 EUR");
  CHECK(Value(Combine(Kind::kMultiply, Raw(5), Number(0.5))) == "0.0002 EUR");
}

TEST_CASE("money stays exact at the size where doubles are not", "[engine][measure]") {
  bool too_large = false;
  const std::int64_t big = 9'007'199'254'740'993;  // 2^53 + 1
  const Cell cell = EvaluateExpression(Combine(Kind::kMultiply, Raw(big), Number(3)), MeasureCell, 0, too_large);
  CHECK(std::get<Money>(cell.value).ten_thousandths == 27'021'597'764'222'979);
  CHECK_FALSE(too_large);
}

TEST_CASE("an amount that does not fit is said to be too large", "[engine][measure]") {
  const std::int64_t largest = std::numeric_limits<std::int64_t>::max();
  CHECK(Value(Combine(Kind::kAdd, Raw(largest), Raw(1))) == "too large");
  CHECK(Value(Combine(Kind::kMultiply, Raw(largest), Number(2))) == "too large");
  CHECK(Value(Combine(Kind::kMultiply, Raw(largest), Number(1.5))) == "too large");
  CHECK(Value(Combine(Kind::kSubtract, Raw(largest), Raw(1))) != "too large");
}

TEST_CASE("a missing part makes the whole missing, 'not recorded' first", "[engine][measure]") {
  CHECK(Value(Combine(Kind::kDivide, OfMeasure(0), OfMeasure(1))) == "none");
  CHECK(Value(Combine(Kind::kDivide, Amount(1), Amount(0))) == "none");
  CHECK(Value(Combine(Kind::kDivide, Amount(1), OfMeasure(1))) == "none");
  CHECK(Value(Combine(Kind::kMultiply, OfMeasure(1), OfMeasure(3))) == "none");
  CHECK(Value(Combine(Kind::kAdd, OfMeasure(0), Combine(Kind::kDivide, OfMeasure(0), OfMeasure(1)))) == "none");
  CHECK(Value(Combine(Kind::kAdd, OfMeasure(3), OfMeasure(2))) == "unrecorded");
  CHECK(Value(Combine(Kind::kDivide, OfMeasure(2), OfMeasure(1))) == "unrecorded");
}

}  // namespace
}  // namespace segue::engine
