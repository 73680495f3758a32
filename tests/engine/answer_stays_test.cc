// The history of membership: when a stay is known, when it is over, and what an absence does to it.
#include <catch2/catch_test_macros.hpp>

#include "tests/engine/answer_rules.h"

namespace segue::engine {
namespace {

/// "contact start-end" in milliseconds after 2026-01-01; "-" alone while it is not over.
std::string Text(const Stay& stay) {
  const Instant origin = At("2026-01-01");
  std::string text = std::to_string(stay.contact) + " " + std::to_string(stay.when.start - origin) + "-";
  return stay.when.end == kForever ? text : text + std::to_string(stay.when.end - origin);
}

TEST_CASE("a stay begins when it is known and ends when it is over", "[engine][answer]") {
  TimelineBuilder facts;
  const auto purchase = facts.Kind("purchase");
  facts.Born("ann", "2025-12-01");
  facts.Event("ann", purchase, At("2026-01-01") + 5);
  Rules rules(facts.schema());
  const NodeId recent = rules.Did(purchase, {InLastWindow{Length{10, 0}}});  // [5, 15)
  const Answers answers(rules.program, facts.Build());
  const auto stays = [&](Instant offset) {
    Lines lines;
    for (const Stay& stay : ListStays(answers.evaluator(), At("2026-01-01") + offset, recent))
      lines.push_back(Text(stay));
    return lines;
  };
  CHECK(stays(4).empty());
  CHECK(stays(5) == Lines{"0 5-"});
  CHECK(stays(14) == Lines{"0 5-"});
  CHECK(stays(15) == Lines{"0 5-15"});
  CHECK(stays(16) == Lines{"0 5-15"});
}

TEST_CASE("stays in states follow each other, are cut by absences and leave out visits without length",
          "[engine][answer]") {
  TimelineBuilder facts;
  const auto a = facts.Kind("a");
  const auto b = facts.Kind("b");
  facts.Born("ann", "2026-01-01");
  facts.Event("ann", a, At("2026-01-01") + 3);  // s→t at 3
  facts.Absence("ann", At("2026-01-01") + 10, At("2026-01-01") + 20);
  facts.Event("ann", b, At("2026-01-01") + 12);  // t→u while away: the return enters u
  facts.Event("bob", a, At("2026-01-01") + 7);   // born by it: no time in s
  facts.Event("bob", b, At("2026-01-01") + 7);   // and none in t
  Rules rules(facts.schema());
  Lifecycle lifecycle;
  lifecycle.name = "L";
  lifecycle.states = {"s", "t", "u"};
  lifecycle.transitions = {Rules::On({0}, 1, a), Rules::On({1}, 2, b)};
  rules.Run(std::move(lifecycle));
  const Answers answers(rules.program, facts.Build());
  const auto stays = [&](Instant offset) {
    Lines lines;
    for (const auto& [stay, state] : ListStateStays(answers.evaluator(), At("2026-01-01") + offset, 0))
      lines.push_back("stu"[state] + (" " + Text(stay)));
    return lines;
  };
  CHECK(stays(2) == Lines{"s 0 0-"});
  CHECK(stays(3) == Lines{"s 0 0-3", "t 0 3-"});
  CHECK(stays(9) == Lines{"s 0 0-3", "t 0 3-", "u 1 7-"});
  CHECK(stays(10) == Lines{"s 0 0-3", "t 0 3-10", "u 1 7-"});
  CHECK(stays(20) == Lines{"s 0 0-3", "t 0 3-10", "u 0 20-", "u 1 7-"});
}

TEST_CASE("the contacts listed are those that exist", "[engine][answer]") {
  TimelineBuilder facts;
  facts.Born("ann", "2026-01-10");
  facts.Born("bob", "2026-01-01");
  facts.Absence("bob", "2026-01-20", "2026-01-30");
  const Rules rules(facts.schema());
  const Answers answers(rules.program, facts.Build());
  using Contacts = std::vector<std::uint32_t>;
  CHECK(ListContacts(answers.evaluator(), At("2026-01-09")) == Contacts{1});
  CHECK(ListContacts(answers.evaluator(), At("2026-01-10")) == Contacts{0, 1});
  CHECK(ListContacts(answers.evaluator(), At("2026-01-20")) == Contacts{0});
  CHECK(ListContacts(answers.evaluator(), At("2026-01-30")) == Contacts{0, 1});
}

}  // namespace
}  // namespace segue::engine
