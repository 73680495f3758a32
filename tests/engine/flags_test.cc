// Flags that stick: `when … until …` and `on … until …`. The end wins ties.
#include <catch2/catch_test_macros.hpp>

#include "tests/engine/moments.h"

namespace segue::engine {
namespace {

struct Flags {
  TimelineBuilder facts;
  EventKindId on = facts.Kind("on"), off = facts.Kind("off");
  Rules rules{facts.schema()};

  /// ann, born on 1 January, with these events on days of January.
  void Tell(std::initializer_list<std::pair<EventKindId, const char*>> events) {
    facts.Born("ann", "2026-01-01");
    for (const auto& [kind, day] : events) facts.Event("ann", kind, std::string("2026-01-") + day);
  }
  NodeId During(EventKindId kind, std::int64_t days) { return rules.Did(kind, {InLastWindow{Days(days)}}); }
  std::string Of(NodeId node) { return Moments(rules.program, facts.Build(), Always()).Of("ann", node); }
};

TEST_CASE("a switch goes on and off at events", "[flags]") {
  Flags flags;
  flags.Tell({{flags.on, "02"}, {flags.on, "03"}, {flags.off, "05"}, {flags.off, "06"}, {flags.on, "08"}});
  const NodeId flag = flags.rules.Add(SwitchNode{Rules::Events({flags.on}), Rules::Events({flags.off})});
  CHECK(flags.Of(flag) == "2026-01-02..2026-01-05 2026-01-08..forever");
}

TEST_CASE("off wins at one instant", "[flags]") {
  Flags flags;
  flags.Tell({{flags.on, "02"}, {flags.off, "02"}, {flags.on, "03"}, {flags.on, "04"}, {flags.off, "04"}});
  const NodeId flag = flags.rules.Add(SwitchNode{Rules::Events({flags.on}), Rules::Events({flags.off})});
  CHECK(flags.Of(flag) == "2026-01-03..2026-01-04");
}

TEST_CASE("a latch sets where when and not until", "[flags]") {
  Flags flags;
  flags.Tell({{flags.on, "02"}, {flags.off, "04"}, {flags.on, "09"}});
  // when [2, 5) [9, 12); until [4, 6)
  const NodeId set = flags.During(flags.on, 3), clear = flags.During(flags.off, 2);
  CHECK(flags.Of(flags.rules.Add(LatchNode{set, clear, {}})) == "2026-01-02..2026-01-04 2026-01-09..forever");
  CHECK(flags.Of(flags.rules.Add(LatchNode{set, {}, {}})) == "2026-01-02..forever");
}

TEST_CASE("a latch whose when outlasts its until is set again", "[flags]") {
  Flags flags;
  flags.Tell({{flags.on, "02"}, {flags.off, "04"}});
  const NodeId set = flags.During(flags.on, 10), clear = flags.During(flags.off, 2);
  CHECK(flags.Of(flags.rules.Add(LatchNode{set, clear, {}})) == "2026-01-02..2026-01-04 2026-01-06..forever");
  CHECK(flags.Of(flags.rules.Add(LatchNode{set, flags.During(flags.on, 3), {}})) == "2026-01-05..forever");
}

TEST_CASE("just before birth a latch is its condition, which is not remembered", "[flags]") {
  Flags flags;
  flags.Tell({{flags.on, "01"}});
  const NodeId without = flags.rules.Not(flags.rules.Did(flags.on));
  CHECK(flags.Of(flags.rules.Add(LatchNode{without, {}, {}})) == "2025-12-31T23:59:59.999..2026-01-01");
}

TEST_CASE("a latch on a state is set by visits of zero length", "[flags]") {
  Flags flags;
  flags.Tell({{flags.on, "05"}, {flags.off, "05"}});
  const NodeId run =
      flags.rules.Run({"L", {"a", "b", "c"}, 0, {Rules::On({0}, 1, flags.on), Rules::On({1}, 2, flags.off)}, ""});
  const InStateNode in_b{run, {1}};
  const NodeId b = flags.rules.Add(in_b);
  CHECK(flags.Of(b).empty());
  CHECK(flags.Of(flags.rules.Add(LatchNode{b, {}, in_b})) == "2026-01-05..forever");
  CHECK(flags.Of(flags.rules.Add(LatchNode{b, flags.During(flags.off, 3), in_b})).empty());
  CHECK(flags.Of(flags.rules.Add(WasInStateNode{run, {1}})) == "2026-01-05..forever");
}

}  // namespace
}  // namespace segue::engine
