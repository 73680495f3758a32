// Nodes name only nodes before them, so walking from the last to the first opens each needed node once, after
// everything that needs it. There is no recursion except over the arithmetic and filters that the parser bounds.
#include "adapters/cli/needed_columns.h"

#include <optional>
#include <variant>

namespace segue::cli {
namespace {

template <typename... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <typename... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

}  // namespace

NeededColumns::NeededColumns(const engine::Program& program)
    : program_(program),
      nodes_(program.nodes.size()),
      fields_(program.schema.fields.size()),
      kinds_(program.schema.events.size()),
      lists_(program.schema.lists.size()) {
  for (const engine::EventKind& kind : program.schema.events) properties_.emplace_back(kind.properties.size());
}

void NeededColumns::AddNode(engine::NodeId node) { nodes_[node] = true; }

void NeededColumns::AddField(engine::FieldId field) { fields_[field] = true; }

void NeededColumns::AddLifecycle(engine::LifecycleId lifecycle) { AddNode(program_.lifecycle_runs[lifecycle]); }

void NeededColumns::AddMetric(const engine::Metric& metric) { AddExpression(metric.expression); }

void NeededColumns::AddReport(const engine::Report& report) {
  for (const engine::ShownMetric& shown : report.shown) {
    AddExpression(shown.expression);
    if (shown.allowance) AddExpression(*shown.allowance);
  }
  for (const engine::Split& split : report.splits) AddSplit(split);
  for (const engine::GoalMatrix& matrix : program_.goal_matrices) {
    if (&program_.reports[matrix.report] != &report) continue;
    for (const engine::Goal& goal : matrix.cells) AddGoal(goal);
  }
}

void NeededColumns::AddGoal(const engine::Goal& goal) {
  AddExpression(goal.shown.expression);
  for (const engine::Split& split : goal.by) AddSplit(split);
}

void NeededColumns::AddAlert(const engine::Alert& alert) { AddExpression(alert.shown.expression); }

void NeededColumns::AddExperiment(const engine::Experiment& experiment) {
  AddSplit(experiment.arms);
  for (const engine::Split& split : experiment.strata) AddSplit(split);
  for (const engine::ExperimentMeasure& measure : experiment.measures) {
    AddMeasure(program_.measures[measure.numerator]);
    if (measure.denominator) AddMeasure(program_.measures[*measure.denominator]);
  }
}

void NeededColumns::AddPrune(const engine::Prune& prune) {
  AddNode(prune.node);
  for (const engine::PruneKeep& keep : prune.keeps) AddNode(keep.node);
  for (const engine::PruneNeed& need : prune.needs) {
    for (const engine::EventMatch& match : need.events) AddMatch(match);
  }
}

void NeededColumns::AddEvents(const engine::EventSet& events) {
  for (const engine::EventMatch& match : events.alternatives) AddMatch(match);
  for (const engine::WhileCondition& during : events.during) AddNode(during.node);
  for (const auto* sequence : {&events.preceded_by, &events.followed_by}) {
    if (!*sequence) continue;
    for (const engine::EventMatch& match : (*sequence)->alternatives) AddMatch(match);
    for (const engine::SameProperty& same : (*sequence)->same) AddProperties(same.property_by_kind);
  }
}

void NeededColumns::AddProperties(const std::vector<std::optional<engine::PropertyId>>& property_by_kind) {
  for (std::size_t kind = 0; kind < property_by_kind.size(); ++kind) {
    if (property_by_kind[kind]) properties_[kind][*property_by_kind[kind]] = true;
  }
}

void NeededColumns::AddProperties(const engine::EventSet& events, const std::vector<engine::PropertyId>& properties) {
  for (std::size_t i = 0; i < properties.size(); ++i) properties_[events.alternatives[i].kind][properties[i]] = true;
}

void NeededColumns::AddMatch(const engine::EventMatch& match) {
  kinds_[match.kind] = true;
  if (match.filter) AddPredicate(match.kind, *match.filter);
}

void NeededColumns::AddPredicate(engine::EventKindId kind, const engine::Predicate& predicate) {
  const auto add_all = [&](const std::vector<engine::Predicate>& parts) {
    for (const engine::Predicate& part : parts) AddPredicate(kind, part);
  };
  std::visit(Overloaded{
                 [&](const engine::PropertyTest& test) { properties_[kind][test.property] = true; },
                 [&](const engine::DatePropertyTest& test) { properties_[kind][test.property] = true; },
                 [&](const engine::PredicateAll& all) { add_all(all.parts); },
                 [&](const engine::PredicateAny& any) { add_all(any.parts); },
                 [&](const engine::PredicateNot& negated) { add_all(negated.part); },
             },
             predicate.node);
}

void NeededColumns::AddExpression(const engine::Expression& expression) {
  if (expression.kind == engine::Expression::Kind::kMeasure) AddMeasure(program_.measures[expression.measure]);
  for (const engine::Expression& part : expression.parts) AddExpression(part);
}

void NeededColumns::AddMeasure(const engine::Measure& measure) {
  for (const engine::NodeId node : measure.only_for) AddNode(node);
  if (measure.credit) {
    AddEvents(measure.credit->touches);
    AddProperties(measure.credit->touches, measure.credit->properties);
  }
  std::visit(Overloaded{
                 [&](const engine::EntriesMeasure& entries) { AddNode(entries.target.node); },
                 [&](const engine::ExitsMeasure& exits) { AddNode(exits.target.node); },
                 [&](const engine::FirstEntriesMeasure& entries) { AddNode(entries.target.node); },
                 [&](const engine::MembersMeasure& members) { AddNode(members.target.node); },
                 [&](const engine::MovesMeasure& moves) { AddNode(moves.run); },
                 [&](const engine::ContactsWithMeasure& contacts) { AddEvents(contacts.events); },
                 [&](const engine::EventCountMeasure& count) { AddEvents(count.events); },
                 [&](const engine::EventSumMeasure& sum) {
                   AddEvents(sum.events);
                   AddProperties(sum.events, sum.properties);
                 },
                 [&](const engine::EventStatisticMeasure& values) {
                   AddEvents(values.events);
                   AddProperties(values.events, values.properties);
                 },
                 [&](const engine::AverageMembersMeasure& members) { AddNode(members.target.node); },
                 [&](const engine::LevelMeasure& level) {
                   if (level.field) AddField(*level.field);
                   if (level.score) AddNode(*level.score);
                 },
                 [&](const engine::DurationMeasure& time) {
                   AddNode(time.from.node);
                   AddNode(time.to.node);
                 },
                 [&](const engine::CohortMeasure& cohort) {
                   AddMeasure(program_.measures[cohort.outcome]);
                   AddMeasure(program_.measures[cohort.entry]);
                 },
             },
             measure.what);
}

void NeededColumns::AddSplit(const engine::Split& split) {
  std::visit(Overloaded{
                 [&](const engine::FieldSplit& by) { AddField(by.field); },
                 [&](const engine::MembershipSplit& by) { AddNode(by.node); },
                 [&](const engine::StateSplit& by) { AddNode(by.run); },
                 [&](const engine::PropertySplit& by) { AddProperties(by.property_by_kind); },
                 [&](const engine::GroupSplit& by) { AddGroup(by); },
                 [&](const engine::ScoreSplit& by) { AddNode(by.run); },
                 [&](const engine::CohortSplit& by) { AddNode(by.target.node); },
             },
             split.by);
}

// Of a group of events only the kinds that are read anyway matter (Request).
void NeededColumns::AddGroup(const engine::GroupSplit& by) {
  const engine::Group& group = program_.groups[by.group];
  if (!by.of_event) {
    for (const engine::NodeId node : group.nodes) AddNode(node);
    return;
  }
  for (const auto& labels : group.matches) {
    for (const engine::EventMatch& match : labels) {
      if (match.filter) AddPredicate(match.kind, *match.filter);
    }
  }
}

void NeededColumns::Open(const engine::Node& node) {
  const auto add_all = [&](const std::vector<engine::NodeId>& parts) {
    for (const engine::NodeId part : parts) AddNode(part);
  };
  std::visit(Overloaded{
                 [](const engine::EveryoneNode&) {},
                 [](const engine::NobodyNode&) {},
                 [](const engine::KnownForNode&) {},
                 [&](const engine::AllOfNode& all) { add_all(all.parts); },
                 [&](const engine::AnyOfNode& any) { add_all(any.parts); },
                 [&](const engine::ComplementNode& complement) { AddNode(complement.part); },
                 [&](const engine::FieldNode& test) { AddField(test.field); },
                 [&](const engine::DateFieldNode& date) { AddField(date.field); },
                 [&](const engine::AnniversaryNode& anniversary) { AddField(anniversary.field); },
                 [&](const engine::SampleNode&) { keys_ = true; },
                 [&](const engine::HeldForNode& held) { AddNode(held.part); },
                 [&](const engine::EverNode& ever) { AddNode(ever.part); },
                 [&](const engine::DidNode& did) { AddEvents(did.events); },
                 [&](const engine::OrdinalNode& ordinal) {
                   AddEvents(ordinal.events);
                   for (const engine::EventMatch& match : ordinal.has) AddMatch(match);
                 },
                 [&](const engine::AggregateNode& aggregate) {
                   AddEvents(aggregate.events);
                   AddProperties(aggregate.events, aggregate.properties);
                 },
                 [&](const engine::LifecycleRunNode& run) {
                   for (const engine::Transition& transition : program_.lifecycles[run.lifecycle].transitions) {
                     if (transition.on) AddEvents(*transition.on);
                     if (transition.when) AddNode(*transition.when);
                   }
                 },
                 [&](const engine::InStateNode& state) { AddNode(state.run); },
                 [&](const engine::WasInStateNode& state) { AddNode(state.run); },
                 [&](const engine::LatchNode& latch) {
                   AddNode(latch.set);
                   if (latch.clear) AddNode(*latch.clear);
                   if (latch.visited) AddNode(latch.visited->run);
                 },
                 [&](const engine::SwitchNode& toggle) {
                   AddEvents(toggle.on);
                   AddEvents(toggle.off);
                 },
                 [&](const engine::ScoreRunNode& run) {
                   for (const engine::PointsPerEvent& item : program_.scores[run.score].per_event) {
                     AddEvents(item.events);
                   }
                   for (const engine::PointsWhile& item : program_.scores[run.score].during) AddNode(item.node);
                 },
                 [&](const engine::ScoreTestNode& test) { AddNode(test.run); },
                 [&](const engine::InListNode& member) { lists_[member.list] = true; },
             },
             node.operation);
}

adapters::LoadRequest NeededColumns::Request() const {
  NeededColumns walk = *this;
  for (std::size_t id = program_.nodes.size(); id-- > 0;) {
    if (walk.nodes_[id]) walk.Open(program_.nodes[id]);
  }
  adapters::LoadRequest request{walk.fields_, walk.kinds_, walk.properties_, walk.lists_, walk.keys_};
  // A split names a property of every kind that has it; only the kinds that are read anyway matter.
  for (std::size_t kind = 0; kind < request.kinds.size(); ++kind) {
    if (!request.kinds[kind]) request.properties[kind].assign(request.properties[kind].size(), false);
  }
  return request;
}

}  // namespace segue::cli
