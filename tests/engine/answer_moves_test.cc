// Every move, in order; none during an absence.
#include <catch2/catch_test_macros.hpp>

#include "tests/engine/answer_rules.h"

namespace segue::engine {
namespace {

Lifecycle OnEvents(std::string name, std::vector<std::string> states, std::vector<Transition> transitions) {
  return {std::move(name), std::move(states), 0, std::move(transitions), ""};
}

/// `contact lifecycle from>to at`, instants from the epoch of the test (1 January 2026) in milliseconds.
Lines MovesOf(const Answers& answers, std::string_view as_of, const std::vector<LifecycleId>& lifecycles) {
  Lines lines;
  for (const MoveRecord& move : ListMoves(answers.evaluator(), At(as_of), lifecycles)) {
    lines.push_back(std::to_string(move.contact) + " L" + std::to_string(move.lifecycle) + " " +
                    std::to_string(move.from) + ">" + std::to_string(move.to) + " " +
                    std::to_string(move.at - At("2026-01-01")));
  }
  return lines;
}

TEST_CASE("moves are listed by instant, contact, lifecycle, then as they happened", "[engine][answer]") {
  TimelineBuilder facts;
  const auto a = facts.Kind("a");
  const auto b = facts.Kind("b");
  for (const char* key : {"ann", "bob"}) {
    facts.Born(key, "2025-12-01");
    facts.Event(key, a, "2026-01-01T00:00:00.002");
    facts.Event(key, b, "2026-01-01T00:00:00.002");
  }
  facts.Event("bob", a, "2026-01-01T00:00:00.001");
  Rules rules(facts.schema());
  rules.Run(OnEvents("First", {"s", "t", "u"}, {Rules::On({0}, 1, a), Rules::On({1}, 2, b)}));
  rules.Run(OnEvents("Second", {"s", "t"}, {Rules::On({0}, 1, b)}));
  const Answers answers(rules.program, facts.Build());
  CHECK(MovesOf(answers, "2026-02-01", {1, 0}) ==
        Lines{"1 L0 0>1 1", "0 L0 0>1 2", "0 L0 1>2 2", "0 L1 0>1 2", "1 L0 1>2 2", "1 L1 0>1 2"});
  CHECK(MovesOf(answers, "2026-02-01", {1}) == Lines{"0 L1 0>1 2", "1 L1 0>1 2"});
  CHECK(MovesOf(answers, "2026-01-01T00:00:00.001", {0, 1}) == Lines{"1 L0 0>1 1"});
  CHECK(MovesOf(answers, "2026-01-01T00:00:00.002", {0}).size() == 4);
  CHECK(MovesOf(answers, "2026-01-01", {0, 1}).empty());
}

TEST_CASE("a move during an absence is not listed, one at its end is", "[engine][answer]") {
  TimelineBuilder facts;
  const auto a = facts.Kind("a");
  for (const char* key : {"before", "first", "last", "return"}) facts.Born(key, "2025-12-01");
  for (const char* key : {"before", "first", "last", "return"}) {
    facts.Absence(key, At("2026-01-01") + 10, At("2026-01-01") + 20);
  }
  facts.Event("before", a, At("2026-01-01") + 9);
  facts.Event("first", a, At("2026-01-01") + 10);
  facts.Event("last", a, At("2026-01-01") + 19);
  facts.Event("return", a, At("2026-01-01") + 20);
  Rules rules(facts.schema());
  rules.Run(OnEvents("L", {"s", "t"}, {Rules::On({0}, 1, a)}));
  const Answers answers(rules.program, facts.Build());
  CHECK(MovesOf(answers, "2026-02-01", {0}) == Lines{"0 L0 0>1 9", "3 L0 0>1 20"});
}

TEST_CASE("a forecast lists the moves that come if nothing happens", "[engine][answer]") {
  TimelineBuilder facts;
  const auto a = facts.Kind("a");
  facts.Event("ann", a, "2026-01-01");
  Rules rules(facts.schema());
  const NodeId recent = rules.Did(a, {InLastWindow{Days(1)}});
  rules.Run(OnEvents("L", {"active", "former"}, {Rules::When({0}, 1, rules.Not(recent))}));
  const Answers answers(rules.program, facts.Build());
  CHECK(MovesOf(answers, "2026-01-01T23:59:59.999", {0}).empty());
  CHECK(MovesOf(answers, "2026-01-02T00:00", {0}) == Lines{"0 L0 0>1 86400000"});
  CHECK(MovesOf(answers, "2027-01-01", {0}) == Lines{"0 L0 0>1 86400000"});
}

}  // namespace
}  // namespace segue::engine
