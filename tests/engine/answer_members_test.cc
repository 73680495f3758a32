// Who is in: counts and lists at an instant, absences cut out.
#include <catch2/catch_test_macros.hpp>

#include "tests/engine/answer_rules.h"

namespace segue::engine {
namespace {

/// Ann and Bob buy; Cid never does. "Recent" is: bought in the last 30 days.
struct Shop {
  TimelineBuilder facts;
  EventKindId purchase = facts.Kind("purchase");

  Answers Build(NodeId& recent) {
    Rules rules(facts.schema());
    recent = rules.Did(purchase, {InLastWindow{Days(30)}});
    rules.program.longest = Days(30);
    return {rules.program, facts.Build()};
  }
};

TEST_CASE("members are counted at the instant, at both edges of a window", "[engine][answer]") {
  Shop shop;
  shop.facts.Event("ann", shop.purchase, "2026-01-10T12:00");
  shop.facts.Event("bob", shop.purchase, "2026-01-20T12:00");
  shop.facts.Born("cid", "2026-01-01");
  NodeId recent = 0;
  const Answers answers = shop.Build(recent);
  const auto count = [&](std::string_view as_of) {
    return CountMembers(answers.evaluator(), At(as_of), std::vector{recent})[0];
  };
  CHECK(count("2026-01-10T11:59:59.999") == 0);
  CHECK(count("2026-01-10T12:00") == 1);
  CHECK(count("2026-02-09T11:59:59.999") == 2);  // Ann until 9 February 12:00
  CHECK(count("2026-02-09T12:00") == 1);
  CHECK(count("2030-01-01") == 0);
}

TEST_CASE("contacts exist from birth on, without their absences", "[engine][answer]") {
  Shop shop;
  shop.facts.Event("ann", shop.purchase, "2026-01-10T12:00");
  shop.facts.Absence("ann", "2026-02-01", "2026-03-01");
  shop.facts.Contact("cid");  // no date at all: has always existed
  NodeId recent = 0;
  const Answers answers = shop.Build(recent);
  const auto count = [&](std::string_view as_of) { return CountContacts(answers.evaluator(), At(as_of)); };
  CHECK(count("1980-01-01") == 1);
  CHECK(count("2026-01-10T11:59:59.999") == 1);
  CHECK(count("2026-01-10T12:00") == 2);
  CHECK(count("2026-01-31T23:59:59.999") == 2);
  CHECK(count("2026-02-01") == 1);
  CHECK(count("2026-02-28T23:59:59.999") == 1);
  CHECK(count("2026-03-01") == 2);
}

TEST_CASE("several segments are counted in one run, in the order asked for", "[engine][answer]") {
  Shop shop;
  shop.facts.Event("ann", shop.purchase, "2026-01-10");
  shop.facts.Born("bob", "2026-01-01");
  Rules rules(shop.facts.schema());
  const NodeId ever = rules.Did(shop.purchase);
  const NodeId never = rules.Not(ever);
  const NodeId everyone = rules.Add(EveryoneNode{});
  const Answers answers(rules.program, shop.facts.Build());
  CHECK(CountMembers(answers.evaluator(), At("2026-01-15"), std::vector{everyone, never, ever, never}) ==
        std::vector<std::int64_t>{2, 1, 1, 1});
  CHECK(CountMembers(answers.evaluator(), At("2026-01-09"), std::vector{everyone, never, ever}) ==
        std::vector<std::int64_t>{1, 1, 0});
}

TEST_CASE("a list says since when and until when if nothing happens", "[engine][answer]") {
  Shop shop;
  shop.facts.Event("ann", shop.purchase, "2026-01-10T12:00");
  shop.facts.Event("ann", shop.purchase, "2026-01-25");  // without a break: since the first
  shop.facts.Event("ann", shop.purchase, "2026-02-20");  // not yet known at the as-of instant
  shop.facts.Event("bob", shop.purchase, "2025-06-01");
  shop.facts.Event("cid", shop.purchase, "2026-01-30");
  NodeId recent = 0;
  const Answers answers = shop.Build(recent);
  const auto members = ListMembers(answers.evaluator(), At("2026-02-01"), recent);
  REQUIRE(members.size() == 2);
  CHECK(members[0].contact == 0);
  CHECK(members[0].since == At("2026-01-10T12:00"));
  CHECK(members[0].until == At("2026-02-24"));
  CHECK(members[1].contact == 2);
  CHECK(members[1].until == At("2026-03-01"));
}

TEST_CASE("a list counts from the return of an absence and has no end without one", "[engine][answer]") {
  Shop shop;
  shop.facts.Event("ann", shop.purchase, "2026-01-10T12:00");
  shop.facts.Absence("ann", "2026-02-01", "2026-03-01");
  shop.facts.Event("bob", shop.purchase, "2026-01-10T12:00");
  shop.facts.Absence("bob", "2026-03-02");
  Rules rules(shop.facts.schema());
  const NodeId buyer = rules.Did(shop.purchase);
  const Answers answers(rules.program, shop.facts.Build());
  const auto members = ListMembers(answers.evaluator(), At("2026-03-05"), buyer);
  REQUIRE(members.size() == 1);
  CHECK(members[0].since == At("2026-03-01"));
  CHECK_FALSE(members[0].until.has_value());
}

TEST_CASE("an absence after the as-of instant has not happened yet", "[engine][answer]") {
  Shop shop;
  shop.facts.Event("ann", shop.purchase, "2026-01-10");
  shop.facts.Absence("ann", "2026-02-01", "2026-03-01");
  Rules rules(shop.facts.schema());
  const NodeId buyer = rules.Did(shop.purchase);
  const Answers answers(rules.program, shop.facts.Build());
  const auto members = ListMembers(answers.evaluator(), At("2026-01-20"), buyer);
  REQUIRE(members.size() == 1);
  CHECK_FALSE(members[0].until.has_value());
}

}  // namespace
}  // namespace segue::engine
