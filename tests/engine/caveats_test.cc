// Who is in only because nothing is known of them yet, at the edges of the window.
#include "engine/caveats.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/engine/answer_rules.h"

namespace segue::engine {
namespace {

std::int64_t Count(const Program& program, const TimelineBuilder& facts, NodeId node, std::string_view as_of) {
  const Answers answers(program, facts.Build());
  return CountMembers(answers.evaluator(), At(as_of), std::vector{node})[0];
}

TEST_CASE("newcomers are in only because of their age, up to the window's end", "[engine][caveats]") {
  TimelineBuilder facts;
  const auto purchase = facts.Kind("purchase");
  facts.Born("ann", "2026-01-10");
  facts.Born("old", "2020-01-01");
  facts.Born("buyer", "2020-01-01");
  facts.Event("buyer", purchase, "2025-06-01");
  Rules rules(facts.schema());
  const NodeId quiet = rules.Not(rules.Did(purchase, {InLastWindow{Days(60)}}));
  const std::vector<Caveat> caveats = FindCaveats(rules.program, quiet);
  REQUIRE(caveats.size() == 2);
  CHECK(caveats[0].kind == Caveat::Kind::kNever);
  CHECK(caveats[0].kinds == std::vector<EventKindId>{purchase});
  CHECK(caveats[1].kind == Caveat::Kind::kNewcomer);
  CHECK(caveats[1].window == Days(60));
  const auto count = [&](std::size_t i, std::string_view as_of) {
    return Count(rules.program, facts, caveats[i].node, as_of);
  };
  CHECK(count(0, "2026-01-20") == 2);  // ann and old; the buyer did once
  CHECK(count(1, "2026-01-09T23:59:59.999") == 0);
  CHECK(count(1, "2026-01-10") == 1);
  CHECK(count(1, "2026-03-10T23:59:59.999") == 1);  // 60 days from 10 January end on 11 March
  CHECK(count(1, "2026-03-11") == 0);
}

TEST_CASE("`known for` the same length leaves no newcomers", "[engine][caveats]") {
  TimelineBuilder facts;
  const auto purchase = facts.Kind("purchase");
  facts.Born("ann", "2026-01-10");
  Rules rules(facts.schema());
  const NodeId quiet = rules.Not(rules.Did(purchase, {InLastWindow{Days(60)}}));
  const NodeId known = rules.Add(KnownForNode{Days(60)});
  const NodeId both = rules.Add(AllOfNode{{quiet, known}});
  const std::vector<Caveat> caveats = FindCaveats(rules.program, both);
  REQUIRE(caveats.size() == 2);
  CHECK(Count(rules.program, facts, caveats[1].node, "2026-01-20") == 0);
  CHECK(Count(rules.program, facts, caveats[1].node, "2026-06-20") == 0);
}

TEST_CASE("a missing value counts only where nothing else lets the contact in", "[engine][caveats]") {
  TimelineBuilder facts;
  const auto purchase = facts.Kind("purchase");
  const auto country = facts.Field("country", ValueType::kText);
  for (const char* key : {"none", "buyer", "french", "belgian"}) facts.Born(key, "2026-01-01");
  facts.Event("buyer", purchase, "2026-01-02");
  facts.Change("french", country, "2026-01-01", std::string("FR"));
  facts.Change("belgian", country, "2026-01-01", std::string("BE"));
  Rules rules(facts.schema());
  ValueTest unequal = Rules::Equal(std::string("FR"));
  unequal.negated = true;
  const NodeId foreign = rules.Add(FieldNode{country, unequal});
  const NodeId bought = rules.Did(purchase);
  const NodeId either = rules.Add(AnyOfNode{{foreign, bought}});
  const std::vector<Caveat> caveats = FindCaveats(rules.program, either);
  REQUIRE(caveats.size() == 1);
  CHECK(caveats[0].kind == Caveat::Kind::kMissing);
  CHECK(caveats[0].field == country);
  CHECK(Count(rules.program, facts, either, "2026-02-01") == 3);
  CHECK(Count(rules.program, facts, caveats[0].node, "2026-02-01") == 1);  // the buyer is in anyway
}

TEST_CASE("a condition without such clauses has no caveat and its program is left alone", "[engine][caveats]") {
  TimelineBuilder facts;
  const auto purchase = facts.Kind("purchase");
  Rules rules(facts.schema());
  const NodeId bought = rules.Did(purchase, {InLastWindow{Days(60)}});
  const std::size_t nodes = rules.program.nodes.size();
  CHECK(FindCaveats(rules.program, bought).empty());
  CHECK(rules.program.nodes.size() == nodes);
}

}  // namespace
}  // namespace segue::engine
