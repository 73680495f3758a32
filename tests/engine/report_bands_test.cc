// Bands and cohorts: splits with an order of their own.
#include <catch2/catch_test_macros.hpp>

#include "tests/engine/answer_rules.h"

namespace segue::engine {
namespace {

const std::string_view kAsOf = "2026-04-30T23:59:59.999";

Bands Tens() { return {{}, {100'000, 200'000}, {"below 10", "10 to below 20", "20 and more"}}; }

}  // namespace

TEST_CASE("a band begins with its edge, and bands keep their order", "[engine][bands]") {
  TimelineBuilder facts;
  const auto purchase = facts.Kind("purchase", {{"amount", ValueType::kMoney}});
  for (const double amount : {0.0, 9.99, 10.0, 19.99, 20.0, 100.0, -5.0}) {
    facts.Event("a", purchase, "2026-01-10", {Euro(amount)});
  }
  facts.Event("a", purchase, "2026-01-11", {});
  Rules rules(facts.schema());
  Report report = Shown({rules.Measured(EventCountMeasure{Rules::Events({purchase})})});
  report.range = Interval{At("2026-01-01"), At("2026-02-01")};
  report.splits = {{"amount", PropertySplit{{PropertyId{0}}, Tens()}}};
  const Answers answers(rules.program, facts.Build());
  CHECK(answers.Table(kAsOf, report) ==
        Lines{"all,below 10,3", "all,10 to below 20,2", "all,20 and more,2", "all,-,1"});
  report.sort = SortOrder{0, true, {}};
  CHECK(answers.Table(kAsOf, report) ==
        Lines{"all,20 and more,2", "all,10 to below 20,2", "all,below 10,3", "all,-,1"});
}

TEST_CASE("numbers of a field and scores in bands, read when something is counted", "[engine][bands]") {
  TimelineBuilder facts;
  const auto age = facts.Field("age", ValueType::kNumber);
  const auto visit = facts.Kind("visit");
  facts.Change("ann", age, "2026-01-01", 17.5);
  facts.Change("ann", age, "2026-02-01", 18.0);
  facts.Event("ann", visit, "2026-01-15");
  facts.Event("ann", visit, "2026-02-15");
  facts.Event("ann", visit, "2026-02-16");
  facts.Event("bob", visit, "2026-02-15");
  Rules rules(facts.schema());
  Score score;
  score.per_event.push_back({5 * kPointScale, Rules::Events({visit}), {}});
  rules.program.scores.push_back(score);
  rules.program.score_runs.push_back(rules.Add(ScoreRunNode{0}));
  Report report = Shown({rules.Measured(EventCountMeasure{Rules::Events({visit})})});
  report.range = Interval{At("2026-01-01"), At("2026-03-01")};
  report.splits = {{"age", FieldSplit{age, Bands{{18}, {}, {"below 18", "18 and more"}}}}};
  Report by_score = report;
  // An event's own points count at its instant: Ann's visits see 5, 10 and 15 points, Bob's sees 5.
  by_score.splits = {{"score", ScoreSplit{rules.program.score_runs[0], Tens()}}};
  const Answers answers(rules.program, facts.Build());
  CHECK(answers.Table(kAsOf, report) == Lines{"all,below 18,1", "all,18 and more,2", "all,-,1"});
  CHECK(answers.Table(kAsOf, by_score) == Lines{"all,below 10,2", "all,10 to below 20,2"});
}

TEST_CASE("a cohort is of the first entry, and counts from it on", "[engine][cohorts]") {
  TimelineBuilder facts;
  const auto purchase = facts.Kind("purchase", {{"amount", ValueType::kMoney}});
  // Ann enters in January and buys in January, twice in March; Bob enters in January and never comes back; Cid enters
  // in February. Dan entered before the range, Eve never.
  facts.Event("ann", purchase, "2026-01-10", {Euro(10)});
  facts.Event("ann", purchase, "2026-03-10", {Euro(20)});
  facts.Event("ann", purchase, "2026-03-11", {Euro(30)});
  facts.Event("bob", purchase, "2026-01-31T23:59:59.999", {Euro(1)});
  facts.Event("cid", purchase, "2026-02-01", {Euro(2)});
  facts.Event("dan", purchase, "2025-12-31", {Euro(4)});
  facts.Event("dan", purchase, "2026-02-02", {Euro(8)});
  facts.Born("eve", "2026-01-01");
  Rules rules(facts.schema());
  // In for 20 days after each purchase: Ann enters again in March, her cohort stays January.
  const Target recent{rules.Did(purchase, {InLastWindow{Days(20)}}), std::nullopt};
  Report report = Monthly({rules.Measured(ContactsWithMeasure{Rules::Events({purchase})}),
                           rules.Measured(EventSumMeasure{Rules::Events({purchase}), {PropertyId{0}}, true}),
                           rules.Measured(MembersMeasure{recent})},
                          "2026-01-01", "2026-05-01");
  report.splits = {{"cohort", CohortSplit{recent}}};
  report.cohort_size = rules.Measured(FirstEntriesMeasure{recent});
  const Answers answers(rules.program, facts.Build());
  // At the end of January Bob is in (20 days after the 31st), Ann not any more (10 + 20 = 30 January); in March she is
  // in until the 31st begins (11 + 20).
  CHECK(answers.Table("2026-04-15", report) == Lines{"2026-01+0 of 2,2,11.0000 EUR,1", "2026-01+1 of 2,0,0.0000 EUR,0",
                                                     "2026-01+2 of 2,1,50.0000 EUR,0", "2026-01*+3 of 2,0,0.0000 EUR,0",
                                                     "2026-02+0 of 1,1,2.0000 EUR,0", "2026-02+1 of 1,0,0.0000 EUR,0",
                                                     "2026-02*+2 of 1,0,0.0000 EUR,0"});
}

TEST_CASE("what happened before the first entry is in no cohort", "[engine][cohorts]") {
  TimelineBuilder facts;
  const auto visit = facts.Kind("visit"), purchase = facts.Kind("purchase");
  facts.Event("ann", visit, "2026-01-09T23:59:59.999");
  facts.Event("ann", purchase, "2026-01-10");
  facts.Event("ann", visit, "2026-01-10");
  facts.Event("ann", visit, "2026-02-10");
  Rules rules(facts.schema());
  const NodeId run = rules.Run({"L", {"s", "client"}, 0, {Rules::On({0}, 1, purchase)}, ""});
  const Target client{run, StateId{1}};
  Report report =
      Monthly({rules.Measured(EventCountMeasure{Rules::Events({visit})}), rules.Measured(MovesMeasure{run, {0}, {1}})},
              "2026-01-01", "2026-03-01");
  report.splits = {{"cohort", CohortSplit{client}}};
  report.cohort_size = rules.Measured(FirstEntriesMeasure{client});
  const Answers answers(rules.program, facts.Build());
  CHECK(answers.Table(kAsOf, report) == Lines{"2026-01+0 of 1,1,1", "2026-01+1 of 1,1,0"});
}

}  // namespace segue::engine
