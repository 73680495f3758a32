// Compiles a program against timelines.
#include "engine/plan.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/match_key.h"
#include "engine/node_parts.h"

namespace segue::engine {
namespace {

std::string KeyOf(const StreamPlan& stream) {
  if (const auto* one = std::get_if<KindStream>(&stream)) {
    std::string key = "kind " + std::to_string(one->kind);
    for (const FilterId filter : one->filters) key += ' ' + std::to_string(filter);
    return key;
  }
  if (const auto* merged = std::get_if<MergedStream>(&stream)) {
    std::string key = "merged";
    for (const StreamId part : merged->parts) key += ' ' + std::to_string(part);
    return key;
  }
  if (const auto* preceded = std::get_if<SequenceStream>(&stream)) {
    std::string key = (preceded->followed ? "followed " : "preceded ") + std::to_string(preceded->base) + " by " +
                      std::to_string(preceded->other) + " in " + std::to_string(preceded->within.milliseconds) + ' ' +
                      std::to_string(preceded->within.months);
    for (const CodesId codes : preceded->same) key += " same " + std::to_string(codes);
    return key;
  }
  const auto& during = std::get<DuringStream>(stream);
  std::string key = "during " + std::to_string(during.base);
  for (const WhileCondition& condition : during.conditions) {
    key += (condition.just_before ? " before " : " at ") + std::to_string(condition.node);
  }
  return key;
}

}  // namespace

Plan::Plan(const Program& program, const Timelines& timelines, const Calendar& calendar)
    : program_(program), timelines_(timelines), calendar_(calendar), field_tests_(program.nodes.size()) {
  for (NodeId node = 0; node < program.nodes.size(); ++node) AddNode(node);
  for (const Lifecycle& lifecycle : program.lifecycles) AddLifecycle(lifecycle);
  AddMeasures();
}

void Plan::AddNode(NodeId node) {
  const NodeOperation& operation = program_.nodes[node].operation;
  if (const auto* field = std::get_if<FieldNode>(&operation)) {
    field_tests_[node].emplace(field->test, timelines_.fields[field->field].value);
  } else if (const auto* did = std::get_if<DidNode>(&operation)) {
    AddEvents(did->events);
  } else if (const auto* ordinal = std::get_if<OrdinalNode>(&operation)) {
    AddEvents(ordinal->events);
    AddMatches(ordinal->has);
  } else if (const auto* aggregate = std::get_if<AggregateNode>(&operation)) {
    AddAggregate(*aggregate);
  } else if (const auto* flag = std::get_if<SwitchNode>(&operation)) {
    AddEvents(flag->on);
    AddEvents(flag->off);
  } else if (const auto* run = std::get_if<ScoreRunNode>(&operation)) {
    for (const PointsPerEvent& item : program_.scores[run->score].per_event) AddEvents(item.events);
  }
}

void Plan::AddLifecycle(const Lifecycle& lifecycle) {
  LifecyclePlan plan;
  plan.transitions_from.resize(lifecycle.states.size());
  for (std::size_t i = 0; i < lifecycle.transitions.size(); ++i) {
    const Transition& transition = lifecycle.transitions[i];
    for (const StateId state : transition.from) plan.transitions_from[state].push_back(static_cast<std::uint16_t>(i));
    plan.on.push_back(transition.on ? std::optional(AddEvents(*transition.on)) : std::nullopt);
  }
  lifecycles_.push_back(std::move(plan));
}

void Plan::AddMeasures() {
  for (const Measure& measure : program_.measures) AddMeasure(measure);
  for (const Prune& prune : program_.prunes) {
    for (const PruneNeed& need : prune.needs) AddMatches(need.events);
  }
}

void Plan::AddMeasure(const Measure& measure) {
  if (measure.credit) AddEvents(measure.credit->touches);
  std::visit(
      [this](const auto& what) {
        if constexpr (requires { what.events; }) {
          // Most measures read the rows of their events themselves, without a stream.
          what.events.followed_by ? void(AddEvents(what.events)) : AddMatches(what.events.alternatives);
        }
      },
      measure.what);
}

void Plan::AddMatches(const std::vector<EventMatch>& matches) {
  for (const EventMatch& match : matches) AddMatch(match);
}

void Plan::AddMatch(const EventMatch& match) {
  if (!match.filter) return;
  const auto [found, added] = filter_by_key_.try_emplace(KeyOf(match), static_cast<FilterId>(filters_.size()));
  if (added) {
    filters_.emplace_back(*match.filter, timelines_.events[match.kind], calendar_);
    filter_kinds_.push_back(match.kind);
  }
  filter_of_[&match] = found->second;
}

StreamId Plan::AddEvents(const EventSet& events) {
  AddMatches(events.alternatives);
  StreamId stream = AddAlternatives(events.alternatives);
  if (events.preceded_by) stream = AddSequence(stream, *events.preceded_by, false);
  if (events.followed_by) stream = AddSequence(stream, *events.followed_by, true);
  if (!events.during.empty()) stream = AddStream(DuringStream{stream, events.during});
  stream_of_[&events] = stream;
  return stream;
}

StreamId Plan::AddSequence(StreamId base, const Precedent& precedent, bool followed) {
  AddMatches(precedent.alternatives);
  SequenceStream stream{base, AddAlternatives(precedent.alternatives), precedent.within, {}, followed};
  for (const SameProperty& same : precedent.same) stream.same.push_back(AddCodes(same));
  return AddStream(std::move(stream));
}

CodesId Plan::AddCodes(const SameProperty& properties) {
  std::string key;
  for (const auto& property : properties.property_by_kind) key += property ? std::to_string(*property) + ' ' : "- ";
  const auto [found, added] = codes_by_key_.try_emplace(std::move(key), static_cast<CodesId>(codes_.size()));
  if (added) codes_.emplace_back(properties, timelines_.events);
  return found->second;
}

void Plan::AddAggregate(const AggregateNode& node) {
  AddEvents(node.events);
  SameProperty properties;
  properties.property_by_kind.resize(program_.schema.events.size());
  for (std::size_t i = 0; i < node.properties.size(); ++i) {
    properties.property_by_kind[node.events.alternatives[i].kind] = node.properties[i];
  }
  codes_of_[&node] = AddCodes(properties);
}

StreamId Plan::AddAlternatives(const std::vector<EventMatch>& alternatives) {
  std::map<EventKindId, std::set<FilterId>> filters_by_kind;
  std::set<EventKindId> all_rows;
  for (const EventMatch& match : alternatives) {
    if (program_.schema.events[match.kind].account) continue;  // no contact's event
    std::set<FilterId>& filters = filters_by_kind[match.kind];
    match.filter ? (void)filters.insert(filter_of_.at(&match)) : (void)all_rows.insert(match.kind);
  }
  MergedStream merged;
  for (auto& [kind, filters] : filters_by_kind) {
    if (all_rows.contains(kind)) filters.clear();
    merged.parts.push_back(AddStream(KindStream{kind, {filters.begin(), filters.end()}}));
  }
  return merged.parts.size() == 1 ? merged.parts.front() : AddStream(std::move(merged));
}

StreamId Plan::AddStream(StreamPlan stream) {
  const auto [found, added] = stream_by_key_.try_emplace(KeyOf(stream), static_cast<StreamId>(streams_.size()));
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

bool Plan::Matches(const EventMatch& match, const EventColumn& events, std::uint32_t row) const {
  if (!match.filter) return true;
  const auto known = filter_of_.find(&match);
  if (known != filter_of_.end()) return filters_[known->second].Passes(events, row);
  const auto equal = filter_by_key_.find(KeyOf(match));
  if (equal != filter_by_key_.end()) return filters_[equal->second].Passes(events, row);
  return RowFilter(*match.filter, events, calendar_).Passes(events, row);
}

}  // namespace segue::engine
