// The waterfall of a clean-up, its grace, freshness and limit, at every boundary.
#include <catch2/catch_test_macros.hpp>

#include "tests/engine/answer_rules.h"

namespace segue::engine {
namespace {

/// `label n` per step, then what is left.
Lines Waterfall(const PrunePlan& plan) {
  Lines lines{"in " + std::to_string(plan.in_segment) + " of " + std::to_string(plan.contacts)};
  for (const PruneStep& step : plan.kept) lines.push_back(step.label + " " + std::to_string(step.contacts));
  std::string left = "left";
  for (const std::uint32_t contact : plan.to_prune) left += " " + std::to_string(contact);
  lines.push_back(left);
  return lines;
}

PrunePlan Plan(const Answers& answers, std::string_view as_of, const Prune& prune) {
  return PlanPrune(answers.evaluator(), At(as_of), prune);
}

TEST_CASE("a contact is counted at the first keep that holds it", "[engine][prune]") {
  TimelineBuilder facts;
  const auto vip = facts.Field("vip", ValueType::kText);
  const auto client = facts.Field("client", ValueType::kText);
  for (const char* key : {"a", "b", "c", "d", "e"}) facts.Born(key, "2026-01-01");
  for (const char* key : {"a", "b"}) facts.Change(key, vip, "", "yes");
  for (const char* key : {"b", "c"}) facts.Change(key, client, "", "yes");
  Rules rules(facts.schema());
  Prune prune;
  prune.node = rules.Add(EveryoneNode{});
  prune.keeps = {{rules.FieldIs(vip, "yes"), "vip"}, {rules.FieldIs(client, "yes"), "client"}};
  const Answers answers(rules.program, facts.Build());
  CHECK(Waterfall(Plan(answers, "2026-02-01", prune)) == Lines{"in 5 of 5", "vip 2", "client 1", "left 3 4"});
  std::swap(prune.keeps[0], prune.keeps[1]);
  CHECK(Waterfall(Plan(answers, "2026-02-01", prune)) == Lines{"in 5 of 5", "client 2", "vip 1", "left 3 4"});
}

TEST_CASE("grace runs from the entry and starts anew at a return", "[engine][prune]") {
  TimelineBuilder facts;
  facts.Born("ann", "2026-01-01T10:00");
  facts.Born("bob", "2026-01-01T10:00");
  facts.Absence("bob", "2026-01-05", "2026-01-20T10:00");
  Rules rules(facts.schema());
  Prune prune;
  prune.node = rules.Add(EveryoneNode{});
  prune.grace = Days(30);
  const Answers answers(rules.program, facts.Build());
  CHECK(Waterfall(Plan(answers, "2026-01-31T09:59:59.999", prune)) == Lines{"in 2 of 2", "in grace 2", "left"});
  CHECK(Waterfall(Plan(answers, "2026-01-31T10:00", prune)) == Lines{"in 2 of 2", "in grace 1", "left 0"});
  CHECK(Waterfall(Plan(answers, "2026-02-19T09:59:59.999", prune)) == Lines{"in 2 of 2", "in grace 1", "left 0"});
  CHECK(Waterfall(Plan(answers, "2026-02-19T10:00", prune)) == Lines{"in 2 of 2", "in grace 0", "left 0 1"});
  CHECK(Waterfall(Plan(answers, "2026-01-10", prune)) == Lines{"in 1 of 1", "in grace 1", "left"});
  prune.grace = Months(1);  // 1 January 10:00 ⊕ 1 month
  CHECK(Waterfall(Plan(answers, "2026-01-31T10:00", prune)) == Lines{"in 2 of 2", "in grace 2", "left"});
  CHECK(Waterfall(Plan(answers, "2026-02-01T10:00", prune)) == Lines{"in 2 of 2", "in grace 1", "left 0"});
}

TEST_CASE("an undated contact has been in the segment for ever", "[engine][prune]") {
  TimelineBuilder facts;
  facts.Contact("old");
  Rules rules(facts.schema());
  Prune prune;
  prune.node = rules.Add(EveryoneNode{});
  prune.grace = Months(12);
  const Answers answers(rules.program, facts.Build());
  CHECK(Waterfall(Plan(answers, "2026-01-01", prune)) == Lines{"in 1 of 1", "in grace 0", "left 0"});
}

TEST_CASE("a feed is fresh up to and including its newest event plus the time given", "[engine][prune]") {
  TimelineBuilder facts;
  const auto sent = facts.Kind("email_sent", {{"flow", ValueType::kText}});
  const auto bounced = facts.Kind("email_bounced");
  const auto never = facts.Kind("never");
  facts.Event("ann", sent, "2026-01-01T10:00", {"a"});
  facts.Event("bob", sent, "2026-01-03T10:00", {"b"});
  facts.Event("ann", sent, "2026-02-01", {"a"});  // after the as-of instants below
  facts.Event("ann", bounced, "2026-01-02T10:00");
  Rules rules(facts.schema());
  Prune prune;
  prune.node = rules.Add(NobodyNode{});
  prune.needs = {{{{sent, {}}}, Days(7), "sent"},
                 {{Rules::Match(sent, 0, Rules::Equal(std::string("a"))), {bounced, {}}}, Days(7), "either"},
                 {{{never, {}}}, Days(7), "never"}};
  const Answers answers(rules.program, facts.Build());
  const PrunePlan at = Plan(answers, "2026-01-10T10:00", prune);
  REQUIRE(at.freshness.size() == 3);
  CHECK(at.freshness[0].newest == At("2026-01-03T10:00"));
  CHECK(at.freshness[0].fresh);
  CHECK(at.freshness[1].newest == At("2026-01-02T10:00"));
  CHECK_FALSE(at.freshness[1].fresh);
  CHECK_FALSE(at.freshness[2].newest.has_value());
  CHECK_FALSE(at.freshness[2].fresh);
  CHECK_FALSE(Plan(answers, "2026-01-10T10:00:00.001", prune).freshness[0].fresh);
  CHECK(Plan(answers, "2026-01-09T10:00", prune).freshness[1].fresh);
}

TEST_CASE("the limit is a share of the contacts that exist", "[engine][prune]") {
  TimelineBuilder facts;
  const auto idle = facts.Field("idle", ValueType::kText);
  for (char key = 'a'; key < 'k'; ++key) facts.Born({key}, "2026-01-01");
  for (const char* key : {"a", "b", "c"}) facts.Change(key, idle, "", "yes");
  facts.Born("unborn", "2027-01-01");
  Rules rules(facts.schema());
  Prune prune;
  prune.node = rules.FieldIs(idle, "yes");
  prune.at_most = 0.3;
  const Answers answers(rules.program, facts.Build());
  CHECK(Plan(answers, "2026-02-01", prune).within_limit);  // 3 of 10
  prune.at_most = 0.29;
  CHECK_FALSE(Plan(answers, "2026-02-01", prune).within_limit);
  prune.at_most.reset();
  CHECK(Plan(answers, "2026-02-01", prune).within_limit);
}

}  // namespace
}  // namespace segue::engine
