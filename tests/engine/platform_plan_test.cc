// Which tier holds, by hand: from instant 100 on 2 profiles and 3 e-mails for 0, 4 and 10 for 20, 10 and any number for
// 30; from 200 on the second costs 25.
#include "engine/platform_plan.h"

#include <catch2/catch_test_macros.hpp>

#include "engine/measure_value.h"
#include "tests/engine/answer_rules.h"

namespace segue::engine {
namespace {

std::shared_ptr<const PlatformPlan> Sample() {
  auto plan = std::make_shared<PlatformPlan>();
  plan->allowances = {"profiles", "emails"};
  plan->tier_names = {"free", "4", "10"};
  PlanVersion first{100, {{0, {2, 3}, Money{0}}, {1, {4, 10}, Money{200'000}}, {2, {10, {}}, Money{300'000}}}};
  PlanVersion second = first;
  second.from = 200;
  second.tiers[1].price = Money{250'000};
  plan->versions = {first, second};
  return plan;
}

/// Measure 0: profiles used; 1: e-mails used; 2: the tier told. -1 is no value.
std::string Answer(std::vector<int> values, Instant at, std::optional<std::uint32_t> allowance) {
  Expression asked;
  asked.kind = Expression::Kind::kPlan;
  asked.plan = {Sample(), allowance};
  for (std::uint32_t i = 0; i < values.size(); ++i) asked.parts.push_back(OfMeasure(i));
  const auto measure = [&](std::uint32_t which) {
    return values[which] < 0 ? Cell{std::int64_t{0}, NoValue::kNotRecorded} : Cell{std::int64_t{values[which]}};
  };
  bool too_large = false;
  return Text(EvaluateExpression(asked, measure, at, too_large));
}

const std::string kNone = Text(Cell{std::int64_t{0}, NoValue::kNoValues});

TEST_CASE("the smallest tier that holds everything", "[engine][plans]") {
  CHECK(Answer({2, 3}, 100, {}) == "0.0000 EUR");
  CHECK(Answer({3, 3}, 100, {}) == "20.0000 EUR");
  CHECK(Answer({2, 4}, 100, {}) == "20.0000 EUR");
  CHECK(Answer({2, 11}, 100, {}) == "30.0000 EUR");
  CHECK(Answer({2, 4}, 100, 0) == "4");
  CHECK(Answer({2, 11}, 100, 1) == kNone);   // without limit
  CHECK(Answer({11, 0}, 100, {}) == kNone);  // beyond the largest
}

TEST_CASE("what is not known does not count; nothing known has no tier", "[engine][plans]") {
  CHECK(Answer({3, -1}, 100, {}) == "20.0000 EUR");
  CHECK(Answer({-1, 3}, 100, {}) == "0.0000 EUR");
  CHECK(Answer({-1, -1}, 100, {}) == kNone);
}

TEST_CASE("versions hold from their instant on", "[engine][plans]") {
  CHECK(Answer({3, 3}, 99, {}) == kNone);
  CHECK(Answer({3, 3}, 199, {}) == "20.0000 EUR");
  CHECK(Answer({3, 3}, 200, {}) == "25.0000 EUR");
}

TEST_CASE("the tier that is told goes before what is used", "[engine][plans]") {
  CHECK(Answer({3, 3, 2}, 100, {}) == "30.0000 EUR");
  CHECK(Answer({3, 3, 0}, 100, {}) == "0.0000 EUR");
  CHECK(Answer({3, 3, -1}, 100, {}) == "20.0000 EUR");
  CHECK(Answer({3, 3, 3}, 100, {}) == kNone);  // a name that the plan does not have
}

TEST_CASE("either takes the first that has a value", "[engine][plans]") {
  const auto measure = [](std::uint32_t which) {
    return which == 0 ? Cell{std::int64_t{0}, NoValue::kNoValues} : which == 1 ? Cell{7.0} : Cell{std::int64_t{9}};
  };
  bool too_large = false;
  const auto either = [&](std::uint32_t a, std::uint32_t b) {
    return Text(
        EvaluateExpression(Combine(Expression::Kind::kEither, OfMeasure(a), OfMeasure(b)), measure, 0, too_large));
  };
  CHECK(either(0, 2) == "9");
  CHECK(either(1, 2) == "7");
  CHECK(either(0, 0) == kNone);
}

}  // namespace
}  // namespace segue::engine
