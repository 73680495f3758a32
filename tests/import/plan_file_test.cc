// plans/*.yaml: what is read, and what is wrong with it.
#include "adapters/project/plan_file.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <fstream>
#include <sstream>
#include <string>

namespace segue::project {
namespace {

using Catch::Matchers::ContainsSubstring;

const std::string kHead =
    "plan: Klaviyo\nsource: made up\ncurrency: USD\ncycle: 30 days\ncounts: {profiles: active, emails: sends}\n";

std::string Problem(const std::string& yaml) {
  const adapters::Result<rules::PlanData> plan = ReadPlan("plans/p.yaml", yaml);
  return plan.ok() ? "no problem" : plan.error().problem;
}

rules::PlanData Read(const std::string& path) {
  std::ifstream input(std::string(SEGUE_SOURCE_DIR) + path, std::ios::binary);
  std::ostringstream text;
  text << input.rdbuf();
  adapters::Result<rules::PlanData> plan = ReadPlan(path, text.str());
  if (!plan) FAIL(plan.error().problem);
  return *plan;
}

TEST_CASE("the plan that comes as an example", "[plans]") {
  const rules::PlanData plan = Read("/examples/plans/klaviyo.yaml");
  CHECK(plan.name == "Klaviyo");
  CHECK(plan.currency == "USD");
  CHECK(plan.cycle == engine::Length{30 * engine::kMillisecondsPerDay, 0});
  REQUIRE(plan.counters.size() == 2);
  CHECK(plan.counters[0].metric == "active_profiles");
  REQUIRE(plan.counters[0].billed);
  CHECK(plan.counters[0].billed->property == "profiles");
  CHECK_FALSE(plan.counters[1].billed);
  REQUIRE(plan.changes);
  CHECK(plan.changes->event == "plan_changed");
  REQUIRE(plan.versions.size() == 1);
  CHECK(plan.versions[0].from.days == 19'723);  // 2024-01-01: 54 years of 365 days, and 13 leap days
  const auto& tiers = plan.versions[0].tiers;
  REQUIRE(tiers.size() == 7);
  CHECK(tiers[0].name == "free");
  CHECK(tiers[2].name == "1_000");
  CHECK(tiers[2].allowances == std::vector<std::optional<std::int64_t>>{1'000, 10'000});
  CHECK(tiers[2].price.ten_thousandths == 300'000);
  for (const auto& tier : tiers) {
    if (tier.name != "free") CHECK(*tier.allowances[1] == 10 * *tier.allowances[0]);
  }
  CHECK(Read("/examples/plans/klaviyo-sms.yaml").versions[0].tiers.size() == 2);
}

TEST_CASE("amounts and limits as written", "[plans]") {
  const auto plan =
      ReadPlan("p", kHead +
                        "versions:\n  - from: 2024-02-29\n    tiers:\n"
                        "      - {profiles: 010, emails: 5, price: 19.99}\n      - {profiles: 20, price: 20.5}\n");
  if (!plan) FAIL(plan.error().problem);
  CHECK(plan->versions[0].tiers[0].allowances[0] == 10);  // not 8
  CHECK_FALSE(plan->versions[0].tiers[1].allowances[1]);  // as many as one likes
  CHECK(plan->versions[0].tiers[0].price.ten_thousandths == 199'900);
  CHECK(plan->versions[0].tiers[1].price.ten_thousandths == 205'000);
}

TEST_CASE("what is wrong with a plan is said with its place", "[plans]") {
  const std::string one = "versions:\n  - from: 2024-01-01\n    tiers: [{profiles: 5, emails: 5, price: 1}]\n";
  CHECK(Problem(kHead + one) == "no problem");
  CHECK_THAT(Problem("plan: K\n"), ContainsSubstring("plans/p.yaml:1:1: the plan lacks `source`"));
  CHECK_THAT(Problem(kHead + one + "plann: x\n"), ContainsSubstring("plans/p.yaml:9:1: unknown key \"plann\""));
  CHECK_THAT(Problem(kHead + "plan: x\n" + one), ContainsSubstring(":6:1: the key \"plan\" stands twice"));
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string text = kHead + one;
    return Problem(text.replace(text.find(from), from.size(), to));
  };
  CHECK_THAT(with("30 days", "30 dayz"), ContainsSubstring(":4:8: `cycle` of the plan: expected a length"));
  CHECK_THAT(with("30 days", "0 days"), ContainsSubstring("expected a length"));
  CHECK_THAT(with("USD", "USDollar"), ContainsSubstring("expected a currency such as EUR"));
  CHECK_THAT(with("2024-01-01", "2024-02-30"), ContainsSubstring(":7:11: `from` of a version: expected a day"));
  CHECK_THAT(with("price: 1", "price: 1.23456"), ContainsSubstring("expected an amount such as 20 or 19.99"));
  CHECK_THAT(with("price: 1", "prize: 1"),
             ContainsSubstring("unknown key \"prize\" in a tier; did you mean \"price\"?"));
  CHECK_THAT(with("profiles: 5", "profiles: few"), ContainsSubstring("expected a whole number"));
  CHECK_THAT(with("{profiles: active", "{price: active"), ContainsSubstring("an allowance cannot be called `price`"));
  CHECK_THAT(Problem(kHead + "versions: []\n"), ContainsSubstring("expected a list of versions"));
  CHECK_THAT(Problem(kHead + one + "  - {from: 2023-01-01, tiers: [{price: 1}]}\n"),
             ContainsSubstring("is not later than the one before"));
  CHECK_THAT(Problem(kHead + "billed: {stamps: billed.profiles, emails: bill}\n" + one),
             ContainsSubstring("`counts` has no \"stamps\"") && ContainsSubstring("found \"bill\""));
  CHECK_THAT(with("[{profiles: 5, emails: 5, price: 1}]",
                  "[{profiles: 5, emails: 5, price: 1}, {profiles: 4, emails: 6, price: 2}]"),
             ContainsSubstring("allows or costs less than \"5\""));
  CHECK_THAT(with("[{profiles: 5, emails: 5, price: 1}]",
                  "[{profiles: 5, emails: 5, price: 1}, {profiles: 5, emails: 6, price: 2}]"),
             ContainsSubstring("two tiers \"5\""));
}

}  // namespace
}  // namespace segue::project
