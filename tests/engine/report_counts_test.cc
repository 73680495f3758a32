// Entries, exits, moves, members, contacts with, counts and sums by month: small timelines worked by hand.
#include <catch2/catch_test_macros.hpp>

#include "tests/engine/answer_rules.h"

namespace segue::engine {
namespace {

TEST_CASE("entries and exits of a segment fall in the period of their instant", "[engine][report]") {
  TimelineBuilder facts;
  const auto purchase = facts.Kind("purchase");
  facts.Born("ann", "2025-12-01");
  facts.Event("ann", purchase, "2026-01-31T23:59:59.999");  // in until 10 February 23:59:59.999
  facts.Event("bob", purchase, "2026-02-01T00:00:00.000");  // in until 11 February 00:00
  facts.Event("cid", purchase, "2026-02-19T00:00:00.000");  // in until 1 March 00:00
  Rules rules(facts.schema());
  const Target recent{rules.Did(purchase, {InLastWindow{Days(10)}}), std::nullopt};
  const Report report = Monthly({rules.Measured(EntriesMeasure{recent}), rules.Measured(ExitsMeasure{recent}),
                                 rules.Measured(MembersMeasure{recent})},
                                "2026-01-01", "2026-04-01");
  const Answers answers(rules.program, facts.Build());
  CHECK(answers.Table("2026-03-31T23:59:59.999", report) == Lines{"2026-01,1,0,1", "2026-02,2,2,1", "2026-03,0,1,0"});
  // The exit at 1 March 00:00 is known at that very instant, but March is not shown for a single millisecond.
  CHECK(answers.Table("2026-03-01T00:00:00.000", report) == Lines{"2026-01,1,0,1", "2026-02,2,2,1"});
  CHECK(answers.Table("2026-03-01T00:00:00.001", report) == Lines{"2026-01,1,0,1", "2026-02,2,2,1", "2026-03*,0,1,0"});
  CHECK(answers.Table("2026-02-11T00:00:00.000", report) == Lines{"2026-01,1,0,1", "2026-02*,1,2,0"});
  CHECK(answers.Table("2026-02-10T23:59:59.998", report) == Lines{"2026-01,1,0,1", "2026-02*,1,0,2"});
}

TEST_CASE("touching intervals are one stay, and being born inside is an entry", "[engine][report]") {
  TimelineBuilder facts;
  const auto purchase = facts.Kind("purchase");
  facts.Event("ann", purchase, "2026-01-05");
  facts.Event("ann", purchase, "2026-01-15");  // exactly where the first window ends: no exit
  facts.Born("bob", "2026-01-20");
  Rules rules(facts.schema());
  const NodeId recent = rules.Did(purchase, {InLastWindow{Days(10)}});
  const Target target{recent, std::nullopt}, other{rules.Not(recent), std::nullopt},
      all{rules.Add(EveryoneNode{}), std::nullopt};
  const Report report = Monthly(
      {rules.Measured(EntriesMeasure{target}), rules.Measured(ExitsMeasure{target}),
       rules.Measured(EntriesMeasure{other}), rules.Measured(EntriesMeasure{all}), rules.Measured(MembersMeasure{all})},
      "2026-01-01", "2026-02-01");
  const Answers answers(rules.program, facts.Build());
  CHECK(answers.Table("2026-02-20", report) == Lines{"2026-01,1,1,2,2,2"});
}

TEST_CASE("cuts are exits and returns are entries", "[engine][report]") {
  TimelineBuilder facts;
  facts.Born("ann", "2026-01-10");
  facts.Absence("ann", "2026-02-01", "2026-04-01");
  Rules rules(facts.schema());
  const Target all{rules.Add(EveryoneNode{}), std::nullopt};
  const Report report = Monthly(
      {rules.Measured(EntriesMeasure{all}), rules.Measured(ExitsMeasure{all}), rules.Measured(MembersMeasure{all})},
      "2026-01-01", "2026-05-01");
  const Answers answers(rules.program, facts.Build());
  CHECK(answers.Table("2026-05-01", report) ==
        Lines{"2026-01,1,0,1", "2026-02,0,1,0", "2026-03,0,0,0", "2026-04,1,0,1"});
}

/// Relation: unknown → prospect on form → client on purchase.
struct Relation {
  TimelineBuilder facts;
  EventKindId form = facts.Kind("form", {{"form", ValueType::kText}});
  EventKindId purchase = facts.Kind("purchase", {{"code", ValueType::kText}});

  Lifecycle Make() const {
    return {"Relation",
            {"unknown", "prospect", "client"},
            0,
            {Rules::On({0}, 1, form), Rules::On({0, 1}, 2, purchase)},
            ""};
  }
  static std::vector<std::uint32_t> AllOf(Rules& rules, NodeId run, StateId state) {
    const Target target{run, state};
    return {rules.Measured(EntriesMeasure{target}), rules.Measured(ExitsMeasure{target}),
            rules.Measured(MembersMeasure{target})};
  }
};

TEST_CASE("every move into a state is an entry, even if it is left at once", "[engine][report]") {
  Relation relation;
  relation.facts.Event("ann", relation.form, "2026-01-10", {"guide"});
  relation.facts.Event("ann", relation.purchase, "2026-01-10", {"A"});  // prospect for no time
  relation.facts.Born("bob", "2026-01-05");
  Rules rules(relation.facts.schema());
  const NodeId run = rules.Run(relation.Make());
  const Report unknown = Monthly(Relation::AllOf(rules, run, 0), "2026-01-01", "2026-02-01");
  const Report prospect = Monthly(Relation::AllOf(rules, run, 1), "2026-01-01", "2026-02-01");
  const Report client = Monthly(Relation::AllOf(rules, run, 2), "2026-01-01", "2026-02-01");
  const Answers answers(rules.program, relation.facts.Build());
  CHECK(answers.Table("2026-02-01", unknown) == Lines{"2026-01,2,1,1"});  // births in the start state are entries
  CHECK(answers.Table("2026-02-01", prospect) == Lines{"2026-01,1,1,0"});
  CHECK(answers.Table("2026-02-01", client) == Lines{"2026-01,1,0,1"});
}

TEST_CASE("a move during an absence shows as the state of the return, not as a move", "[engine][report]") {
  Relation relation;
  relation.facts.Born("ann", "2026-01-01");
  relation.facts.Event("ann", relation.form, "2026-02-10", {"guide"});
  relation.facts.Absence("ann", "2026-02-01", "2026-03-10");
  relation.facts.Event("ann", relation.purchase, "2026-03-10",
                       {"A"});  // brings her back, as a prospect who buys at once
  Rules rules(relation.facts.schema());
  const NodeId run = rules.Run(relation.Make());
  const std::uint32_t moved = rules.Measured(MovesMeasure{run, {0, 1, 2}, {0, 1, 2}});
  const Report unknown = Monthly(Relation::AllOf(rules, run, 0), "2026-01-01", "2026-04-01");
  const Report prospect = Monthly(Relation::AllOf(rules, run, 1), "2026-01-01", "2026-04-01");
  const Report client = Monthly(Relation::AllOf(rules, run, 2), "2026-01-01", "2026-04-01");
  const Report moves = Monthly({moved}, "2026-01-01", "2026-04-01");
  const Answers answers(rules.program, relation.facts.Build());
  const std::string_view as_of = "2026-03-10";
  CHECK(answers.Table(as_of, unknown) == Lines{"2026-01,1,0,1", "2026-02,0,1,0", "2026-03*,0,0,0"});
  CHECK(answers.Table(as_of, prospect) == Lines{"2026-01,0,0,0", "2026-02,0,0,0", "2026-03*,1,1,0"});
  CHECK(answers.Table(as_of, client) == Lines{"2026-01,0,0,0", "2026-02,0,0,0", "2026-03*,1,0,1"});
  CHECK(answers.Table(as_of, moves) == Lines{"2026-01,0", "2026-02,0", "2026-03*,1"});
}

TEST_CASE("moves are chosen by the states on both sides", "[engine][report]") {
  Relation relation;
  relation.facts.Event("ann", relation.form, "2026-01-10", {"guide"});
  relation.facts.Event("ann", relation.purchase, "2026-01-12", {"A"});
  relation.facts.Born("bob", "2026-01-01");
  relation.facts.Event("bob", relation.purchase, "2026-02-12", {"A"});
  Rules rules(relation.facts.schema());
  const NodeId run = rules.Run(relation.Make());
  const Report report =
      Monthly({rules.Measured(MovesMeasure{run, {1}, {2}}), rules.Measured(MovesMeasure{run, {0, 1}, {2}})},
              "2026-01-01", "2026-03-01");
  const Answers answers(rules.program, relation.facts.Build());
  CHECK(answers.Table("2026-02-28T23:59:59.999", report) == Lines{"2026-01,1,1", "2026-02,0,1"});
}

TEST_CASE("events are counted once, contacts once a period, sums skip missing values", "[engine][report]") {
  TimelineBuilder facts;
  const auto purchase = facts.Kind("purchase", {{"amount", ValueType::kMoney}, {"items", ValueType::kNumber}});
  const auto gift = facts.Kind("gift", {{"value", ValueType::kMoney}});
  facts.Event("ann", purchase, "2026-01-10", {Euro(10.10), 1.5});
  facts.Event("ann", purchase, "2026-01-10", {Euro(0.05), 2.0});
  facts.Event("ann", gift, "2026-01-20", {Euro(100)});
  facts.Event("bob", purchase, "2026-01-31T23:59:59.999", {});
  facts.Event("bob", purchase, "2026-02-01", {Euro(7), 3.0});
  Rules rules(facts.schema());
  const EventSet either{{{purchase, {}}, {gift, {}}, {purchase, {}}}, {}};  // an event counts once, whatever matches it
  const Report report = Monthly({rules.Measured(EventCountMeasure{either}), rules.Measured(ContactsWithMeasure{either}),
                                 rules.Measured(EventSumMeasure{either, {0, 0, 0}, true}),
                                 rules.Measured(EventSumMeasure{Rules::Events({purchase}), {1}, false})},
                                "2026-01-01", "2026-04-01");
  const Answers answers(rules.program, facts.Build());
  CHECK(answers.Table("2026-03-31T23:59:59.999", report) == Lines{"2026-01,4,2,110.1500 EUR,3.500000",
                                                                  "2026-02,1,1,7.0000 EUR,3.000000",
                                                                  "2026-03,0,0,0.0000 EUR,0.000000"});
}

TEST_CASE("the first alternative that takes an event gives the summed property", "[engine][report]") {
  TimelineBuilder facts;
  const auto order =
      facts.Kind("order", {{"gross", ValueType::kMoney}, {"net", ValueType::kMoney}, {"kind", ValueType::kText}});
  facts.Event("ann", order, "2026-01-10", {Euro(12), Euro(10), "shop"});
  facts.Event("ann", order, "2026-01-11", {Euro(24), Euro(20), "web"});
  Rules rules(facts.schema());
  const EventSet events{{Rules::Match(order, 2, Rules::Equal(std::string("shop"))), {order, {}}}, {}};
  const Report report = Monthly({rules.Measured(EventSumMeasure{events, {0, 1}, true})}, "2026-01-01", "2026-02-01");
  const Answers answers(rules.program, facts.Build());
  CHECK(answers.Table("2026-02-01", report) == Lines{"2026-01,32.0000 EUR"});
}

TEST_CASE("events count during an absence, events after the as-of instant do not", "[engine][report]") {
  TimelineBuilder facts;
  const auto purchase = facts.Kind("purchase");
  facts.Event("ann", purchase, "2026-01-10");
  facts.Event("ann", purchase, "2026-01-20");
  facts.Event("ann", purchase, "2026-01-25T00:00:00.000");
  facts.Event("ann", purchase, "2026-01-25T00:00:00.001");
  facts.Absence("ann", "2026-01-15", "2026-01-22");
  Rules rules(facts.schema());
  const Report report =
      Monthly({rules.Measured(EventCountMeasure{Rules::Events({purchase})})}, "2026-01-01", "2026-02-01");
  const Answers answers(rules.program, facts.Build());
  CHECK(answers.Table("2026-01-25T00:00:00.000", report) == Lines{"2026-01*,3"});
}

TEST_CASE("while is read at the event, or one millisecond before it", "[engine][report]") {
  TimelineBuilder facts;
  const auto purchase = facts.Kind("purchase");
  facts.Born("ann", "2026-01-01");
  facts.Event("ann", purchase, "2026-01-10");
  facts.Event("ann", purchase, "2026-01-20");
  Rules rules(facts.schema());
  const NodeId buyer = rules.Did(purchase);
  const auto counted = [&](NodeId node, bool just_before) {
    EventSet events = Rules::Events({purchase});
    events.during = {{node, just_before}};
    return rules.Measured(EventCountMeasure{events});
  };
  const NodeId not_buyer = rules.Not(buyer);
  const Report report =
      Monthly({counted(buyer, false), counted(buyer, true), counted(not_buyer, false), counted(not_buyer, true)},
              "2026-01-01", "2026-02-01");
  const Answers answers(rules.program, facts.Build());
  CHECK(answers.Table("2026-02-01", report) == Lines{"2026-01,2,1,0,1"});
}

TEST_CASE("for is read at entries and events, one millisecond before moves and exits, at the end for members",
          "[engine][report]") {
  TimelineBuilder facts;
  const auto country = facts.Field("country", ValueType::kText);
  const auto purchase = facts.Kind("purchase");
  facts.Change("ann", country, "2025-12-01", "BE");
  facts.Change("ann", country, "2026-01-10", "FR");  // at the very instant of entry, move and event
  facts.Event("ann", purchase, "2026-01-10");
  facts.Change("ann", country, "2026-01-20", "BE");  // at the very instant of the exit
  facts.Change("ann", country, "2026-01-31T23:59:59.999", "FR");
  Rules rules(facts.schema());
  const NodeId french = rules.FieldIs(country, "FR");
  const NodeId run = rules.Run({"L", {"s", "t"}, 0, {Rules::On({0}, 1, purchase)}, ""});
  const Target recent{rules.Did(purchase, {InLastWindow{Days(10)}}), std::nullopt};
  const Target moved{run, StateId{1}}, left{run, StateId{0}};
  const auto measured = [&](auto what) { return rules.Measured(what, {french}); };
  const Report report =
      Monthly({measured(EntriesMeasure{recent}), measured(ExitsMeasure{recent}), measured(EntriesMeasure{moved}),
               measured(ExitsMeasure{left}), measured(MovesMeasure{run, {0}, {1}}),
               measured(EventCountMeasure{Rules::Events({purchase})}),
               measured(ContactsWithMeasure{Rules::Events({purchase})}), measured(MembersMeasure{moved})},
              "2026-01-01", "2026-02-01");
  const Answers answers(rules.program, facts.Build());
  CHECK(answers.Table("2026-01-31T23:59:59.999", report) == Lines{"2026-01,1,1,1,0,0,1,1,1"});
  CHECK(answers.Table("2026-01-31T23:59:59.998", report) == Lines{"2026-01*,1,1,1,0,0,1,1,0"});
}

TEST_CASE("a move at birth reads for at the values of birth", "[engine][report]") {
  TimelineBuilder facts;
  const auto country = facts.Field("country", ValueType::kText);
  const auto purchase = facts.Kind("purchase");
  facts.Change("ann", country, "2026-01-10", "FR");
  facts.Event("ann", purchase, "2026-01-10");
  Rules rules(facts.schema());
  const NodeId run = rules.Run({"L", {"s", "t"}, 0, {Rules::On({0}, 1, purchase)}, ""});
  const std::uint32_t moves = rules.Measured(MovesMeasure{run, {0}, {1}}, {rules.FieldIs(country, "FR")});
  const Answers answers(rules.program, facts.Build());
  CHECK(answers.Table("2026-02-01", Monthly({moves}, "2026-01-01", "2026-02-01")) == Lines{"2026-01,1"});
}

TEST_CASE("for is read one millisecond before a cut, at a return", "[engine][report]") {
  TimelineBuilder facts;
  const auto country = facts.Field("country", ValueType::kText);
  facts.Change("ann", country, "2026-01-01", "FR");
  facts.Change("ann", country, "2026-01-10", "BE");  // at the very instant of the cut
  facts.Change("ann", country, "2026-01-20", "FR");  // at the very instant of the return
  facts.Absence("ann", "2026-01-10", "2026-01-20");
  Rules rules(facts.schema());
  const NodeId french = rules.FieldIs(country, "FR");
  const NodeId run = rules.Run({"L", {"s"}, 0, {}, ""});
  const Target state{run, StateId{0}}, all{rules.Add(EveryoneNode{}), std::nullopt};
  const auto measured = [&](auto what) { return rules.Measured(what, {french}); };
  const Report report = Monthly({measured(EntriesMeasure{state}), measured(ExitsMeasure{state}),
                                 measured(EntriesMeasure{all}), measured(ExitsMeasure{all})},
                                "2026-01-01", "2026-02-01");
  const Answers answers(rules.program, facts.Build());
  CHECK(answers.Table("2026-02-01", report) == Lines{"2026-01,2,1,2,1"});
}

TEST_CASE("the account's events are counted without contacts", "[engine][report]") {
  TimelineBuilder facts;
  const auto spend = facts.AccountKind("spend", {{"amount", ValueType::kMoney}, {"channel", ValueType::kText}});
  facts.AccountEvent(spend, "2026-01-10", {Euro(100), "mail"});
  facts.AccountEvent(spend, "2026-02-10", {Euro(50.5), "ads"});
  facts.AccountEvent(spend, "2026-02-11", {Euro(1), "mail"});
  facts.Born("ann", "2026-01-01");
  Rules rules(facts.schema());
  Report report = Monthly({rules.Measured(EventSumMeasure{Rules::Events({spend}), {0}, true}),
                           rules.Measured(EventCountMeasure{Rules::Events({spend})})},
                          "2026-01-01", "2026-03-01");
  const Answers answers(rules.program, facts.Build());
  CHECK(answers.Table("2026-02-10", report) == Lines{"2026-01,100.0000 EUR,1", "2026-02*,50.5000 EUR,1"});
  report.splits = {{"channel", PropertySplit{{PropertyId{1}}}}};
  CHECK(answers.Table("2026-02-12", report) == Lines{"2026-01,ads,0.0000 EUR,0", "2026-01,mail,100.0000 EUR,1",
                                                     "2026-02*,ads,50.5000 EUR,1", "2026-02*,mail,1.0000 EUR,1"});
}

TEST_CASE("metrics are computed from the measures of each row", "[engine][report]") {
  TimelineBuilder facts;
  const auto sent = facts.Kind("sent");
  const auto opened = facts.Kind("opened");
  facts.Event("ann", sent, "2026-01-10");
  facts.Event("ann", sent, "2026-01-11");
  facts.Event("ann", opened, "2026-01-11");
  facts.Event("ann", opened, "2026-02-11");
  Rules rules(facts.schema());
  const auto count = [&](EventKindId kind) {
    return OfMeasure(rules.Measured(EventCountMeasure{Rules::Events({kind})}));
  };
  Report report = Monthly({}, "2026-01-01", "2026-03-01");
  report.shown = {{"rate", 0, Combine(Expression::Kind::kDivide, count(opened), count(sent))}};
  const Answers answers(rules.program, facts.Build());
  CHECK(answers.Table("2026-02-28T23:59:59.999", report) == Lines{"2026-01,0.500000", "2026-02,none"});
}

TEST_CASE("amounts that add up beyond what is exact are an error in words", "[engine][report]") {
  TimelineBuilder facts;
  const auto purchase = facts.Kind("purchase", {{"amount", ValueType::kMoney}});
  for (int i = 0; i < 3; ++i) facts.Event("ann", purchase, "2026-01-10", {Money{4'000'000'000'000'000'000}});
  Rules rules(facts.schema());
  const Report report =
      Monthly({rules.Measured(EventSumMeasure{Rules::Events({purchase}), {0}, true})}, "2026-01-01", "2026-02-01");
  const Answers answers(rules.program, facts.Build());
  const ReportResult result = answers.Compute("2026-02-01", report);
  CHECK(result.error.find("“shown” add up to more than 922,337,203,685,477.5807") != std::string::npos);
  CHECK(result.table.rows.empty());
}

}  // namespace
}  // namespace segue::engine
