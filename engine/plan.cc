// Compiles a program against timelines.
#include "engine/plan.h"

#include <algorithm>
#include <map>

#include "engine/match_key.h"
#include "engine/node_parts.h"

namespace segue::engine {

Plan::Plan(const Program& program, const Timelines& timelines)
    : program_(program), timelines_(timelines), field_tests_(program.nodes.size()) {
  for (NodeId node = 0; node < program.nodes.size(); ++node) AddNode(node);
  for (const Lifecycle& lifecycle : program.lifecycles) AddLifecycle(lifecycle);
  AddMeasures();
}

void Plan::AddNode(NodeId node) {
  const NodeOperation& operation = program_.nodes[node].operation;
  if (const auto* field = std::get_if<FieldNode>(&operation)) {
    field_tests_[node].emplace(field->test, timelines_.fields[field->field].value);
  } else if (const auto* did = std::get_if<DidNode>(&operation)) {
    AddStream(did->events);
  } else if (const auto* ordinal = std::get_if<OrdinalNode>(&operation)) {
    AddStream(ordinal->events);
    AddMatches(ordinal->has);
  } else if (const auto* flag = std::get_if<SwitchNode>(&operation)) {
    AddStream(flag->on);
    AddStream(flag->off);
  }
}

void Plan::AddLifecycle(const Lifecycle& lifecycle) {
  LifecyclePlan plan;
  plan.transitions_from.resize(lifecycle.states.size());
  for (std::size_t i = 0; i < lifecycle.transitions.size(); ++i) {
    const Transition& transition = lifecycle.transitions[i];
    for (const StateId state : transition.from) plan.transitions_from[state].push_back(static_cast<std::uint16_t>(i));
    plan.on.push_back(transition.on ? std::optional(AddStream(*transition.on)) : std::nullopt);
  }
  lifecycles_.push_back(std::move(plan));
}

void Plan::AddMeasures() {
  for (const Measure& measure : program_.measures) {
    if (const auto* with = std::get_if<ContactsWithMeasure>(&measure.what)) AddMatches(with->events.alternatives);
    if (const auto* count = std::get_if<EventCountMeasure>(&measure.what)) AddMatches(count->events.alternatives);
    if (const auto* sum = std::get_if<EventSumMeasure>(&measure.what)) AddMatches(sum->events.alternatives);
  }
  for (const Prune& prune : program_.prunes) {
    for (const PruneNeed& need : prune.needs) AddMatches(need.events);
  }
}

void Plan::AddMatches(const std::vector<EventMatch>& matches) {
  for (const EventMatch& match : matches) AddMatch(match);
}

void Plan::AddMatch(const EventMatch& match) {
  if (!match.filter) return;
  const auto [found, added] = filter_by_key_.try_emplace(KeyOf(match), static_cast<FilterId>(filters_.size()));
  if (added) {
    filters_.emplace_back(*match.filter, timelines_.events[match.kind]);
    filter_kinds_.push_back(match.kind);
  }
  filter_of_[&match] = found->second;
}

std::vector<StreamSource> Plan::SourcesOf(const std::vector<EventMatch>& alternatives) {
  std::map<EventKindId, StreamSource> by_kind;
  std::map<EventKindId, bool> all_rows;
  for (const EventMatch& match : alternatives) {
    if (program_.schema.events[match.kind].account) continue;  // no contact's event
    by_kind[match.kind].kind = match.kind;
    if (match.filter) {
      by_kind[match.kind].filters.push_back(filter_of_.at(&match));
    } else {
      all_rows[match.kind] = true;
    }
  }
  std::vector<StreamSource> sources;
  for (auto& [kind, source] : by_kind) {
    if (all_rows[kind]) source.filters.clear();
    sources.push_back(std::move(source));
  }
  return sources;
}

StreamId Plan::AddStream(const EventSet& events) {
  AddMatches(events.alternatives);
  std::string key = KeyOf(events.alternatives);
  StreamId stream = AddStream(key, {SourcesOf(events.alternatives), std::nullopt, {}});
  if (!events.during.empty()) {
    key += "while";
    for (const WhileCondition& condition : events.during) {
      key += ' ' + std::to_string(condition.node) + (condition.just_before ? '-' : '+');
    }
    stream = AddStream(std::move(key), {{}, stream, events.during});
  }
  stream_of_[&events] = stream;
  return stream;
}

StreamId Plan::AddStream(std::string key, StreamPlan stream) {
  const auto [found, added] = stream_by_key_.try_emplace(std::move(key), static_cast<StreamId>(streams_.size()));
  if (added) streams_.push_back(std::move(stream));
  return found->second;
}

std::vector<NodeId> Plan::Closure(std::span<const NodeId> roots) const {
  std::vector<std::uint8_t> needed(program_.nodes.size(), 0);
  for (const NodeId root : roots) needed[root] = 1;
  std::vector<NodeId> parts;
  for (NodeId node = static_cast<NodeId>(needed.size()); node-- > 0;) {
    if (needed[node] == 0) continue;
    parts.clear();
    AppendParts(program_, node, parts);
    for (const NodeId part : parts) needed[part] = 1;
  }
  std::vector<NodeId> closure;
  for (NodeId node = 0; node < needed.size(); ++node) {
    if (needed[node] != 0) closure.push_back(node);
  }
  return closure;
}

bool Plan::Matches(const EventMatch& match, std::uint32_t row) const {
  if (!match.filter) return true;
  if (const auto known = filter_of_.find(&match); known != filter_of_.end()) return filters_[known->second].Passes(row);
  const auto equal = filter_by_key_.find(KeyOf(match));
  if (equal != filter_by_key_.end()) return filters_[equal->second].Passes(row);
  return RowFilter(*match.filter, timelines_.events[match.kind]).Passes(row);
}

}  // namespace segue::engine
