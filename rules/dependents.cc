// One pass over the nodes: a node relies on what it tests itself and on what its parts rely on.
#include "rules/dependents.h"

#include <algorithm>

#include "engine/node_parts.h"

namespace segue::rules {
namespace {

using engine::NodeId;

class Search {
 public:
  Search(const engine::Program& program, const Source& source) : program_(program), source_(source) {
    std::vector<NodeId> parts;
    for (NodeId node = 0; node < program.nodes.size(); ++node) {
      parts.clear();
      engine::AppendParts(program, node, parts);
      relies_.push_back(Tests(program.nodes[node].operation) ||
                        std::any_of(parts.begin(), parts.end(), [&](NodeId part) { return relies_[part]; }));
    }
  }

  bool Relies(NodeId node) const { return node < relies_.size() && relies_[node]; }

 private:
  bool IsAmong(const engine::EventSet& events) const {
    const auto* source = std::get_if<EventSource>(&source_);
    return source != nullptr &&
           std::any_of(events.alternatives.begin(), events.alternatives.end(),
                       [&](const engine::EventMatch& match) { return match.kind == source->kind; });
  }

  bool Tests(const engine::NodeOperation& operation) const {
    if (const auto* field = std::get_if<engine::FieldNode>(&operation)) {
      const auto* source = std::get_if<FieldSource>(&source_);
      return source != nullptr && source->field == field->field;
    }
    if (const auto* did = std::get_if<engine::DidNode>(&operation)) return IsAmong(did->events);
    if (const auto* ordinal = std::get_if<engine::OrdinalNode>(&operation)) return IsAmong(ordinal->events);
    if (const auto* flag = std::get_if<engine::SwitchNode>(&operation)) return IsAmong(flag->on) || IsAmong(flag->off);
    const auto* run = std::get_if<engine::LifecycleRunNode>(&operation);
    if (run == nullptr) return false;
    const auto& transitions = program_.lifecycles[run->lifecycle].transitions;
    return std::any_of(transitions.begin(), transitions.end(),
                       [&](const engine::Transition& transition) { return transition.on && IsAmong(*transition.on); });
  }

  const engine::Program& program_;
  const Source& source_;
  std::vector<bool> relies_;
};

}  // namespace

std::vector<std::string> DependentsOf(const engine::Program& program, const Source& source) {
  const Search search(program, source);
  std::vector<std::string> names;
  for (const engine::NamedNode& segment : program.segments) {
    if (search.Relies(segment.node)) names.push_back(segment.name);
  }
  for (const engine::NamedNode& flag : program.flags) {
    if (search.Relies(flag.node)) names.push_back(flag.name);
  }
  for (std::size_t i = 0; i < program.lifecycles.size(); ++i) {
    if (search.Relies(program.lifecycle_runs[i])) names.push_back(program.lifecycles[i].name);
  }
  return names;
}

}  // namespace segue::rules
