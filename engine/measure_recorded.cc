// One pass over the nodes in dependency order: what a node depends on is known before the node itself.
#include "engine/measure_recorded.h"

#include <type_traits>

namespace segue::engine {

RecordedDependencies::RecordedDependencies(const Program& program, const Timelines& timelines)
    : program_(program), timelines_(timelines) {
  nodes_.reserve(program.nodes.size());
  for (const Node& node : program.nodes) nodes_.push_back(OfOperation(node.operation));
}

Recorded RecordedDependencies::OfKind(EventKindId kind) const {
  Recorded recorded;
  recorded.imported = kind < timelines_.events.size() && timelines_.events[kind].imported;
  recorded.since = program_.schema.events[kind].recorded_since.value_or(kAlways);
  return recorded;
}

Recorded RecordedDependencies::OfMatches(const std::vector<EventMatch>& matches) const {
  Recorded recorded;
  for (const EventMatch& match : matches) recorded &= OfKind(match.kind);
  return recorded;
}

Recorded RecordedDependencies::OfEvents(const EventSet& events) const {
  Recorded recorded = OfMatches(events.alternatives);
  for (const WhileCondition& condition : events.during) recorded &= OfNode(condition.node);
  if (events.preceded_by) recorded &= OfMatches(events.preceded_by->alternatives);
  if (events.followed_by) recorded &= OfMatches(events.followed_by->alternatives);
  return recorded;
}

Recorded RecordedDependencies::OfNodes(const std::vector<NodeId>& nodes) const {
  Recorded recorded;
  for (const NodeId node : nodes) recorded &= OfNode(node);
  return recorded;
}

Recorded RecordedDependencies::OfLifecycle(const Lifecycle& lifecycle) const {
  Recorded recorded;
  for (const Transition& transition : lifecycle.transitions) {
    if (transition.on) recorded &= OfEvents(*transition.on);
    if (transition.when) recorded &= OfNode(*transition.when);
  }
  return recorded;
}

Recorded RecordedDependencies::OfScore(const Score& score) const {
  Recorded recorded;
  for (const PointsPerEvent& item : score.per_event) recorded &= OfEvents(item.events);
  for (const PointsWhile& item : score.during) recorded &= OfNode(item.node);
  return recorded;
}

namespace {

template <typename T, typename... Kinds>
inline constexpr bool kIsOneOf = (std::is_same_v<T, Kinds> || ...);

}  // namespace

Recorded RecordedDependencies::OfOperation(const NodeOperation& operation) const {
  return std::visit(
      [this](const auto& node) -> Recorded {
        using T = std::decay_t<decltype(node)>;
        if constexpr (kIsOneOf<T, AllOfNode, AnyOfNode>)
          return OfNodes(node.parts);
        else if constexpr (kIsOneOf<T, ComplementNode, HeldForNode, EverNode>)
          return OfNode(node.part);
        else if constexpr (kIsOneOf<T, DidNode, AggregateNode>)
          return OfEvents(node.events);
        else if constexpr (kIsOneOf<T, OrdinalNode>)
          return OfEvents(node.events) &= OfMatches(node.has);
        else if constexpr (kIsOneOf<T, LifecycleRunNode>)
          return OfLifecycle(program_.lifecycles[node.lifecycle]);
        else if constexpr (kIsOneOf<T, ScoreRunNode>)
          return OfScore(program_.scores[node.score]);
        else if constexpr (kIsOneOf<T, InStateNode, WasInStateNode, ScoreTestNode>)
          return OfNode(node.run);
        else if constexpr (kIsOneOf<T, SwitchNode>)
          return OfEvents(node.on) &= OfEvents(node.off);
        else if constexpr (kIsOneOf<T, LatchNode>) {
          Recorded recorded = OfNode(node.set);
          if (node.clear) recorded &= OfNode(*node.clear);
          if (node.visited) recorded &= OfNode(node.visited->run);
          return recorded;
        } else {
          static_assert(kIsOneOf<T, EveryoneNode, NobodyNode, FieldNode, KnownForNode, InListNode, DateFieldNode,
                                 AnniversaryNode, SampleNode>);
          return {};
        }
      },
      operation);
}

Recorded RecordedDependencies::OfMeasure(const Measure& measure) const {
  Recorded recorded = std::visit(
      [this](const auto& what) -> Recorded {
        using T = std::decay_t<decltype(what)>;
        if constexpr (requires { what.target; })
          return OfNode(what.target.node);
        else if constexpr (kIsOneOf<T, MovesMeasure>)
          return OfNode(what.run);
        else if constexpr (kIsOneOf<T, LevelMeasure>)
          return what.score ? OfNode(*what.score) : Recorded{};
        else if constexpr (kIsOneOf<T, DurationMeasure>)
          return OfNodes({what.from.node, what.to.node});
        else if constexpr (kIsOneOf<T, CohortMeasure>)
          return OfMeasure(program_.measures[what.outcome]) &= OfMeasure(program_.measures[what.entry]);
        else
          return OfEvents(what.events);
      },
      measure.what);
  recorded &= OfNodes(measure.only_for);
  if (measure.credit) recorded &= OfEvents(measure.credit->touches);
  return recorded;
}

}  // namespace segue::engine
