// A caveat is found by changing the rule: the clause in question gets its missing half, and whoever is no longer in is
// counted. Nodes name only nodes before them, so one pass over the ascending ids rebuilds what contains the clause.
#include "engine/caveats.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>

namespace segue::engine {

namespace {

/// The parts through which a condition is made of others by logic alone.
std::vector<NodeId> LogicalParts(const NodeOperation& operation) {
  if (const auto* all = std::get_if<AllOfNode>(&operation)) return all->parts;
  if (const auto* any = std::get_if<AnyOfNode>(&operation)) return any->parts;
  if (const auto* complement = std::get_if<ComplementNode>(&operation)) return {complement->part};
  if (const auto* held = std::get_if<HeldForNode>(&operation)) return {held->part};
  return {};
}

/// The condition and what it is made of, ascending.
std::vector<NodeId> Reachable(const Program& program, NodeId condition) {
  std::vector<bool> seen(program.nodes.size());
  seen[condition] = true;
  std::vector<NodeId> nodes;
  for (NodeId id = condition + 1; id-- > 0;) {
    if (!seen[id]) continue;
    nodes.push_back(id);
    for (const NodeId part : LogicalParts(program.nodes[id].operation)) seen[part] = true;
  }
  std::reverse(nodes.begin(), nodes.end());
  return nodes;
}

NodeId Append(Program& program, NodeOperation operation) {
  program.nodes.push_back({std::move(operation), ""});
  return static_cast<NodeId>(program.nodes.size() - 1);
}

/// The `did` of `did not E in last W` (no other window), with its W.
struct AbsentEvent {
  const DidNode* did = nullptr;
  Length window;
};
std::optional<AbsentEvent> AsAbsentEvent(const Program& program, NodeId id) {
  const auto* complement = std::get_if<ComplementNode>(&program.nodes[id].operation);
  const auto* did = complement == nullptr ? nullptr : std::get_if<DidNode>(&program.nodes[complement->part].operation);
  if (did == nullptr || did->at_least != 1 || did->at_most || did->when.size() != 1) return std::nullopt;
  const auto* window = std::get_if<InLastWindow>(&did->when.front());
  return window == nullptr ? std::nullopt : std::optional(AbsentEvent{did, window->length});
}

/// The field of `F != v`, which a missing value passes.
std::optional<FieldId> AsUnequal(const Program& program, NodeId id) {
  const auto* field = std::get_if<FieldNode>(&program.nodes[id].operation);
  const bool passes = field != nullptr && field->test.negated && field->test.kind != TestKind::kIsSet;
  return passes ? std::optional(field->field) : std::nullopt;
}

/// What stands beside a node in the changed rule; empty to leave it.
using Addition = std::function<std::optional<NodeOperation>(NodeId)>;

/// The same operation over changed parts; empty when none changed.
std::optional<NodeOperation> OverChanged(NodeOperation operation, const std::map<NodeId, NodeId>& changed) {
  bool any_changed = false;
  const auto change = [&](NodeId& part) {
    const auto found = changed.find(part);
    if (found == changed.end()) return;
    part = found->second;
    any_changed = true;
  };
  if (auto* all = std::get_if<AllOfNode>(&operation)) std::for_each(all->parts.begin(), all->parts.end(), change);
  if (auto* any = std::get_if<AnyOfNode>(&operation)) std::for_each(any->parts.begin(), any->parts.end(), change);
  if (auto* complement = std::get_if<ComplementNode>(&operation)) change(complement->part);
  if (auto* held = std::get_if<HeldForNode>(&operation)) change(held->part);
  return any_changed ? std::optional(std::move(operation)) : std::nullopt;
}

/// Members of the condition who are not members of the changed one.
NodeId OnlyBecause(Program& program, NodeId condition, const std::vector<NodeId>& nodes, const Addition& addition) {
  std::map<NodeId, NodeId> changed;
  for (const NodeId id : nodes) {
    if (std::optional<NodeOperation> beside = addition(id)) {
      const NodeId half = Append(program, std::move(*beside));
      changed[id] = Append(program, AllOfNode{{id, half}});
    } else if (std::optional<NodeOperation> over = OverChanged(program.nodes[id].operation, changed)) {
      changed[id] = Append(program, std::move(*over));
    }
  }
  const NodeId without = Append(program, ComplementNode{changed.at(condition)});
  return Append(program, AllOfNode{{condition, without}});
}

bool HasFilter(const EventSet& events) {
  return !events.during.empty() || std::any_of(events.alternatives.begin(), events.alternatives.end(),
                                               [](const EventMatch& match) { return match.filter.has_value(); });
}

/// Members without any such event, ever. Only for events without filters: "never opened" must mean it.
Caveat NeverCaveat(Program& program, NodeId condition, EventSet events) {
  Caveat caveat;
  for (const EventMatch& match : events.alternatives) caveat.kinds.push_back(match.kind);
  const NodeId did = Append(program, DidNode{std::move(events), {}, 1, {}});
  const NodeId never = Append(program, ComplementNode{did});
  caveat.node = Append(program, AllOfNode{{condition, never}});
  return caveat;
}

void AddNewcomers(Program& program, NodeId condition, const std::vector<NodeId>& nodes, std::vector<Caveat>& caveats) {
  std::vector<Length> windows;
  for (const NodeId id : nodes) {
    const std::optional<AbsentEvent> absent = AsAbsentEvent(program, id);
    if (absent && std::find(windows.begin(), windows.end(), absent->window) == windows.end())
      windows.push_back(absent->window);
  }
  for (const Length window : windows) {
    const NodeId node = OnlyBecause(program, condition, nodes, [&](NodeId id) -> std::optional<NodeOperation> {
      const std::optional<AbsentEvent> absent = AsAbsentEvent(program, id);
      if (!absent || !(absent->window == window)) return std::nullopt;
      return KnownForNode{window};
    });
    caveats.push_back({Caveat::Kind::kNewcomer, {}, window, 0, node});
  }
}

void AddMissing(Program& program, NodeId condition, const std::vector<NodeId>& nodes, std::vector<Caveat>& caveats) {
  std::vector<FieldId> fields;
  for (const NodeId id : nodes) {
    const std::optional<FieldId> field = AsUnequal(program, id);
    if (field && std::find(fields.begin(), fields.end(), *field) == fields.end()) fields.push_back(*field);
  }
  for (const FieldId field : fields) {
    const NodeId node = OnlyBecause(program, condition, nodes, [&](NodeId id) -> std::optional<NodeOperation> {
      if (AsUnequal(program, id) != field) return std::nullopt;
      return FieldNode{field, ValueTest{TestKind::kIsSet, false, {}}};
    });
    caveats.push_back({Caveat::Kind::kMissing, {}, {}, field, node});
  }
}

}  // namespace

std::vector<Caveat> FindCaveats(Program& program, NodeId condition) {
  const std::vector<NodeId> nodes = Reachable(program, condition);
  std::vector<Caveat> caveats;
  for (const NodeId id : nodes) {
    const std::optional<AbsentEvent> absent = AsAbsentEvent(program, id);
    if (absent && !HasFilter(absent->did->events)) {
      caveats.push_back(NeverCaveat(program, condition, absent->did->events));
    }
  }
  AddNewcomers(program, condition, nodes, caveats);
  AddMissing(program, condition, nodes, caveats);
  return caveats;
}

}  // namespace segue::engine
