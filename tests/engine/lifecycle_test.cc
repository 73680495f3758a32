// Lifecycles, sentence by sentence of docs/internals/semantics.md.
#include <catch2/catch_test_macros.hpp>

#include "tests/engine/moments.h"

namespace segue::engine {
namespace {

constexpr StateId kA = 0, kB = 1, kC = 2;

struct World {
  TimelineBuilder facts;
  EventKindId x = facts.Kind("x", {{"name", ValueType::kText}}), y = facts.Kind("y");
  Rules rules{facts.schema()};

  World() { facts.Born("ann", "2026-01-01"); }
  void Tell(EventKindId kind, const char* day, const std::string& name = "") {
    facts.Event("ann", kind, std::string("2026-") + day, {name});
  }
  NodeId Run(std::vector<Transition> transitions) {
    return rules.Run({"L", {"a", "b", "c"}, kA, std::move(transitions), ""});
  }
  std::string Moves(std::vector<Transition> transitions, Scope scope = Always()) {
    const NodeId run = Run(std::move(transitions));
    return Moments(rules.program, facts.Build(), scope).MovesOf("ann", run);
  }
  std::string Of(NodeId node) { return Moments(rules.program, facts.Build(), Always()).Of("ann", node); }

  static Transition After(std::vector<StateId> from, StateId to, Length length, std::optional<NodeId> when = {}) {
    return {std::move(from), to, std::nullopt, length, when};
  }
  static Transition OnWhen(std::vector<StateId> from, StateId to, EventKindId kind, NodeId when) {
    return {std::move(from), to, Rules::Events({kind}), std::nullopt, when};
  }
};

TEST_CASE("the earliest firing instant wins, at one instant the first written", "[lifecycle]") {
  World world;
  world.Tell(world.x, "03-01");
  world.Tell(world.y, "02-01");
  CHECK(world.Moves({Rules::On({kA}, kB, world.x), Rules::On({kA}, kC, world.y)}) == "a>c 2026-02-01");
  world.Tell(world.x, "02-01");
  CHECK(world.Moves({Rules::On({kA}, kB, world.x), Rules::On({kA}, kC, world.y)}) == "a>b 2026-02-01");
  CHECK(world.Moves({Rules::On({kA}, kC, world.y), Rules::On({kA}, kB, world.x)}) == "a>c 2026-02-01");
}

TEST_CASE("one event fires one move, the first in the order that matches", "[lifecycle]") {
  World world;
  world.Tell(world.x, "02-01", "one");
  CHECK(world.Moves({Rules::On({kA}, kB, world.x), Rules::On({kB}, kC, world.x)}) == "a>b 2026-02-01");
  world.Tell(world.x, "02-01", "two");
  CHECK(world.Moves({Rules::On({kA}, kB, world.x), Rules::On({kB}, kC, world.x)}) == "a>b 2026-02-01, b>c 2026-02-01");
  // The first transition takes "one", the first that matches; the second then needs "one" and finds it used.
  Transition needs_one = Rules::On({kB}, kC, world.x);
  needs_one.on->alternatives = {Rules::Match(world.x, 0, Rules::Equal(std::string("one")))};
  CHECK(world.Moves({Rules::On({kA}, kB, world.x), needs_one}) == "a>b 2026-02-01");
  Transition needs_two = Rules::On({kB}, kC, world.x);
  needs_two.on->alternatives = {Rules::Match(world.x, 0, Rules::Equal(std::string("two")))};
  CHECK(world.Moves({Rules::On({kA}, kB, world.x), needs_two}) == "a>b 2026-02-01, b>c 2026-02-01");
}

TEST_CASE("events of one instant may be used in any order", "[lifecycle]") {
  World world;  // y comes after x in the order of kinds, and yet moves first
  world.Tell(world.x, "02-01");
  world.Tell(world.y, "02-01");
  CHECK(world.Moves({Rules::On({kA}, kB, world.y), Rules::On({kB}, kC, world.x)}) == "a>b 2026-02-01, b>c 2026-02-01");
}

TEST_CASE("a state is entered at most once per instant", "[lifecycle]") {
  const auto bounce = [](int events) {
    World world;
    for (int i = 0; i < events; ++i) world.Tell(world.x, "02-01", std::to_string(i));
    return world.Moves({Rules::On({kA}, kB, world.x), Rules::On({kB}, kA, world.x)});
  };
  CHECK(bounce(2) == "a>b 2026-02-01, b>a 2026-02-01");
  CHECK(bounce(3) == "a>b 2026-02-01, b>a 2026-02-01");  // b was entered already
  World at_birth;                                        // the start state counts as entered at birth
  at_birth.Tell(at_birth.x, "01-01", "1");
  at_birth.Tell(at_birth.x, "01-01", "2");
  CHECK(at_birth.Moves({Rules::On({kA}, kB, at_birth.x), Rules::On({kB}, kA, at_birth.x)}) == "a>b 2026-01-01");
}

TEST_CASE("when fires at entering if it holds, else when it begins to hold", "[lifecycle]") {
  World world;
  world.Tell(world.x, "02-01");
  world.Tell(world.y, "03-01");
  const NodeId y_recent = world.rules.Did(world.y, {InLastWindow{Days(30)}});
  const NodeId no_y = world.rules.Not(y_recent);
  CHECK(world.Moves({Rules::On({kA}, kB, world.x), Rules::When({kB}, kC, y_recent)}) ==
        "a>b 2026-02-01, b>c 2026-03-01");
  CHECK(world.Moves({Rules::On({kA}, kB, world.x), Rules::When({kB}, kC, no_y)}) == "a>b 2026-02-01, b>c 2026-02-01");
  CHECK(world.Moves({Rules::When({kA}, kB, no_y)}) == "a>b 2026-01-01");
  CHECK(world.Moves({Rules::On({kA}, kB, world.y), Rules::When({kB}, kC, no_y)}) == "a>b 2026-03-01, b>c 2026-03-31");
}

TEST_CASE("a barred when waits until its condition becomes true anew", "[lifecycle]") {
  World world;
  world.Tell(world.x, "02-01");
  world.Tell(world.y, "02-01");
  world.Tell(world.y, "06-01");
  const NodeId recent = world.rules.Did(world.y, {InLastWindow{Days(30)}});
  // On 1 February: a → b on x, b → a on y, then `when recent` holds but b was entered: wait for the run of 1 June.
  CHECK(world.Moves({Rules::On({kA}, kB, world.x), Rules::On({kB}, kA, world.y), Rules::When({kA}, kB, recent)}) ==
        "a>b 2026-02-01, b>a 2026-02-01, a>b 2026-06-01, b>a 2026-06-01");
}

TEST_CASE("the bar of a when outlasts the stay", "[lifecycle]") {
  World world;
  world.Tell(world.x, "02-01");
  world.Tell(world.y, "02-01");
  world.Tell(world.x, "03-01");
  world.Tell(world.y, "04-01");
  const NodeId bought = world.rules.Did(world.x);  // true for ever from 1 February
  CHECK(world.Moves({Rules::On({kA}, kB, world.x), Rules::On({kB}, kA, world.y), Rules::When({kA}, kB, bought)}) ==
        "a>b 2026-02-01, b>a 2026-02-01, a>b 2026-03-01, b>a 2026-04-01");
}

TEST_CASE("after fires that long after entering, with a condition at the first moment it holds", "[lifecycle]") {
  World world;
  world.Tell(world.x, "01-31");
  world.Tell(world.y, "04-01");
  const NodeId y_recent = world.rules.Did(world.y, {InLastWindow{Days(30)}});
  CHECK(world.Moves({Rules::On({kA}, kB, world.x), World::After({kB}, kC, Months(1))}) ==
        "a>b 2026-01-31, b>c 2026-02-28");
  CHECK(world.Moves({Rules::On({kA}, kB, world.x), World::After({kB}, kC, Days(10), y_recent)}) ==
        "a>b 2026-01-31, b>c 2026-04-01");
  CHECK(world.Moves({Rules::On({kA}, kB, world.x), World::After({kB}, kC, Days(65), y_recent)}) ==
        "a>b 2026-01-31, b>c 2026-04-06");
  CHECK(world.Moves({Rules::On({kA}, kB, world.x), World::After({kB}, kC, Days(100), y_recent)}) == "a>b 2026-01-31");
}

TEST_CASE("entering a state again starts its timer again", "[lifecycle]") {
  World world;
  for (const char* day : {"01-10", "01-15", "01-24"}) world.Tell(world.x, day);
  CHECK(world.Moves({Rules::On({kA}, kB, world.x), Rules::On({kB}, kB, world.x), World::After({kB}, kC, Days(10))}) ==
        "a>b 2026-01-10, b>b 2026-01-15, b>b 2026-01-24, b>c 2026-02-03");
  CHECK(world.Moves({Rules::On({kA}, kB, world.x), Rules::On({kB}, kB, world.x), World::After({kB}, kC, Days(9))}) ==
        "a>b 2026-01-10, b>b 2026-01-15, b>b 2026-01-24, b>c 2026-02-02");
  CHECK(world.Moves({Rules::On({kA}, kB, world.x), World::After({kB}, kC, Days(5)), Rules::On({kB}, kB, world.x)}) ==
        "a>b 2026-01-10, b>c 2026-01-15");
}

TEST_CASE("on … when asks at the event's instant, that instant's events included", "[lifecycle]") {
  World world;
  world.Tell(world.x, "02-01");
  world.Tell(world.x, "03-01");
  world.Tell(world.y, "03-01");
  const NodeId did_y = world.rules.Did(world.y);
  CHECK(world.Moves({World::OnWhen({kA}, kB, world.x, did_y)}) == "a>b 2026-03-01");
}

TEST_CASE("others see the state after the last move of the instant", "[lifecycle]") {
  World world;
  world.Tell(world.x, "02-01");
  world.Tell(world.y, "02-01");
  const NodeId run = world.Run({Rules::On({kA}, kB, world.x), Rules::On({kB}, kC, world.y)});
  CHECK(world.Of(world.rules.Add(InStateNode{run, {kA}})) == "2025-12-31T23:59:59.999..2026-02-01");
  CHECK(world.Of(world.rules.Add(InStateNode{run, {kB}})).empty());
  CHECK(world.Of(world.rules.Add(InStateNode{run, {kA, kC}})) == "2025-12-31T23:59:59.999..forever");
  CHECK(world.Of(world.rules.Add(WasInStateNode{run, {kB}})) == "2026-02-01..forever");
  CHECK(world.Of(world.rules.Add(WasInStateNode{run, {kA}})) == "2025-12-31T23:59:59.999..forever");
}

TEST_CASE("time goes on after as_of without events, up to the horizon", "[lifecycle]") {
  World world;
  world.Tell(world.x, "02-01");
  world.Tell(world.x, "02-05");
  const std::vector<Transition> transitions{Rules::On({kA}, kB, world.x), Rules::On({kB}, kC, world.x),
                                            World::After({kB}, kA, Days(10))};
  CHECK(world.Moves(transitions, AsOf("2026-02-04")) == "a>b 2026-02-01");
  CHECK(world.Moves(transitions, AsOf("2026-02-04", "2026-02-11")) == "a>b 2026-02-01, b>a 2026-02-11");
  CHECK(world.Moves(transitions, AsOf("2026-02-04", "2026-02-10T23:59:59.999")) == "a>b 2026-02-01");
  CHECK(world.Moves(transitions, AsOf("2026-02-05", "2027-01-01")) == "a>b 2026-02-01, b>c 2026-02-05");
  CHECK(world.Moves(transitions, AsOf("2025-12-31", "2027-01-01")).empty());
}

TEST_CASE("a cycle of timers expands up to the horizon, and without one is stopped", "[lifecycle]") {
  World world;
  world.Run({World::After({kA}, kB, Days(1)), World::After({kB}, kA, Days(2))});
  const Timelines timelines = world.facts.Build();
  const NodeId run = world.rules.program.lifecycle_runs[0];
  const Moments month(world.rules.program, timelines, AsOf("2026-01-01", "2026-01-05"));
  CHECK(month.MovesOf("ann", run) == "a>b 2026-01-02, b>a 2026-01-04, a>b 2026-01-05");
  CHECK(month.Runaways().empty());
  const Moments endless(world.rules.program, timelines, Always());
  REQUIRE(endless.Runaways().size() == 1);
  CHECK(endless.Runaways()[0].contact == 0);
  // 10,000 moves, a pair takes three days: the last pair is complete on day 15,000.
  const std::string moves = endless.MovesOf("ann", run);
  CHECK(moves.ends_with("b>a " + Short(At("2026-01-01") + 15'000 * kMillisecondsPerDay)));
}

TEST_CASE("a contact that has always existed fires its timers at once", "[lifecycle]") {
  World world;
  world.facts.Contact("zoe");
  const NodeId run = world.Run({World::After({kA}, kB, Days(1)), World::After({kB}, kA, Days(1))});
  const Moments moments(world.rules.program, world.facts.Build(), AsOf("2026-01-01"));
  CHECK(moments.MovesOf("zoe", run) == "a>b always");  // and a was entered at that instant already
}

}  // namespace
}  // namespace segue::engine
