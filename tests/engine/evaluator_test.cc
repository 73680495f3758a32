// Batches, threads, existence, scopes: what holds of every evaluation.
#include <catch2/catch_test_macros.hpp>
#include <random>

#include "engine/evaluation.h"
#include "tests/engine/moments.h"

namespace segue::engine {
namespace {

struct Crowd {
  TimelineBuilder facts;
  EventKindId click = facts.Kind("click"), purchase = facts.Kind("purchase");
  Rules rules{facts.schema()};
  NodeId segment = 0, run = 0;

  Crowd() {
    std::mt19937_64 random(7);
    for (int contact = 0; contact < 5'000; ++contact) {
      const std::string key = std::to_string(contact);
      facts.Contact(key);
      for (std::uint64_t i = random() % 6; i > 0; --i) {
        facts.Event(key, random() % 2 == 0 ? click : purchase,
                    static_cast<Instant>(random() % 1'000) * kMillisecondsPerDay);
      }
    }
    segment = rules.Add(AllOfNode{{rules.Did(click), rules.Did(purchase, {InLastWindow{Days(90)}})}});
    run = rules.Run({"L", {"a", "b"}, 0, {Rules::On({0}, 1, purchase), Rules::On({1}, 0, click)}, ""});
  }

  /// Everything the evaluation says, by batch.
  std::vector<std::string> Read(unsigned threads) const {
    const Timelines timelines = facts.Build();
    const Calendar calendar = *Calendar::Load("UTC");
    const Evaluator evaluator(rules.program, timelines, calendar, threads);
    std::vector<std::string> read(evaluator.Batches());
    const NodeId roots[] = {segment, run};
    evaluator.Run(Always(), roots, [&](std::size_t number, unsigned worker, const Batch& batch) {
      if (worker >= evaluator.Threads()) return;
      std::string& text = read[number];
      text = std::to_string(batch.first()) + "+" + std::to_string(batch.size());
      for (const Instant start : batch.Moments(segment).starts) text += " " + std::to_string(start);
      for (const Instant at : batch.Moves(run).at) text += " " + std::to_string(at);
    });
    return read;
  }
};

TEST_CASE("the number of threads changes nothing", "[evaluator]") {
  const Crowd crowd;
  const std::vector<std::string> alone = crowd.Read(1);
  REQUIRE(alone.size() > 3);
  for (const unsigned threads : {2U, 3U, 8U}) CHECK(crowd.Read(threads) == alone);
}

TEST_CASE("no contacts make no batches", "[evaluator]") {
  TimelineBuilder facts;
  const EventKindId click = facts.Kind("click");
  Rules rules(facts.schema());
  const NodeId did = rules.Did(click);
  const Timelines timelines = facts.Build();
  const Calendar calendar = *Calendar::Load("UTC");
  const Evaluator evaluator(rules.program, timelines, calendar);
  CHECK(evaluator.Batches() == 0);
  int batches = 0;
  evaluator.Run(Always(), std::span(&did, 1), [&](std::size_t, unsigned, const Batch&) { ++batches; });
  CHECK(batches == 0);
}

TEST_CASE("existence is life without the absences that as_of knows", "[evaluator]") {
  TimelineBuilder facts;
  facts.Born("ann", "2026-01-01");
  facts.Absence("ann", "2026-02-01", "2026-03-01");
  facts.Absence("ann", "2026-04-01");
  facts.Contact("zoe");
  const auto existence = [&](std::string_view contact, Scope scope) {
    return Moments(Rules(facts.schema()).program, facts.Build(), scope).Existence(contact);
  };
  CHECK(existence("ann", Always()) == "2026-01-01..2026-02-01 2026-03-01..2026-04-01");
  CHECK(existence("ann", AsOf("2026-03-31")) == "2026-01-01..2026-02-01 2026-03-01..forever");
  CHECK(existence("ann", AsOf("2026-03-01")) == "2026-01-01..2026-02-01 2026-03-01..forever");
  CHECK(existence("ann", AsOf("2026-02-15", "2026-12-01")) == "2026-01-01..2026-02-01");  // no return known
  CHECK(existence("ann", AsOf("2026-01-31")) == "2026-01-01..forever");
  CHECK(existence("ann", AsOf("2025-12-31")).empty());
  CHECK(existence("zoe", AsOf("1950-01-01")) == "always..forever");
}

TEST_CASE("absences do not break conditions", "[evaluator]") {
  TimelineBuilder facts;
  const EventKindId purchase = facts.Kind("purchase");
  facts.Event("ann", purchase, "2026-01-01");
  facts.Absence("ann", "2026-01-10", "2026-01-20");
  Rules rules(facts.schema());
  const NodeId lasting = rules.Add(HeldForNode{rules.Did(purchase), Days(15)});
  CHECK(Moments(rules.program, facts.Build(), Always()).Of("ann", lasting) == "2026-01-16..forever");
}

TEST_CASE("events after as_of have no rows", "[evaluator]") {
  TimelineBuilder facts;
  const EventKindId click = facts.Kind("click"), account = facts.AccountKind("spend");
  facts.Event("ann", click, "2026-01-01");
  facts.Event("bob", click, "2026-01-01");
  facts.Event("bob", click, "2026-01-02");
  facts.Event("bob", click, "2026-01-02T00:00:00.001");
  facts.AccountEvent(account, "2026-01-01");
  const auto rows = [&](std::string_view contact, EventKindId kind, Scope scope) {
    return Moments(Rules(facts.schema()).program, facts.Build(), scope).EventRows(contact, kind);
  };
  CHECK(rows("bob", click, Always()) == "1..4");
  CHECK(rows("bob", click, AsOf("2026-01-02")) == "1..3");
  CHECK(rows("bob", click, AsOf("2025-01-01")) == "1..1");
  CHECK(rows("ann", click, Always()) == "0..1");
  CHECK(rows("ann", account, Always()) == "0..0");
}

TEST_CASE("the outlook is the longest duration and two years", "[evaluator]") {
  Program program;
  program.longest = Months(3);
  const Calendar paris = *Calendar::Load("Europe/Paris");
  const Scope scope = ScopeWithOutlook(program, paris, At("2026-01-15T10:00"));
  CHECK(Short(scope.as_of) == "2026-01-15T10:00");
  CHECK(Short(scope.horizon) == "2028-04-15T09:00");  // summer time: the same local time
  CHECK(ScopeWithOutlook(program, paris, kForever).horizon == kForever);
}

TEST_CASE("matches are found by their place or their meaning", "[evaluator]") {
  TimelineBuilder facts;
  const EventKindId purchase = facts.AccountKind("purchase", {{"code", ValueType::kText}});
  facts.AccountEvent(purchase, "2026-01-01", {std::string("VIP")});
  facts.AccountEvent(purchase, "2026-01-02", {std::string("x")});
  Rules rules(facts.schema());
  const EventMatch vip = Rules::Match(purchase, 0, Rules::Equal(std::string("vip")));
  rules.Measured(EventCountMeasure{{{vip}, {}}});
  const Timelines timelines = facts.Build();
  const Calendar calendar = *Calendar::Load("UTC");
  const Evaluator evaluator(rules.program, timelines, calendar);
  const EventMatch& own = std::get<EventCountMeasure>(rules.program.measures[0].what).events.alternatives[0];
  const EventMatch other = Rules::Match(purchase, 0, Rules::Equal(std::string("X")));
  for (const EventMatch* match : {&own, &vip}) {
    CHECK(evaluator.MatchesAccountEvent(*match, 0));
    CHECK_FALSE(evaluator.MatchesAccountEvent(*match, 1));
  }
  CHECK_FALSE(evaluator.MatchesAccountEvent(other, 0));
  CHECK(evaluator.MatchesAccountEvent(other, 1));
  CHECK(evaluator.MatchesAccountEvent({purchase, {}}, 1));
}

}  // namespace
}  // namespace segue::engine
