// "No value" before `recorded since` and for kinds never imported, through everything a measure depends on.
#include "engine/measure_recorded.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/engine/answer_rules.h"

namespace segue::engine {
namespace {

/// `purchase` is recorded since 10 February; `form` always.
struct Shop {
  TimelineBuilder facts;
  EventKindId form = facts.Kind("form");
  EventKindId purchase = facts.Kind("purchase", {{"amount", ValueType::kMoney}}, "2026-02-10");

  Shop() {
    facts.Event("ann", form, "2026-01-05");
    facts.Event("ann", purchase, "2026-03-05", {Euro(5)});
  }
};

Lines Rows(const Rules& rules, const Shop& shop, std::uint32_t measure) {
  const Answers answers(rules.program, shop.facts.Build());
  return answers.Table("2026-03-31T23:59:59.999", Monthly({measure}, "2026-01-01", "2026-04-01"));
}

TEST_CASE("a period that starts before recorded since has no value", "[engine][measure]") {
  const Shop shop;
  Rules rules(shop.facts.schema());
  const EventSet events = Rules::Events({shop.purchase});
  const Lines expected{"2026-01,unrecorded", "2026-02,unrecorded", "2026-03,1"};
  CHECK(Rows(rules, shop, rules.Measured(EventCountMeasure{events})) == expected);
  CHECK(Rows(rules, shop, rules.Measured(ContactsWithMeasure{events})) == expected);
  CHECK(Rows(rules, shop, rules.Measured(EventCountMeasure{Rules::Events({shop.form})})) ==
        Lines{"2026-01,1", "2026-02,0", "2026-03,0"});
  const std::uint32_t sum = rules.Measured(EventSumMeasure{events, {0}, true});
  CHECK(Rows(rules, shop, sum) == Lines{"2026-01,unrecorded", "2026-02,unrecorded", "2026-03,5.0000 EUR"});
}

TEST_CASE("members have a value where they are read at or after recorded since", "[engine][measure]") {
  const Shop shop;
  Rules rules(shop.facts.schema());
  const Target buyer{rules.Did(shop.purchase), std::nullopt};
  CHECK(Rows(rules, shop, rules.Measured(MembersMeasure{buyer})) ==
        Lines{"2026-01,unrecorded", "2026-02,0", "2026-03,1"});
  CHECK(Rows(rules, shop, rules.Measured(EntriesMeasure{buyer})) ==
        Lines{"2026-01,unrecorded", "2026-02,unrecorded", "2026-03,1"});
}

TEST_CASE("a score has the youngest date of what it counts, and so has a split by a group", "[engine][measure]") {
  const Shop shop;
  Rules rules(shop.facts.schema());
  Score score;
  score.per_event.push_back({kPointScale, Rules::Events({shop.form}), {}});
  score.during.push_back({kPointScale, rules.Did(shop.purchase)});
  rules.program.scores.push_back(score);
  const NodeId run = rules.Add(ScoreRunNode{0});
  const NodeId two = rules.Add(ScoreTestNode{run, {{2 * kPointScale, 2 * kPointScale}}});
  CHECK(Rows(rules, shop, rules.Measured(EntriesMeasure{{two, std::nullopt}})) ==
        Lines{"2026-01,unrecorded", "2026-02,unrecorded", "2026-03,1"});

  Group group;
  group.labels = {"two"};
  group.nodes = {two};
  rules.program.groups.push_back(group);
  Report report = Monthly({rules.Measured(EventCountMeasure{Rules::Events({shop.form})})}, "2026-01-01", "2026-04-01");
  report.splits.push_back({"group", GroupSplit{0, false}});
  const Answers answers(rules.program, shop.facts.Build());
  CHECK(answers.Table("2026-03-31T23:59:59.999", report) ==
        Lines{"2026-01,-,unrecorded", "2026-02,-,unrecorded", "2026-03,-,0"});
}

TEST_CASE("a period that starts exactly at recorded since has a value", "[engine][measure]") {
  const Shop shop;
  Rules rules(shop.facts.schema());
  const std::uint32_t count = rules.Measured(EventCountMeasure{Rules::Events({shop.purchase})});
  const std::uint32_t members = rules.Measured(MembersMeasure{{rules.Did(shop.purchase), std::nullopt}});
  const Answers answers(rules.program, shop.facts.Build());
  const auto whole = [&](Instant from, Instant to) {
    Report report = Shown({count, members});
    report.range = Interval{from, to};
    return answers.Table("2026-03-31T23:59:59.999", report);
  };
  const Instant since = At("2026-02-10"), end = At("2026-03-01");
  CHECK(whole(since, end) == Lines{"all,0,0"});
  CHECK(whole(since - 1, end) == Lines{"all,unrecorded,0"});
  CHECK(whole(since - 9, since + 1) == Lines{"all,unrecorded,0"});  // members read at `since` itself
  CHECK(whole(since - 9, since) == Lines{"all,unrecorded,unrecorded"});
}

TEST_CASE("every way to depend on a kind counts", "[engine][measure]") {
  Shop shop;
  Rules rules(shop.facts.schema());
  const NodeId everyone = rules.Add(EveryoneNode{});
  const NodeId did = rules.Did(shop.purchase);
  const NodeId did_form = rules.Did(shop.form);
  EventSet during = Rules::Events({shop.form});
  during.during = {{did, true}};
  EventSet after_purchase = Rules::Events({shop.form});
  after_purchase.preceded_by = Precedent{Rules::Events({shop.purchase}).alternatives, {}, Days(1)};
  std::vector<NodeId> dependent{
      did,
      rules.Add(DidNode{after_purchase, {}, 1, {}}),
      rules.Add(AggregateNode{AggregateKind::kSum, Rules::Events({shop.purchase}), {0}, {}, {}}),
      rules.Not(did),
      rules.Add(AllOfNode{{everyone, did}}),
      rules.Add(AnyOfNode{{did_form, did}}),
      rules.Add(HeldForNode{did, Days(1)}),
      rules.Add(EverNode{did}),
      rules.Add(DidNode{during, {}, 1, {}}),
      rules.Add(OrdinalNode{true, Rules::Events({shop.form, shop.purchase}), {}, {}}),
      rules.Add(OrdinalNode{true, Rules::Events({shop.form}), {}, {{shop.purchase, {}}}}),
      rules.Add(LatchNode{did, std::nullopt, std::nullopt}),
      rules.Add(LatchNode{did_form, did, std::nullopt}),
      rules.Add(SwitchNode{Rules::Events({shop.form}), Rules::Events({shop.purchase})}),
      rules.Add(SwitchNode{Rules::Events({shop.purchase}), Rules::Events({shop.form})})};
  std::vector<NodeId> independent{everyone, did_form, rules.Add(NobodyNode{}), rules.Add(KnownForNode{Days(1)}),
                                  rules.Add(LatchNode{did_form, everyone, std::nullopt})};
  // A lifecycle depends on all its transitions, even for a state that the purchase never touches.
  const NodeId by_event =
      rules.Run({"A", {"s", "t", "u"}, 0, {Rules::On({0}, 1, shop.form), Rules::On({1}, 2, shop.purchase)}, ""});
  const NodeId by_condition = rules.Run({"B", {"s", "t"}, 0, {Rules::When({0}, 1, did)}, ""});
  const NodeId by_time = rules.Run({"C", {"s", "t"}, 0, {{{0}, 1, std::nullopt, Days(1), std::nullopt}}, ""});
  dependent.insert(dependent.end(), {by_event, by_condition, rules.Add(InStateNode{by_event, {0}}),
                                     rules.Add(WasInStateNode{by_condition, {0}}),
                                     rules.Add(LatchNode{did_form, std::nullopt, InStateNode{by_event, {1}}})});
  independent.insert(independent.end(), {by_time, rules.Add(InStateNode{by_time, {1}})});
  const Timelines timelines = shop.facts.Build();
  const RecordedDependencies recorded(rules.program, timelines);
  for (const NodeId node : dependent) {
    INFO("node " << node);
    CHECK(recorded.OfNode(node).since == At("2026-02-10"));
  }
  for (const NodeId node : independent) {
    INFO("node " << node);
    CHECK(recorded.OfNode(node).since == kAlways);
  }
  const Measure filtered{EventCountMeasure{Rules::Events({shop.form})}, {did}};
  const Measure of_during{EventCountMeasure{during}, {}};
  const Measure free{EventCountMeasure{Rules::Events({shop.form})}, {everyone}};
  CHECK(recorded.OfMeasure(filtered).since == At("2026-02-10"));
  CHECK(recorded.OfMeasure(of_during).since == At("2026-02-10"));
  CHECK(recorded.OfMeasure(free).since == kAlways);
}

TEST_CASE("a kind that no import fed has no value anywhere", "[engine][measure]") {
  Shop shop;
  const EventKindId never = shop.facts.Kind("never");
  shop.facts.NeverImported(never);
  Rules rules(shop.facts.schema());
  const Lines none{"2026-01,unrecorded", "2026-02,unrecorded", "2026-03,unrecorded"};
  CHECK(Rows(rules, shop, rules.Measured(EventCountMeasure{Rules::Events({never})})) == none);
  CHECK(Rows(rules, shop, rules.Measured(EventCountMeasure{Rules::Events({shop.form, never})})) == none);
  const Target without{rules.Not(rules.Did(never)), std::nullopt};
  CHECK(Rows(rules, shop, rules.Measured(MembersMeasure{without})) == none);
}

TEST_CASE("a split by a segment depends on what the segment depends on", "[engine][measure]") {
  const Shop shop;
  Rules rules(shop.facts.schema());
  const NodeId buyer = rules.Did(shop.purchase);
  Report report = Monthly({rules.Measured(EventCountMeasure{Rules::Events({shop.form})})}, "2026-01-01", "2026-04-01");
  report.splits = {{"Buyer", MembershipSplit{buyer}}};
  const Answers answers(rules.program, shop.facts.Build());
  CHECK(answers.Table("2026-03-31T23:59:59.999", report) ==
        Lines{"2026-01,no,unrecorded", "2026-02,no,unrecorded", "2026-03,no,0"});
}

}  // namespace
}  // namespace segue::engine
