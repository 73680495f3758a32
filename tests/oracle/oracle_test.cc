// The oracle itself, against values worked out by hand from semantics.md.
#include "tests/oracle/oracle.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/oracle/dump.h"
#include "tests/oracle/pack.h"
#include "tests/oracle/random_program.h"

namespace segue::oracle {
namespace {

using engine::Instant;
using engine::Length;
using engine::NodeId;

constexpr std::int64_t kDay = engine::kMillisecondsPerDay;
constexpr engine::EventKindId kForm = 0, kOpen = 1, kBuy = 2;
constexpr engine::FieldId kCountry = 0;
constexpr engine::Scope kEverything{engine::kForever, 300 * kDay};

/// Days 0, 1, 2 … of 1970 in UTC serve as instants.
struct World {
  engine::Program program;
  ContactFacts contact;
  NaiveCalendar calendar{"UTC"};

  World() {
    program.schema = RandomSchema();
    contact.fields.resize(program.schema.fields.size());
    contact.born = 0;
  }
  NodeId Add(engine::NodeOperation operation) {
    program.nodes.push_back({std::move(operation), {}});
    return static_cast<NodeId>(program.nodes.size() - 1);
  }
  NodeId AddRun(engine::Lifecycle lifecycle) {
    program.lifecycles.push_back(std::move(lifecycle));
    return Add(engine::LifecycleRunNode{static_cast<engine::LifecycleId>(program.lifecycles.size() - 1)});
  }
  void Happens(engine::EventKindId kind, Instant at, std::int64_t rank = 0) {
    contact.events.push_back({kind, at, rank, {}, 0});
  }
  Oracle Ask(engine::Scope scope = kEverything) {
    std::vector<ContactFacts> contacts{contact};
    Pack(program.schema, contacts);
    contact = contacts.front();
    return Oracle(program, contact, calendar, scope);
  }
};

engine::EventSet On(engine::EventKindId kind) { return {{{kind, {}}}, {}}; }
engine::DidNode Did(engine::EventKindId kind, std::vector<engine::WhenClause> when = {}) {
  return {On(kind), std::move(when), 1, {}};
}
engine::ValueTest Is(const char* text) { return {engine::TestKind::kEqual, false, {{std::string(text), false}}}; }

TEST_CASE("oracle: a window covers [t, t + W)") {
  World world;
  world.Happens(kBuy, 10 * kDay);
  const NodeId recent = world.Add(Did(kBuy, {engine::InLastWindow{{5 * kDay, 0}}}));
  const NodeId old = world.Add(Did(kBuy, {engine::OlderThanWindow{{5 * kDay, 0}}}));
  const Oracle oracle = world.Ask();
  CHECK_FALSE(oracle.Holds(recent, 10 * kDay - 1));
  CHECK(oracle.Holds(recent, 10 * kDay));
  CHECK(oracle.Holds(recent, 15 * kDay - 1));
  CHECK_FALSE(oracle.Holds(recent, 15 * kDay));
  CHECK_FALSE(oracle.Holds(old, 15 * kDay - 1));
  CHECK(oracle.Holds(old, 15 * kDay));
}

TEST_CASE("oracle: facts after as_of do not exist, time goes on") {
  World world;
  world.Happens(kBuy, 10 * kDay);
  world.Happens(kBuy, 12 * kDay);
  const NodeId recent = world.Add(Did(kBuy, {engine::InLastWindow{{5 * kDay, 0}}}));
  const Oracle oracle = world.Ask({11 * kDay, 30 * kDay});
  CHECK(oracle.Holds(recent, 15 * kDay - 1));
  CHECK_FALSE(oracle.Holds(recent, 15 * kDay));
}

TEST_CASE("oracle: this month and last month") {
  World world;
  world.Happens(kBuy, 10 * kDay);  // 11 January 1970
  const engine::RelativePeriod this_month{engine::CalendarUnit::kMonth, 0, 0};
  const engine::RelativePeriod last_month{engine::CalendarUnit::kMonth, -1, 0};
  const NodeId in_this = world.Add(Did(kBuy, {engine::RelativeWindow{{{this_month, false}}, {{this_month, true}}}}));
  const NodeId in_last = world.Add(Did(kBuy, {engine::RelativeWindow{{{last_month, false}}, {{last_month, true}}}}));
  const Oracle oracle = world.Ask();
  CHECK_FALSE(oracle.Holds(in_this, 10 * kDay - 1));  // January, but it has not happened
  CHECK(oracle.Holds(in_this, 31 * kDay - 1));
  CHECK_FALSE(oracle.Holds(in_this, 31 * kDay));
  CHECK(oracle.Holds(in_last, 31 * kDay));
  CHECK(oracle.Holds(in_last, 59 * kDay - 1));
  CHECK_FALSE(oracle.Holds(in_last, 59 * kDay));
}

TEST_CASE("oracle: just before birth there are field values and no events") {
  World world;
  world.Happens(kBuy, 0);
  world.contact.fields[kCountry] = {{0, std::string("FR")}};
  const NodeId bought = world.Add(Did(kBuy));
  const NodeId french = world.Add(engine::FieldNode{kCountry, Is("fr")});
  const NodeId not_bought = world.Add(engine::ComplementNode{bought});
  const NodeId was_without = world.Add(engine::EverNode{not_bought});
  const Oracle oracle = world.Ask();
  CHECK(oracle.Holds(not_bought, -1));
  CHECK_FALSE(oracle.Holds(not_bought, 0));
  CHECK(oracle.Holds(french, -1));
  CHECK_FALSE(oracle.Holds(was_without, 0));  // conditions live on [born, ∞)
}

TEST_CASE("oracle: `for` counts from the start of the run, from birth at the earliest") {
  World world;
  world.contact.fields[kCountry] = {
      {engine::kAlways, std::string("FR")}, {20 * kDay, std::string("FR")}, {30 * kDay, MaybeValue{}}};
  const NodeId french = world.Add(engine::FieldNode{kCountry, Is("FR")});
  const NodeId settled = world.Add(engine::HeldForNode{french, {25 * kDay, 0}});
  const NodeId known = world.Add(engine::KnownForNode{{25 * kDay, 0}});
  const Oracle oracle = world.Ask();
  CHECK_FALSE(oracle.Holds(settled, 25 * kDay - 1));
  CHECK(oracle.Holds(settled, 25 * kDay));  // the same value again is no break
  CHECK_FALSE(oracle.Holds(settled, 30 * kDay));
  CHECK_FALSE(oracle.Holds(known, 25 * kDay - 1));
  CHECK(oracle.Holds(known, 25 * kDay));
}

TEST_CASE("oracle: ties between last of two kinds go to rank, then kind") {
  World world;
  world.Happens(kForm, 5 * kDay, 1);
  world.Happens(kOpen, 5 * kDay, 0);
  world.Happens(kOpen, 6 * kDay);
  world.Happens(kForm, 6 * kDay);
  engine::OrdinalNode last{false, {{{kForm, {}}, {kOpen, {}}}, {}}, {}, {{kForm, {}}}};
  const NodeId last_is_form = world.Add(last);
  const Oracle oracle = world.Ask();
  CHECK(oracle.Holds(last_is_form, 5 * kDay));        // the form has the later rank
  CHECK_FALSE(oracle.Holds(last_is_form, 6 * kDay));  // equal ranks: open is declared later
}

engine::Transition On(std::vector<engine::StateId> from, engine::StateId to, engine::EventKindId kind) {
  return {std::move(from), to, On(kind), {}, {}};
}
engine::Transition When(std::vector<engine::StateId> from, engine::StateId to, NodeId when) {
  return {std::move(from), to, {}, {}, when};
}

TEST_CASE("oracle: one event fires at most one move, a state is entered once per instant") {
  World world;
  world.Happens(kBuy, kDay);
  world.Happens(kBuy, 2 * kDay);
  world.Happens(kBuy, 2 * kDay);
  const NodeId run = world.AddRun({"L", {"a", "b"}, 0, {On({0}, 1, kBuy), On({1}, 0, kBuy)}, {}});
  const NodeId in_b = world.Add(engine::InStateNode{run, {1}});
  const NodeId was_a = world.Add(engine::WasInStateNode{run, {0}});
  const Oracle oracle = world.Ask();
  // Day 1: a → b. Day 2: b → a, a → b: in b again after the instant.
  CHECK(oracle.Moves(run) ==
        std::vector<Move>{{kDay, 0, 1, 0, kBuy, 0}, {2 * kDay, 1, 0, 1, kBuy, 1}, {2 * kDay, 0, 1, 0, kBuy, 2}});
  CHECK(oracle.Holds(in_b, 2 * kDay));
  CHECK(oracle.Holds(was_a, -1));
}

TEST_CASE("oracle: a barred `when` waits until its condition is true anew") {
  World world;
  world.Happens(kOpen, kDay);
  world.Happens(kBuy, 5 * kDay);
  const NodeId bought = world.Add(Did(kOpen, {engine::InLastWindow{{2 * kDay, 0}}}));
  const NodeId other = world.Add(Did(kBuy, {engine::InLastWindow{{2 * kDay, 0}}}));
  const NodeId either = world.Add(engine::AnyOfNode{{bought, other}});
  const NodeId run = world.AddRun({"L", {"a", "b"}, 0, {When({0}, 1, either), When({1}, 0, either)}, {}});
  const Oracle oracle = world.Ask();
  // Day 1: a → b → a, then b is barred. True again from day 5: the same.
  const std::uint32_t none = engine::kNoEvent;
  CHECK(oracle.Moves(run) == std::vector<Move>{{kDay, 0, 1, 0, none, none},
                                               {kDay, 1, 0, 1, none, none},
                                               {5 * kDay, 0, 1, 0, none, none},
                                               {5 * kDay, 1, 0, 1, none, none}});
}

TEST_CASE("oracle: `after` counts from entering, birth included") {
  World world;
  world.Happens(kBuy, 3 * kDay);
  engine::Transition stale{{0}, 1, {}, Length{10 * kDay, 0}, {}};
  const NodeId run = world.AddRun({"L", {"fresh", "stale"}, 0, {stale, On({1}, 0, kBuy)}, {}});
  const Oracle oracle = world.Ask();
  CHECK(oracle.Moves(run) == std::vector<Move>{{10 * kDay, 0, 1, 0, engine::kNoEvent, engine::kNoEvent}});
}

TEST_CASE("oracle: `until` wins ties, a visit of zero length sets a flag") {
  World world;
  world.Happens(kForm, kDay);
  world.Happens(kBuy, kDay);
  world.Happens(kOpen, 4 * kDay);
  world.Happens(kBuy, 4 * kDay);
  const NodeId run = world.AddRun({"L", {"a", "b", "c"}, 0, {On({0}, 1, kForm), On({1}, 2, kBuy)}, {}});
  const NodeId in_b = world.Add(engine::InStateNode{run, {1}});
  const NodeId opened = world.Add(Did(kOpen));
  const NodeId flag = world.Add(engine::LatchNode{in_b, opened, engine::InStateNode{run, {1}}});
  const NodeId switched = world.Add(engine::SwitchNode{On(kBuy), On(kOpen)});
  const Oracle oracle = world.Ask();
  CHECK_FALSE(oracle.Holds(in_b, kDay));
  CHECK(oracle.Holds(flag, kDay));
  CHECK(oracle.Holds(flag, 4 * kDay - 1));
  CHECK_FALSE(oracle.Holds(flag, 4 * kDay));
  CHECK(oracle.Holds(switched, 4 * kDay - 1));
  CHECK_FALSE(oracle.Holds(switched, 4 * kDay));
}

TEST_CASE("oracle: a contact without a date has always existed") {
  World world;
  world.contact.born = engine::kAlways;
  world.contact.fields[kCountry] = {{engine::kAlways, std::string("FR")}};
  const NodeId french = world.Add(engine::FieldNode{kCountry, Is("FR")});
  const NodeId settled = world.Add(engine::HeldForNode{french, {0, 6}});
  const NodeId known = world.Add(engine::KnownForNode{{0, 6}});
  const Oracle oracle = world.Ask();
  CHECK(oracle.Exists(0));
  CHECK(oracle.Holds(settled, engine::kAlways));
  CHECK(oracle.Holds(known, engine::kAlways));
}

TEST_CASE("oracle: an absence that ends after as_of has not ended") {
  World world;
  world.contact.absences = {{10 * kDay, 20 * kDay}, {50 * kDay, engine::kForever}};
  const Oracle whole = world.Ask();
  CHECK(whole.Exists(10 * kDay - 1));
  CHECK_FALSE(whole.Exists(10 * kDay));
  CHECK(whole.Exists(20 * kDay));
  CHECK_FALSE(whole.Exists(50 * kDay));
  const Oracle early = world.Ask({15 * kDay, 300 * kDay});
  CHECK_FALSE(early.Exists(20 * kDay));
  const Oracle before = world.Ask({9 * kDay, 300 * kDay});
  CHECK(before.Exists(60 * kDay));
}

}  // namespace
}  // namespace segue::oracle
