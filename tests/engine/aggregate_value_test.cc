// What an aggregate comes to, as `explain` shows it: sums exact, averages rounded once.
#include "engine/aggregate_value.h"

#include <catch2/catch_test_macros.hpp>

using namespace segue::engine;

namespace {

std::optional<std::int64_t> AverageOf(std::initializer_list<std::int64_t> amounts) {
  MoneySum<true> average;
  average.Open({});
  for (const std::int64_t amount : amounts) average.Enter({.code = CodeOfInteger(amount)});
  const auto result = average.Result(ValueType::kMoney);
  return result ? std::optional(std::get<Money>(*result).ten_thousandths) : std::nullopt;
}

}  // namespace

TEST_CASE("an average of money is rounded to the ten-thousandth, halves away from zero", "[engine]") {
  CHECK(AverageOf({10'000, 20'001}) == 15'001);          // 15,000.5
  CHECK(AverageOf({-10'000, -20'001}) == -15'001);       // −15,000.5
  CHECK(AverageOf({10'000, 10'000, 10'001}) == 10'000);  // 10,000.33
  CHECK(AverageOf({-1, 1}) == 0);
  CHECK(AverageOf({7}) == 7);
}

TEST_CASE("an average of nothing is no value, a sum of nothing is 0", "[engine]") {
  CHECK(AverageOf({}) == std::nullopt);
  MoneySum<false> sum;
  sum.Open({});
  CHECK(std::get<Money>(*sum.Result(ValueType::kMoney)).ten_thousandths == 0);
}

TEST_CASE("the largest and the smallest have the type of their property", "[engine]") {
  const auto largest = [](ValueCode a, ValueCode b, ValueType type) {
    Extreme extreme(true);
    extreme.Open({});
    extreme.Enter({.end = kForever, .code = a});
    extreme.Enter({.end = kForever, .code = b});
    return *extreme.Result(type);
  };
  CHECK(std::get<Money>(largest(CodeOfInteger(5), CodeOfInteger(-7), ValueType::kMoney)).ten_thousandths == 5);
  CHECK(std::get<Day>(largest(CodeOfInteger(19'000), CodeOfInteger(20'000), ValueType::kDate)).days == 20'000);
  CHECK(std::get<TimePoint>(largest(CodeOfInteger(1), CodeOfInteger(2), ValueType::kTime)).instant == 2);
  CHECK(std::get<double>(largest(CodeOfNumber(-1.5), CodeOfNumber(-2.5), ValueType::kNumber)) == -1.5);
  Extreme none(false);
  none.Open({});
  CHECK(!none.Result(ValueType::kMoney));
}
