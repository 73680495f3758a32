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
