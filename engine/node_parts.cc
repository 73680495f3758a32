// The edges of the graph of nodes, one overload per kind of node.
#include "engine/node_parts.h"

namespace segue::engine {
namespace {

class PartsAppender {
 public:
  PartsAppender(const Program& program, std::vector<NodeId>& parts) : program_(program), parts_(parts) {}

  void operator()(const EveryoneNode&) const {}
  void operator()(const NobodyNode&) const {}
  void operator()(const FieldNode&) const {}
  void operator()(const KnownForNode&) const {}
  void operator()(const InListNode&) const {}
  void operator()(const DateFieldNode&) const {}
  void operator()(const AnniversaryNode&) const {}
  void operator()(const SampleNode&) const {}
  void operator()(const AllOfNode& node) const { parts_.insert(parts_.end(), node.parts.begin(), node.parts.end()); }
  void operator()(const AnyOfNode& node) const { parts_.insert(parts_.end(), node.parts.begin(), node.parts.end()); }
  void operator()(const ComplementNode& node) const { parts_.push_back(node.part); }
  void operator()(const HeldForNode& node) const { parts_.push_back(node.part); }
  void operator()(const EverNode& node) const { parts_.push_back(node.part); }
  void operator()(const DidNode& node) const { Append(node.events); }
  void operator()(const OrdinalNode& node) const { Append(node.events); }
  void operator()(const AggregateNode& node) const { Append(node.events); }
  void operator()(const InStateNode& node) const { parts_.push_back(node.run); }
  void operator()(const WasInStateNode& node) const { parts_.push_back(node.run); }
  void operator()(const LatchNode& node) const {
    parts_.push_back(node.set);
    if (node.clear) parts_.push_back(*node.clear);
    if (node.visited) parts_.push_back(node.visited->run);
  }
  void operator()(const SwitchNode& node) const {
    Append(node.on);
    Append(node.off);
  }
  void operator()(const LifecycleRunNode& node) const {
    for (const Transition& transition : program_.lifecycles[node.lifecycle].transitions) {
      if (transition.on) Append(*transition.on);
      if (transition.when) parts_.push_back(*transition.when);
    }
  }
  void operator()(const ScoreRunNode& node) const {
    const Score& score = program_.scores[node.score];
    for (const PointsPerEvent& item : score.per_event) Append(item.events);
    for (const PointsWhile& item : score.during) parts_.push_back(item.node);
  }
  void operator()(const ScoreTestNode& node) const { parts_.push_back(node.run); }

 private:
  void Append(const EventSet& events) const {
    for (const WhileCondition& condition : events.during) parts_.push_back(condition.node);
  }

  const Program& program_;
  std::vector<NodeId>& parts_;
};

}  // namespace

void AppendParts(const Program& program, NodeId node, std::vector<NodeId>& parts) {
  std::visit(PartsAppender(program, parts), program.nodes[node].operation);
}

}  // namespace segue::engine
