// Which columns are loaded: exactly those that the nodes behind an answer name.
#include "adapters/cli/needed_columns.h"

#include <catch2/catch_test_macros.hpp>

namespace segue::cli {
namespace {

using engine::EventSet;

/// Events of one kind, perhaps with a test of a property.
EventSet Events(engine::EventKindId kind, std::optional<engine::PropertyId> property = std::nullopt) {
  engine::EventMatch match{kind, std::nullopt};
  if (property) match.filter = engine::Predicate{engine::PropertyTest{*property, {}}};
  return {{match}, {}};
}

/// Fields country 0, email 1; events form 0 {form}, purchase 1 {amount, order}, opened 2 {machine}; list VIP 0.
/// Nodes: 0 field country, 1 did form, 2 lifecycle run (purchase while 1), 3 in a state of it, 4 did opened with
/// machine, 5 in list VIP, 6 all of 0 and 3.
engine::Program Example() {
  engine::Program program;
  program.schema.fields.resize(2);
  program.schema.events.resize(3);
  program.schema.events[0].properties.resize(1);
  program.schema.events[1].properties.resize(2);
  program.schema.events[2].properties.resize(1);
  program.schema.lists = {"VIP"};
  EventSet purchase = Events(1);
  purchase.during.push_back({1, false});
  engine::Lifecycle lifecycle;
  lifecycle.states = {"unknown", "client"};
  lifecycle.transitions.push_back({{0}, 1, purchase, std::nullopt, std::nullopt});
  program.lifecycles.push_back(lifecycle);
  program.lifecycle_runs = {2};
  program.nodes.resize(7);
  program.nodes[0].operation = engine::FieldNode{0, {}};
  program.nodes[1].operation = engine::DidNode{Events(0), {}, 1, std::nullopt};
  program.nodes[2].operation = engine::LifecycleRunNode{0};
  program.nodes[3].operation = engine::InStateNode{2, {1}};
  program.nodes[4].operation = engine::DidNode{Events(2, 0), {}, 1, std::nullopt};
  program.nodes[5].operation = engine::InListNode{0};
  program.nodes[6].operation = engine::AllOfNode{{0, 3}};
  return program;
}

using Bits = std::vector<bool>;

}  // namespace

TEST_CASE("nothing asked is nothing read") {
  const engine::Program program = Example();
  const adapters::LoadRequest request = NeededColumns(program).Request();
  CHECK(request.fields == Bits{false, false});
  CHECK(request.kinds == Bits{false, false, false});
  CHECK(request.lists == Bits{false});
}

TEST_CASE("a condition brings what stands behind it, through lifecycles and while") {
  const engine::Program program = Example();
  NeededColumns columns(program);
  columns.AddNode(6);
  const adapters::LoadRequest request = columns.Request();
  CHECK(request.fields == Bits{true, false});
  CHECK(request.kinds == Bits{true, true, false});
  CHECK(request.properties == std::vector<Bits>{{false}, {false, false}, {false}});
  CHECK(request.lists == Bits{false});
}

TEST_CASE("tests of properties and lists are read where they are named") {
  const engine::Program program = Example();
  NeededColumns columns(program);
  columns.AddNode(4);
  columns.AddNode(5);
  const adapters::LoadRequest request = columns.Request();
  CHECK(request.kinds == Bits{false, false, true});
  CHECK(request.properties == std::vector<Bits>{{false}, {false, false}, {true}});
  CHECK(request.lists == Bits{true});
}

TEST_CASE("dates as seen from the moment are read, samples read nothing") {
  engine::Program program = Example();
  program.nodes[0].operation = engine::DateFieldNode{1, engine::InNextWindow{{0, 1}}};
  program.nodes[4].operation = engine::AnniversaryNode{0, engine::InLastWindow{{0, 1}}};
  program.nodes[5].operation = engine::SampleNode{1, "holdout"};
  engine::EventMatch match{1, engine::Predicate{engine::DatePropertyTest{1, engine::InNextWindow{{0, 1}}}}};
  program.nodes[6].operation = engine::DidNode{{{match}, {}}, {}, 1, std::nullopt};
  const auto asked = [&](engine::NodeId node) {
    NeededColumns columns(program);
    columns.AddNode(node);
    return columns.Request();
  };
  CHECK(asked(0).fields == Bits{false, true});
  CHECK(asked(4).fields == Bits{true, false});
  CHECK(asked(5).fields == Bits{false, false});
  CHECK(asked(6).properties == std::vector<Bits>{{false}, {false, true}, {false}});
}

TEST_CASE("an aggregate brings its property, a sequence both sides and what is the same") {
  engine::Program program = Example();
  program.nodes[4].operation = engine::AggregateNode{engine::AggregateKind::kSum, Events(1), {1}, {}, {}};
  EventSet sequence = Events(0);
  sequence.preceded_by = engine::Precedent{{{2, std::nullopt}}, {{{0, std::nullopt, 0}}}, {}};
  program.nodes[1].operation = engine::DidNode{sequence, {}, 1, std::nullopt};
  NeededColumns aggregate(program);
  aggregate.AddNode(4);
  CHECK(aggregate.Request().kinds == Bits{false, true, false});
  CHECK(aggregate.Request().properties == std::vector<Bits>{{false}, {false, true}, {false}});
  NeededColumns then(program);
  then.AddNode(1);
  CHECK(then.Request().kinds == Bits{true, false, true});
  CHECK(then.Request().properties == std::vector<Bits>{{true}, {false, false}, {true}});
}

TEST_CASE("a report brings its sums, its filters and its splits, of the kinds it counts") {
  engine::Program program = Example();
  program.measures.push_back({engine::EventSumMeasure{Events(1), {0}, true}, {5}});
  engine::Report report;
  engine::Expression twice;
  twice.kind = engine::Expression::Kind::kAdd;
  twice.parts.resize(2);
  twice.parts[1].kind = engine::Expression::Kind::kMeasure;
  report.shown.push_back({"revenue", 0, twice});
  report.splits.push_back({"country", engine::FieldSplit{0}});
  report.splits.push_back({"order", engine::PropertySplit{{0, 1, std::nullopt}}});
  NeededColumns columns(program);
  columns.AddReport(report);
  const adapters::LoadRequest request = columns.Request();
  CHECK(request.fields == Bits{true, false});
  CHECK(request.kinds == Bits{false, true, false});
  // The form kind has the split's property too, but no measure counts forms.
  CHECK(request.properties == std::vector<Bits>{{false}, {true, true}, {false}});
  CHECK(request.lists == Bits{true});
}

TEST_CASE("a score brings its events and conditions; a group its conditions or its events' properties") {
  engine::Program program = Example();
  engine::Score score;
  score.per_event.push_back({10'000, Events(0), {}});
  score.during.push_back({10'000, 5});
  program.scores.push_back(score);
  const auto run = static_cast<engine::NodeId>(program.nodes.size());
  program.nodes.push_back({engine::ScoreRunNode{0}, {}});
  program.nodes.push_back({engine::ScoreTestNode{run, {}}, {}});
  NeededColumns columns(program);
  columns.AddNode(run + 1);
  CHECK(columns.Request().kinds == Bits{true, false, false});
  CHECK(columns.Request().lists == Bits{true});

  engine::Group group;
  group.labels = {"listed", "coded"};
  group.nodes = {5, 5};
  const engine::Predicate coded{engine::PropertyTest{0, {engine::TestKind::kIsSet, false, {}}}};
  group.matches = {{{0, coded}, {0, coded}}, {}, {}};
  program.groups.push_back(group);
  engine::Report report;
  report.splits.push_back({"group", engine::GroupSplit{0, false}});
  NeededColumns of_contact(program);
  of_contact.AddReport(report);
  CHECK(of_contact.Request().lists == Bits{true});
  report.splits.front().by = engine::GroupSplit{0, true};
  NeededColumns of_event(program);
  of_event.AddNode(run);
  of_event.AddReport(report);
  CHECK(of_event.Request().properties == std::vector<Bits>{{true}, {false, false}, {false}});
}

TEST_CASE("a clean-up brings its segment, its keeps and its needs") {
  const engine::Program program = Example();
  engine::Prune prune;
  prune.node = 1;
  prune.keeps.push_back({5, "in list"});
  prune.needs.push_back({{{2, std::nullopt}}, {}, "opened"});
  NeededColumns columns(program);
  columns.AddPrune(prune);
  const adapters::LoadRequest request = columns.Request();
  CHECK(request.kinds == Bits{true, false, true});
  CHECK(request.lists == Bits{true});
}

TEST_CASE("an experiment brings its arms, strata and both sides of its measures") {
  engine::Program program = Example();
  program.measures.push_back({engine::EventSumMeasure{Events(1), {0}, true}});
  program.measures.push_back({engine::ContactsWithMeasure{Events(0)}});
  engine::Experiment experiment;
  experiment.arms = {"country", engine::FieldSplit{0}};
  experiment.strata = {{"VIP", engine::MembershipSplit{5}}};
  experiment.measures = {{0, 0, 1}};
  NeededColumns columns(program);
  columns.AddExperiment(experiment);
  const adapters::LoadRequest request = columns.Request();
  CHECK(request.fields == Bits{true, false});
  CHECK(request.kinds == Bits{true, true, false});
  CHECK(request.properties[1] == Bits{true, false});
  CHECK(request.lists == Bits{true});
}

}  // namespace segue::cli
