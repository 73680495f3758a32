// Goals and alerts, by hand.
#include "engine/goal_status.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include "tests/engine/answer_rules.h"

namespace segue::engine {
namespace {

using Catch::Matchers::WithinAbs;

/// Orders on these days, one contact each.
struct Shop {
  TimelineBuilder facts;
  EventKindId purchase = facts.Kind("purchase", {{"amount", ValueType::kMoney}});
  int contacts = 0;

  void Orders(std::string_view day, int count) {
    for (int i = 0; i < count; ++i) facts.Event("c" + std::to_string(contacts++), purchase, day, {Euro(10)});
  }
};

Goal Quarter(ShownMetric shown, double target) {
  Goal goal;
  goal.name = "T1";
  goal.shown = std::move(shown);
  goal.aim = GoalThreshold{target};
  goal.period = {At("2026-01-01"), At("2026-04-01")};
  goal.unit = CalendarUnit::kQuarter;
  return goal;
}

GoalRow Judged(const Answers& answers, std::string_view as_of, const Goal& goal) {
  const auto results = JudgeGoals(answers.evaluator(), At(as_of), {&goal, 1});
  REQUIRE(results.size() == 1);
  REQUIRE(results[0].error.empty());
  REQUIRE(results[0].rows.size() == 1);
  return results[0].rows[0];
}

}  // namespace

TEST_CASE("without last year the pace is linear", "[engine][goals]") {
  Shop shop;
  shop.Orders("2026-01-10", 30);
  shop.Orders("2026-03-20", 70);
  Rules rules(shop.facts.schema());
  const Goal goal = Quarter(Show(rules.Measured(EventCountMeasure{Rules::Events({shop.purchase})})), 90);
  const Answers answers(rules.program, shop.facts.Build());
  // 90 days; by the end of 30 January 30 of them: 30 are due, and 30 are there.
  GoalRow row = Judged(answers, "2026-01-30T23:59:59.999", goal);
  CHECK(row.status == GoalStatus::kOnTrack);
  CHECK_THAT(std::get<double>(*row.due), WithinAbs(30, 1e-9));
  CHECK_FALSE(row.due_by_last_year);
  CHECK(Judged(answers, "2026-01-31T12:00", goal).status == GoalStatus::kBehind);
  CHECK(Judged(answers, "2026-03-19T23:59:59.999", goal).status == GoalStatus::kBehind);
  CHECK(Judged(answers, "2026-03-20", goal).status == GoalStatus::kReached);
  CHECK(Judged(answers, "2025-12-31T23:59:59.999", goal).status == GoalStatus::kNotBegun);
  Goal more = goal;
  more.aim = GoalThreshold{100.5};
  CHECK(Judged(answers, "2026-03-31T23:59:59.999", more).status == GoalStatus::kMissed);
  CHECK(Judged(answers, "2026-03-31", more).status == GoalStatus::kOnTrack);  // 99.4 due on the last morning
}

TEST_CASE("with last year the pace is its share of the same part", "[engine][goals]") {
  Shop shop;
  shop.Orders("2025-01-10", 80);  // 80 % of last year's quarter by 15 February
  shop.Orders("2025-03-10", 20);
  shop.Orders("2026-02-01", 88);
  Rules rules(shop.facts.schema());
  Goal goal = Quarter(Show(rules.Measured(EventCountMeasure{Rules::Events({shop.purchase})})), 110);
  const Answers answers(rules.program, shop.facts.Build());
  GoalRow row = Judged(answers, "2026-02-15", goal);
  CHECK(row.due_by_last_year);
  CHECK_THAT(std::get<double>(*row.due), WithinAbs(88, 1e-9));
  CHECK(row.status == GoalStatus::kOnTrack);
  goal.aim = GoalThreshold{111.0};
  CHECK(Judged(answers, "2026-02-15", goal).status == GoalStatus::kBehind);
  // Ten per cent more than the 100 of last year.
  goal.aim = GoalChange{1.1, true};
  row = Judged(answers, "2026-02-15", goal);
  CHECK_THAT(std::get<double>(*row.target), WithinAbs(110, 1e-9));
  CHECK(row.status == GoalStatus::kOnTrack);
  // Nothing was ordered in the quarter before, and ten per cent more than nothing is no aim.
  goal.aim = GoalChange{1.1, false};
  CHECK(Judged(answers, "2026-02-15", goal).status == GoalStatus::kNoBase);
  // Two years ago there is no data to compare with.
  goal.period = {At("2025-01-01"), At("2025-04-01")};
  goal.aim = GoalChange{1.1, true};
  CHECK(Judged(answers, "2026-02-15", goal).status == GoalStatus::kNoBase);
}

TEST_CASE("at most: passed is missed at once, kept is reached at the end", "[engine][goals]") {
  Shop shop;
  shop.Orders("2026-01-10", 10);
  Rules rules(shop.facts.schema());
  Goal goal = Quarter(Show(rules.Measured(EventCountMeasure{Rules::Events({shop.purchase})})), 9);
  goal.at_least = false;
  const Answers answers(rules.program, shop.facts.Build());
  CHECK(Judged(answers, "2026-01-11", goal).status == GoalStatus::kMissed);
  goal.aim = GoalThreshold{90.0};
  CHECK(Judged(answers, "2026-01-11", goal).status == GoalStatus::kOnTrack);  // 10.0 due by the end of the 10th
  CHECK(Judged(answers, "2026-01-10", goal).status == GoalStatus::kBehind);
  CHECK(Judged(answers, "2026-04-01", goal).status == GoalStatus::kReached);
}

TEST_CASE("a share is judged as it stands, with its interval; of too few it is not", "[engine][goals]") {
  Shop shop;
  shop.Orders("2026-01-10", 40);
  for (int i = 0; i < 10; ++i) shop.facts.Event("c" + std::to_string(i), shop.purchase, "2026-01-12", {Euro(10)});
  Rules rules(shop.facts.schema());
  const auto buyers = rules.Measured(ContactsWithMeasure{Rules::Events({shop.purchase})});
  EventSet again = Rules::Events({shop.purchase});
  again.followed_by = Precedent{{{shop.purchase, std::nullopt}}, {}, Days(5)};
  const auto returned = rules.Measured(ContactsWithMeasure{again});
  ShownMetric rate{"rate", 0, Combine(Expression::Kind::kDivide, OfMeasure(returned), OfMeasure(buyers)),
                   Rate::kProportion};
  Goal goal = Quarter(rate, 0.25);
  const Answers answers(rules.program, shop.facts.Build());
  // 10 of 40; what the buyers of the last days may still do is known five days after the quarter.
  const GoalRow running = Judged(answers, "2026-02-01", goal);
  CHECK(running.status == GoalStatus::kNotKnown);
  CHECK(running.known_from == At("2026-04-06"));
  const GoalRow over = Judged(answers, "2026-04-06", goal);
  CHECK(over.status == GoalStatus::kReached);
  // Wilson's interval of 10 of 40: 0.1419 to 0.4019 (Newcombe 1998, method 3).
  REQUIRE(over.interval);
  CHECK_THAT(over.interval->low, WithinAbs(0.1419, 5e-5));
  CHECK_THAT(over.interval->high, WithinAbs(0.4019, 5e-5));
  rules.program.smallest_denominator = 41;
  const Answers strict(rules.program, shop.facts.Build());
  CHECK(Judged(strict, "2026-04-06", goal).status == GoalStatus::kTooFew);
}

TEST_CASE("a level is judged at the period's end, or now", "[engine][goals]") {
  Shop shop;
  shop.Orders("2026-01-10", 5);
  Rules rules(shop.facts.schema());
  const Target buyer{rules.Did(shop.purchase, {InLastWindow{Days(30)}}), std::nullopt};
  const Goal goal = Quarter(Show(rules.Measured(MembersMeasure{buyer})), 5);
  const Answers answers(rules.program, shop.facts.Build());
  CHECK(Judged(answers, "2026-01-20", goal).status == GoalStatus::kOnTrack);
  CHECK_FALSE(Judged(answers, "2026-01-20", goal).due);
  CHECK(Judged(answers, "2026-02-20", goal).status == GoalStatus::kBehind);
  CHECK(Judged(answers, "2026-04-20", goal).status == GoalStatus::kMissed);
}

TEST_CASE("alerts look back 30 days, levels at the moment", "[engine][goals]") {
  Shop shop;
  shop.Orders("2026-01-10", 5);
  Rules rules(shop.facts.schema());
  const Target buyer{rules.Did(shop.purchase), std::nullopt};
  Alert orders{"orders",        "",  Show(rules.Measured(EventCountMeasure{Rules::Events({shop.purchase})})),
               Limit::kAtLeast, 5.0, "many"};
  Alert members{"members", "", Show(rules.Measured(MembersMeasure{buyer})), Limit::kAbove, 5.0, "too many"};
  const std::vector<Alert> alerts{orders, members};
  const Answers answers(rules.program, shop.facts.Build());
  const auto at = [&](std::string_view as_of) { return JudgeAlerts(answers.evaluator(), At(as_of), alerts); };
  CHECK(at("2026-02-08T23:59:59.999")[0].raised);  // [10 January, 9 February)
  CHECK_FALSE(at("2026-02-09")[0].raised);
  CHECK_FALSE(at("2026-02-08")[1].raised);
}

}  // namespace segue::engine
