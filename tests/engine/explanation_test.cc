// Explanations against hand-worked evidence: what counted, what missed and by how much, when it flips.
#include "engine/explanation.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/engine/moments.h"

namespace segue::engine {
namespace {

struct Explained {
  Program program;
  Timelines timelines;
  Calendar calendar;

  Explained(const Rules& rules, const TimelineBuilder& facts)
      : program(rules.program), timelines(facts.Build()), calendar(*Calendar::Load("UTC")) {}

  ContactExplanation Of(std::uint32_t contact, std::string_view as_of, NodeId node) const {
    const Evaluator evaluator(program, timelines, calendar);
    return Explain(evaluator, At(as_of), contact, std::vector<NodeId>{node});
  }
};

/// Purchases on 1 and 11 May; beto, before her in key order nobody, comes after and never bought.
struct Shop {
  TimelineBuilder facts;
  EventKindId purchase = facts.Kind("purchase", {{"amount", ValueType::kNumber}});
  EventKindId click = facts.Kind("click");
  FieldId country = facts.Field("country", ValueType::kText);

  Shop() {
    facts.Born("ann", "2026-01-01");
    facts.Event("ann", purchase, "2026-05-01", {40.0});
    facts.Event("ann", purchase, "2026-05-11", {15.0});
    facts.Born("bob", "2026-02-01");
  }
};

std::string Text(std::optional<Instant> instant) { return instant ? Short(*instant) : "none"; }
std::string Text(Interval interval) { return Short(interval.start) + ".." + Short(interval.end); }

TEST_CASE("a count says how many count, until when, and what is missing", "[explanation]") {
  Shop shop;
  Rules rules(shop.facts.schema());
  const NodeId often = rules.Add(DidNode{Rules::Events({shop.purchase}), {InLastWindow{Days(30)}}, 3, {}});
  const Explained explained(rules, shop.facts);
  const auto of = [&](std::string_view as_of) { return explained.Of(0, as_of, often).nodes.front(); };
  const auto count_of = [&](std::string_view as_of) { return std::get<CountEvidence>(of(as_of).evidence); };

  const CountEvidence both = count_of("2026-05-20");
  CHECK(both.count == 2);
  CHECK(both.at_least == 3);
  REQUIRE(both.counted.size() == 2);
  CHECK(Text(both.counted[0].covers) == "2026-05-11..2026-06-10");
  CHECK(Text(both.counted[1].covers) == "2026-05-01..2026-05-31");
  CHECK_FALSE(both.missed);
  CHECK_FALSE(of("2026-05-20").holds);

  // The first leaves the window at 31 May exactly.
  CHECK(count_of("2026-05-30T23:59:59.999").count == 2);
  const CountEvidence one = count_of("2026-05-31");
  CHECK(one.count == 1);
  REQUIRE(one.missed);
  CHECK(Text(one.missed->covers) == "2026-05-01..2026-05-31");
  // Both are gone: the nearer one is named.
  CHECK(Text(count_of("2026-07-01").missed->covers) == "2026-05-11..2026-06-10");
  CHECK(count_of("2026-07-01").matching == 2);
  CHECK(count_of("2026-05-05").matching == 1);
}

TEST_CASE("an aggregate says what it comes to, up to the edges of what counts", "[explanation]") {
  Shop shop;
  Rules rules(shop.facts.schema());
  const auto aggregate = [&](AggregateKind kind) {
    const ValueTest test{TestKind::kGreaterOrEqual, false, {{100.0}}};
    return rules.Add(AggregateNode{kind, Rules::Events({shop.purchase}), {0}, {InLastWindow{Days(30)}}, test});
  };
  const NodeId sum = aggregate(AggregateKind::kSum), average = aggregate(AggregateKind::kAverage),
               largest = aggregate(AggregateKind::kLargest), smallest = aggregate(AggregateKind::kSmallest),
               distinct = aggregate(AggregateKind::kDistinct);
  const Explained explained(rules, shop.facts);
  const auto value = [&](NodeId node, std::string_view as_of) {
    return std::get<AggregateEvidence>(explained.Of(0, as_of, node).nodes.front().evidence).value;
  };

  CHECK(value(sum, "2026-04-30T23:59:59.999") == Value(0.0));
  CHECK(value(sum, "2026-05-01") == Value(40.0));
  CHECK(value(sum, "2026-05-10T23:59:59.999") == Value(40.0));
  CHECK(value(sum, "2026-05-11") == Value(55.0));
  CHECK(value(sum, "2026-05-30T23:59:59.999") == Value(55.0));
  CHECK(value(sum, "2026-05-31") == Value(15.0));
  CHECK(value(sum, "2026-06-10") == Value(0.0));
  CHECK(value(average, "2026-05-20") == Value(27.5));
  CHECK_FALSE(value(average, "2026-06-10"));
  CHECK(value(largest, "2026-05-20") == Value(40.0));
  CHECK(value(largest, "2026-05-31") == Value(15.0));
  CHECK(value(smallest, "2026-05-20") == Value(15.0));
  CHECK_FALSE(value(smallest, "2026-06-10"));
  CHECK(value(distinct, "2026-05-20") == Value(2.0));
}

TEST_CASE("a score says what it is made of, up to the edges of what counts", "[explanation]") {
  Shop shop;
  Rules rules(shop.facts.schema());
  const NodeId known = rules.Add(KnownForNode{Days(130)});  // 1 January + 130 days = 11 May
  Score score;
  score.per_event.push_back({10 * kPointScale, Rules::Events({shop.purchase}), {InLastWindow{Days(15)}}});
  score.during.push_back({5 * kPointScale, known});
  score.at_most = 22 * kPointScale;
  rules.program.scores.push_back(score);
  const NodeId run = rules.Add(ScoreRunNode{0});
  rules.program.score_runs.push_back(run);
  const NodeId high = rules.Add(ScoreTestNode{run, {{20 * kPointScale, 100 * kPointScale}}});
  const Explained explained(rules, shop.facts);
  const auto evidence = [&](std::string_view as_of) {
    return std::get<ScoreEvidence>(explained.Of(0, as_of, high).nodes.front().evidence);
  };

  CHECK(evidence("2026-04-30T23:59:59.999").value == 0);
  CHECK(evidence("2026-05-01").value == 10 * kPointScale);
  CHECK_FALSE(evidence("2026-05-10T23:59:59.999").during[0]);
  const ScoreEvidence capped = evidence("2026-05-11");
  CHECK(capped.value == 22 * kPointScale);
  CHECK(capped.per_event == std::vector<std::int64_t>{2});
  CHECK(capped.during[0]);
  CHECK(evidence("2026-05-15T23:59:59.999").per_event == std::vector<std::int64_t>{2});
  CHECK(evidence("2026-05-16").per_event == std::vector<std::int64_t>{1});
  CHECK(evidence("2026-05-16").value == 15 * kPointScale);
  CHECK(evidence("2026-05-26").value == 5 * kPointScale);
}

TEST_CASE("a condition says since when, and when it flips", "[explanation]") {
  Shop shop;
  Rules rules(shop.facts.schema());
  const NodeId recent = rules.Did(shop.purchase, {InLastWindow{Days(5)}});
  const Explained explained(rules, shop.facts);
  const auto of = [&](std::string_view as_of) { return explained.Of(0, as_of, recent).nodes.front(); };
  // [1, 6) and [11, 16) May; what happens after the instant is not known.
  CHECK((of("2026-05-05T23:59:59.999").holds && !of("2026-05-06").holds));
  CHECK(Text(of("2026-05-03").since) == "2026-05-01");
  CHECK(Text(of("2026-05-03").until) == "2026-05-06");
  CHECK(Text(of("2026-05-08").since) == "2026-05-06");
  CHECK(Text(of("2026-05-08").until) == "none");
  CHECK(Text(of("2026-05-16").since) == "2026-05-16");
  CHECK(Text(of("2026-04-30").since) == "none");  // false from birth
}

TEST_CASE("events that do not match are told from none at all", "[explanation]") {
  Shop shop;
  Rules rules(shop.facts.schema());
  EventSet large;
  large.alternatives = {Rules::Match(shop.purchase, 0, {TestKind::kGreaterOrEqual, false, {{50.0, false}}})};
  const NodeId node = rules.Add(DidNode{large, {}, 1, {}});
  const Explained explained(rules, shop.facts);
  const auto ann = std::get<CountEvidence>(explained.Of(0, "2026-06-01", node).nodes.front().evidence);
  CHECK((ann.happened == 2 && ann.matching == 0 && ann.count == 0));
  const auto bob = std::get<CountEvidence>(explained.Of(1, "2026-06-01", node).nodes.front().evidence);
  CHECK((bob.happened == 0 && bob.matching == 0));
}

TEST_CASE("first and last name their event and what it covers", "[explanation]") {
  Shop shop;
  Rules rules(shop.facts.schema());
  const NodeId late = rules.Add(OrdinalNode{false, Rules::Events({shop.purchase}), {OlderThanWindow{Days(30)}}, {}});
  const NodeId first = rules.Add(OrdinalNode{true, Rules::Events({shop.purchase}), {}, {}});
  const Explained explained(rules, shop.facts);
  const auto last = std::get<OrdinalEvidence>(explained.Of(0, "2026-05-20", late).nodes.front().evidence);
  REQUIRE(last.event);
  CHECK(Short(last.event->event.at) == "2026-05-11");
  CHECK(Text(last.event->covers) == "2026-06-10..forever");
  CHECK(Text(explained.Of(0, "2026-05-20", late).nodes.front().until) == "2026-06-10");
  const auto of_all = std::get<OrdinalEvidence>(explained.Of(0, "2026-05-20", first).nodes.front().evidence);
  CHECK(Short(of_all.event->event.at) == "2026-05-01");
  CHECK_FALSE(std::get<OrdinalEvidence>(explained.Of(1, "2026-05-20", first).nodes.front().evidence).event);
}

TEST_CASE("a field names the value that holds", "[explanation]") {
  Shop shop;
  shop.facts.Change("ann", shop.country, "", std::string("FR"));
  shop.facts.Change("ann", shop.country, "2026-03-01", std::string("BE"));
  Rules rules(shop.facts.schema());
  const NodeId french = rules.FieldIs(shop.country, "FR");
  const Explained explained(rules, shop.facts);
  const auto of = [&](std::string_view as_of) {
    return std::get<FieldEvidence>(explained.Of(0, as_of, french).nodes.front().evidence);
  };
  CHECK((of("2026-02-28").row == 0U && of("2026-02-28").since == kAlways));
  CHECK((of("2026-03-01").row == 1U && of("2026-03-01").since == At("2026-03-01")));
  CHECK_FALSE(std::get<FieldEvidence>(explained.Of(1, "2026-03-01", french).nodes.front().evidence).row);
}

TEST_CASE("a lifecycle tells its moves, what may move it next, and when it will", "[explanation]") {
  Shop shop;
  Rules rules(shop.facts.schema());
  const NodeId quiet = rules.Not(rules.Did(shop.purchase, {InLastWindow{Days(60)}}));
  Lifecycle lifecycle{"L", {"new", "client", "lost", "cold"}, 0, {}, ""};
  lifecycle.transitions = {Rules::On({0, 2}, 1, shop.purchase), Rules::When({1}, 2, quiet)};
  Transition timer;
  timer.from = {0};
  timer.to = 3;
  timer.after = Days(100);
  lifecycle.transitions.push_back(timer);
  const NodeId run = rules.Run(lifecycle);
  const Explained explained(rules, shop.facts);

  const Explanation ann = explained.Of(0, "2026-05-20", run).nodes.front();
  const auto& moves = std::get<LifecycleEvidence>(ann.evidence);
  CHECK(moves.state == 3);  // cold 100 days after 1 January, on 11 April, from where nothing leads away
  REQUIRE(moves.moves.size() == 1);
  CHECK(Short(moves.moves.front().at) == "2026-04-11");
  CHECK((moves.possible.empty() && !moves.next));

  const Explanation before = explained.Of(0, "2026-04-10T23:59:59.999", run).nodes.front();
  const auto& waiting = std::get<LifecycleEvidence>(before.evidence);
  CHECK(waiting.state == 0);
  REQUIRE(waiting.next);
  CHECK((Short(waiting.next->at) == "2026-04-11" && waiting.next->to == 3 && waiting.next->transition == 2));
  REQUIRE(waiting.possible.size() == 2);
  CHECK(Text(waiting.possible[1].due) == "2026-04-11");

  shop.facts.Event("bob", shop.purchase, "2026-03-01");
  const Explained again(rules, shop.facts);
  const Explanation bob = again.Of(1, "2026-04-29", run).nodes.front();
  const auto& client = std::get<LifecycleEvidence>(bob.evidence);
  CHECK(client.state == 1);
  REQUIRE((client.moves.size() == 1 && client.moves.front().event));
  CHECK(Short(client.moves.front().event->at) == "2026-03-01");
  // 1 March + 60 days = 30 April.
  CHECK(Text(bob.until) == "2026-04-30");
  REQUIRE((client.possible.size() == 1 && client.possible.front().part));
  const Explanation& condition = bob.parts[*client.possible.front().part];
  CHECK((!condition.holds && Text(condition.until) == "2026-04-30"));
}

TEST_CASE("existence: before birth, while gone, and back", "[explanation]") {
  Shop shop;
  shop.facts.Absence("bob", "2026-03-01", "2026-04-01");
  Rules rules(shop.facts.schema());
  const NodeId everyone = rules.Add(EveryoneNode{});
  const Explained explained(rules, shop.facts);
  CHECK_FALSE(explained.Of(1, "2026-01-31", everyone).known);
  const ContactExplanation gone = explained.Of(1, "2026-03-15", everyone);
  CHECK((gone.known && !gone.exists && !gone.memberships.front().holds && gone.nodes.front().holds));
  CHECK(Text(gone.changes) == "2026-03-01");
  const ContactExplanation back = explained.Of(1, "2026-04-01", everyone);
  CHECK((back.exists && back.memberships.front().holds));
  CHECK(Text(back.memberships.front().since) == "2026-04-01");
  CHECK(Text(explained.Of(1, "2026-02-28", everyone).memberships.front().since) == "2026-02-01");
}

TEST_CASE("a part is explained once, and deep chains end", "[explanation]") {
  Shop shop;
  Rules rules(shop.facts.schema());
  const NodeId did = rules.Did(shop.purchase);
  const NodeId twice = rules.Add(AllOfNode{{rules.Add(EverNode{did}), rules.Add(HeldForNode{did, Days(1)})}});
  NodeId deep = did;
  for (int i = 0; i < 500; ++i) deep = rules.Add(EverNode{deep});
  const Explained explained(rules, shop.facts);
  const Explanation both = explained.Of(0, "2026-06-01", twice).nodes.front();
  REQUIRE(both.parts.size() == 2);
  CHECK_FALSE(both.parts[0].parts.front().repeated);
  CHECK((both.parts[1].parts.front().repeated && both.parts[1].parts.front().holds));
  const Explanation chain = explained.Of(0, "2026-06-01", deep).nodes.front();
  int levels = 0;
  for (const Explanation* part = &chain; !part->parts.empty(); part = &part->parts.front()) ++levels;
  CHECK(levels == 100);
}

}  // namespace
}  // namespace segue::engine
