// Averages, medians, levels, times, sequences, cohorts, credit and sums to date, worked out by hand.
#include <catch2/catch_test_macros.hpp>

#include "tests/engine/answer_rules.h"

namespace segue::engine {
namespace {

constexpr const char* kEnd = "2026-03-31T23:59:59.999";

Statistic Rank(int rank) { return {Statistic::Kind::kRank, rank}; }

/// Orders: January 10, 20, 60 (ann, bob, ann), February 5 without code (ann), March none.
struct Shop {
  TimelineBuilder facts;
  FieldId country = facts.Field("country", ValueType::kText);
  FieldId size = facts.Field("size", ValueType::kNumber);
  EventKindId visit = facts.Kind("visit", {{"campaign", ValueType::kText}});
  EventKindId buy = facts.Kind("buy", {{"amount", ValueType::kMoney}, {"code", ValueType::kText}});

  Shop() {
    facts.Event("ann", buy, "2026-01-02", {Euro(10), "A"});
    facts.Event("bob", buy, "2026-01-03", {Euro(20), "B"});
    facts.Event("ann", buy, "2026-01-20", {Euro(60), "a"});
    facts.Event("ann", buy, "2026-02-02", {Euro(5)});
  }
  Lines Rows(const Rules& rules, std::vector<std::uint32_t> measures) const {
    return Answers(rules.program, facts.Build()).Table(kEnd, Monthly(measures, "2026-01-01", "2026-04-01"));
  }
};

std::uint32_t OfAmounts(Rules& rules, const Shop& shop, Statistic statistic) {
  return rules.Measured(EventStatisticMeasure{Rules::Events({shop.buy}), {0}, statistic, true});
}

TEST_CASE("statistics of an event's property", "[engine][measure]") {
  const Shop shop;
  Rules rules(shop.facts.schema());
  const auto average = OfAmounts(rules, shop, {Statistic::Kind::kAverage, 0});
  const auto median = OfAmounts(rules, shop, Rank(50)), p90 = OfAmounts(rules, shop, Rank(90));
  const auto smallest = OfAmounts(rules, shop, {Statistic::Kind::kSmallest, 0});
  const auto largest = OfAmounts(rules, shop, {Statistic::Kind::kLargest, 0});
  const auto last = OfAmounts(rules, shop, {Statistic::Kind::kLast, 0});
  // p90 of 10, 20, 60 lies 0.8 of the way from 20 to 60.
  CHECK(shop.Rows(rules, {average, median, p90, smallest, largest, last}) ==
        Lines{"2026-01,30.0000 EUR,20.0000 EUR,52.0000 EUR,10.0000 EUR,60.0000 EUR,60.0000 EUR",
              "2026-02,5.0000 EUR,5.0000 EUR,5.0000 EUR,5.0000 EUR,5.0000 EUR,5.0000 EUR",
              "2026-03,no values,no values,no values,no values,no values,no values"});
}

TEST_CASE("distinct values: letter case does not count, missing is none", "[engine][measure]") {
  const Shop shop;
  Rules rules(shop.facts.schema());
  const auto codes =
      rules.Measured(EventStatisticMeasure{Rules::Events({shop.buy}), {1}, {Statistic::Kind::kDistinct, 0}, false});
  CHECK(shop.Rows(rules, {codes}) == Lines{"2026-01,2", "2026-02,0", "2026-03,0"});
  rules.program.measures[codes].to_date = true;
  CHECK(shop.Rows(rules, {codes}) == Lines{"2026-01,2", "2026-02,2", "2026-03,2"});
}

TEST_CASE("to date: everything up to the period's end, also from before the range", "[engine][measure]") {
  Shop shop;
  shop.facts.Event("eve", shop.buy, "2025-06-01", {Euro(100), "C"});
  Rules rules(shop.facts.schema());
  const auto count = rules.Measured(EventCountMeasure{Rules::Events({shop.buy})});
  const auto sum = rules.Measured(EventSumMeasure{Rules::Events({shop.buy}), {0}, true});
  const auto average = OfAmounts(rules, shop, {Statistic::Kind::kAverage, 0});
  for (const auto measure : {count, sum, average}) rules.program.measures[measure].to_date = true;
  CHECK(shop.Rows(rules, {count, sum, average}) == Lines{"2026-01,4,190.0000 EUR,47.5000 EUR",
                                                         "2026-02,5,195.0000 EUR,39.0000 EUR",
                                                         "2026-03,5,195.0000 EUR,39.0000 EUR"});
}

TEST_CASE("average members: the time they spent over the period's", "[engine][measure]") {
  Shop shop;
  shop.facts.Absence("bob", "2026-03-11", "2026-03-21");
  Rules rules(shop.facts.schema());
  // Ann buys on 2 and 20 January and 2 February: in on [2, 12), [20, 30) January and [2, 12) February; bob [3, 13).
  const NodeId buyers = rules.Did(shop.buy, {InLastWindow{Days(10)}});
  const auto recent = rules.Measured(AverageMembersMeasure{{buyers, std::nullopt}});
  const auto all = rules.Measured(AverageMembersMeasure{{rules.Add(EveryoneNode{}), std::nullopt}});
  // 30 of 31 days; 10 of 28. Ann is there 30 and bob 29 days of January, bob 21 of March's 31.
  CHECK(shop.Rows(rules, {recent, all}) ==
        Lines{"2026-01,0.967742,1.903226", "2026-02,0.357143,2.000000", "2026-03,0.000000,1.677419"});
}

TEST_CASE("levels are read at the period's end, of contacts that have a value", "[engine][measure]") {
  Shop shop;
  shop.facts.Change("ann", shop.size, "2026-01-10", 10.0);
  shop.facts.Change("ann", shop.size, "2026-02-28T23:59:59.999", 40.0);
  shop.facts.Change("bob", shop.size, "2026-02-10", 20.0);
  shop.facts.Absence("bob", "2026-03-15");
  Rules rules(shop.facts.schema());
  Score score;
  score.per_event.push_back({5 * kPointScale, Rules::Events({shop.buy}), {InLastWindow{Days(30)}}});
  rules.program.scores.push_back(score);
  const NodeId run = rules.Add(ScoreRunNode{0});
  const auto size = rules.Measured(LevelMeasure{{Statistic::Kind::kAverage, 0}, shop.size, std::nullopt, false});
  const auto points = rules.Measured(LevelMeasure{{Statistic::Kind::kAverage, 0}, std::nullopt, run, false});
  const auto middle = rules.Measured(LevelMeasure{Rank(50), shop.size, std::nullopt, false});
  // Points at the end of January: ann 10 (both orders), bob 5; of February: ann's of 2 February, less than 30 days ago.
  CHECK(shop.Rows(rules, {size, middle, points}) == Lines{"2026-01,10.000000,10.000000,7.500000",
                                                          "2026-02,30.000000,30.000000,2.500000",
                                                          "2026-03,40.000000,40.000000,0.000000"});
}

TEST_CASE("a time runs from the latest visit that no arrival has used", "[engine][measure]") {
  TimelineBuilder facts;
  const auto call = facts.Kind("call"), sale = facts.Kind("sale"), birth = facts.Kind("birth");
  facts.Event("ann", birth, "2025-12-01");
  facts.Event("ann", call, "2026-01-01");
  facts.Event("ann", call, "2026-01-05");
  facts.Event("ann", sale, "2026-01-15");  // 10 days after the call of the 5th
  facts.Event("ann", call, "2026-02-01");
  facts.Event("ann", sale, "2026-02-03");
  facts.Event("bob", sale, "2026-01-20");  // nobody called
  facts.Event("bob", call, "2026-01-25");
  Rules rules(facts.schema());
  // Each event puts the contact into a segment for a day.
  const Target called{rules.Did(call, {InLastWindow{Days(1)}}), std::nullopt};
  const Target sold{rules.Did(sale, {InLastWindow{Days(1)}}), std::nullopt};
  const auto days = rules.Measured(DurationMeasure{Rank(50), called, sold, kMillisecondsPerDay});
  const auto hours = rules.Measured(DurationMeasure{{Statistic::Kind::kAverage, 0}, called, sold, 3'600'000});
  const Answers answers(rules.program, facts.Build());
  const Report report = Monthly({days, hours}, "2026-01-01", "2026-04-01");
  CHECK(answers.Table(kEnd, report) ==
        Lines{"2026-01,10.000000,240.000000", "2026-02,2.000000,48.000000", "2026-03,no values,no values"});
  const ReportResult result = answers.Compute(kEnd, report);
  CHECK(result.table.rows[0].cells[0].without == 1);  // bob's sale
  CHECK(result.table.rows[1].cells[0].without == 0);
}

EventSet Followed(EventKindId first, EventKindId then, Length within) {
  EventSet set = Rules::Events({first});
  set.followed_by = Precedent{{{then, std::nullopt}}, {}, within};
  return set;
}

TEST_CASE("followed by: the first events, at their own time, up to the end of the window", "[engine][measure]") {
  Shop shop;
  shop.facts.Event("ann", shop.visit, "2026-01-18");           // two days before the order of the 20th: just in time
  shop.facts.Event("ann", shop.visit, "2026-01-31");           // the order of 2 February
  shop.facts.Event("bob", shop.visit, "2026-01-03");           // at the order's own instant: visit was declared first
  shop.facts.Event("bob", shop.visit, "2026-01-04");           // after it
  shop.facts.Event("eve", shop.visit, "2026-03-30T00:00:00");  // may still buy
  Rules rules(shop.facts.schema());
  const auto count = rules.Measured(EventCountMeasure{Followed(shop.visit, shop.buy, Days(2))});
  const auto contacts = rules.Measured(ContactsWithMeasure{Followed(shop.visit, shop.buy, Days(2))});
  const auto short_of =
      rules.Measured(EventCountMeasure{Followed(shop.visit, shop.buy, {Days(2).milliseconds - 1, 0})});
  CHECK(shop.Rows(rules, {count, contacts, short_of}) == Lines{"2026-01,3,2,1", "2026-02,0,0,0", "2026-03,0,0,0"});
  const ReportResult result =
      Answers(rules.program, shop.facts.Build()).Compute(kEnd, Monthly({count}, "2026-01-01", "2026-04-01"));
  CHECK_FALSE(result.table.rows[1].cells[0].incomplete);
  CHECK(result.table.rows[2].cells[0].incomplete);  // until 3 April
}

TEST_CASE("cohorts: outcomes belong to the latest entry at or before them", "[engine][measure]") {
  Shop shop;
  shop.facts.Event("ann", shop.visit, "2026-01-01");  // led to the order of 2 January: 10 EUR
  shop.facts.Event("ann", shop.visit, "2026-01-02");  // at the order's instant: this one has it
  shop.facts.Event("ann", shop.visit, "2026-01-19");  // 60 EUR on the 20th and 5 EUR on 2 February, 14 days later
  shop.facts.Event("bob", shop.visit, "2026-01-04");  // his order was before
  Rules rules(shop.facts.schema());
  const auto visits = rules.Measured(EventCountMeasure{Rules::Events({shop.visit})});
  const auto orders = rules.Measured(EventCountMeasure{Rules::Events({shop.buy})});
  const auto revenue = rules.Measured(EventSumMeasure{Rules::Events({shop.buy}), {0}, true});
  const auto converted = rules.Measured(CohortMeasure{orders, visits, Days(14)});
  const auto earned = rules.Measured(CohortMeasure{revenue, visits, Days(14)});
  const auto at_once = rules.Measured(CohortMeasure{revenue, visits, Days(13)});
  CHECK(shop.Rows(rules, {visits, converted, earned, at_once}) == Lines{"2026-01,4,2,75.0000 EUR,70.0000 EUR",
                                                                        "2026-02,0,0,0.0000 EUR,0.0000 EUR",
                                                                        "2026-03,0,0,0.0000 EUR,0.0000 EUR"});
}

TEST_CASE("cohorts of contacts: each once per period, from the first event of it", "[engine][measure]") {
  Shop shop;
  shop.facts.Event("bob", shop.visit, "2026-02-01");
  Rules rules(shop.facts.schema());
  const auto buyers = rules.Measured(ContactsWithMeasure{Rules::Events({shop.buy})});
  const auto visits = rules.Measured(EventCountMeasure{Rules::Events({shop.visit})});
  const auto came_back = rules.Measured(CohortMeasure{visits, buyers, Days(60)});
  CHECK(shop.Rows(rules, {buyers, came_back}) == Lines{"2026-01,2,1", "2026-02,1,0", "2026-03,0,0"});
}

TEST_CASE("a cohort is incomplete until its last entry's time has run out", "[engine][measure]") {
  Shop shop;
  Rules rules(shop.facts.schema());
  const auto orders = rules.Measured(EventCountMeasure{Rules::Events({shop.buy})});
  const auto again = rules.Measured(CohortMeasure{orders, orders, Days(31)});
  const Answers answers(rules.program, shop.facts.Build());
  const auto incomplete = [&](const char* as_of) {
    std::string marks;
    for (const ReportRow& row : answers.Compute(as_of, Monthly({again}, "2026-01-01", "2026-04-01")).table.rows) {
      marks += row.cells[0].incomplete ? 'i' : '-';
    }
    return marks;
  };
  CHECK(incomplete("2026-03-03T23:59:59.999") == "iii");
  CHECK(incomplete("2026-03-04") == "-ii");  // 1 February + 31 days
}

std::string Credited(Credit::Touch touch, const Shop& shop) {
  Rules rules(shop.facts.schema());
  const auto revenue = rules.Measured(EventSumMeasure{Rules::Events({shop.buy}), {0}, true});
  rules.program.measures[revenue].credit = Credit{touch, Rules::Events({shop.visit}), {0}, Days(30)};
  Report report = Shown({revenue});
  report.splits.push_back({"campaign", PropertySplit{{PropertyId{0}, std::nullopt}}});
  const Answers answers(rules.program, shop.facts.Build());
  std::string text = answers.Table(kEnd, Shown({revenue})).front();
  for (const std::string& line : answers.Table(kEnd, report)) text += " | " + line;
  return text;
}

TEST_CASE("credit goes to the first, the last or any touch before", "[engine][measure]") {
  Shop shop;
  shop.facts.Event("ann", shop.visit, "2026-01-10", {"mail"});
  shop.facts.Event("ann", shop.visit, "2026-01-12", {"ads"});
  shop.facts.Event("ann", shop.visit, "2026-01-19", {"mail"});
  shop.facts.Event("ann", shop.visit, "2026-01-20");                // no campaign: skipped
  shop.facts.Event("ann", shop.visit, "2026-01-21", {"too late"});  // but in time for 2 February
  shop.facts.Event("bob", shop.visit, "2026-01-03T00:00:00.001", {"after"});
  // 60 EUR on 20 January: mail, ads, mail. 5 EUR on 2 February: those and "too late". 10 and 20 EUR: none.
  CHECK(Credited(Credit::Touch::kLast, shop) ==
        "all,95.0000 EUR | all,mail,60.0000 EUR | all,none,30.0000 EUR | all,too late,5.0000 EUR");
  CHECK(Credited(Credit::Touch::kFirst, shop) == "all,95.0000 EUR | all,mail,65.0000 EUR | all,none,30.0000 EUR");
  CHECK(Credited(Credit::Touch::kAny, shop) ==
        "all,95.0000 EUR | all,ads,65.0000 EUR | all,mail,65.0000 EUR | all,none,30.0000 EUR | "
        "all,too late,5.0000 EUR");
}

}  // namespace
}  // namespace segue::engine
