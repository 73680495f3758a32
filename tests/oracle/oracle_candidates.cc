// Candidate instants: where a node may change its truth. Too many do no harm; comparisons at random instants find
// one that is missing.
#include <algorithm>

#include "tests/oracle/oracle.h"

namespace segue::oracle {

using engine::Instant;
using engine::NodeId;

namespace {

void Insert(std::vector<Instant>& into, const std::vector<Instant>& more) {
  into.insert(into.end(), more.begin(), more.end());
}

/// The nodes whose changes may change this one.
struct Parts {
  std::vector<NodeId> operator()(const engine::AllOfNode& node) const { return node.parts; }
  std::vector<NodeId> operator()(const engine::AnyOfNode& node) const { return node.parts; }
  std::vector<NodeId> operator()(const engine::ComplementNode& node) const { return {node.part}; }
  std::vector<NodeId> operator()(const engine::HeldForNode& node) const { return {node.part}; }
  std::vector<NodeId> operator()(const engine::EverNode& node) const { return {node.part}; }
  std::vector<NodeId> operator()(const engine::InStateNode& node) const { return {node.run}; }
  std::vector<NodeId> operator()(const engine::WasInStateNode& node) const { return {node.run}; }
  std::vector<NodeId> operator()(const engine::ScoreTestNode& node) const { return {node.run}; }
  std::vector<NodeId> operator()(const engine::LatchNode& node) const {
    std::vector<NodeId> parts{node.set};
    if (node.clear) parts.push_back(*node.clear);
    if (node.visited) parts.push_back(node.visited->run);
    return parts;
  }
  template <typename Leaf>
  std::vector<NodeId> operator()(const Leaf&) const {
    return {};
  }
};

}  // namespace

void Oracle::KeepInDomain(std::vector<Instant>& candidates) const {
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  std::erase_if(candidates,
                [&](Instant at) { return at < just_before_birth_ || at > scope_.horizon || at >= engine::kForever; });
}

void Oracle::CollectCandidates(NodeId node) {
  const auto& operation = program_.nodes[node].operation;
  auto& out = details_[node].candidates;
  out.push_back(just_before_birth_);
  out.push_back(contact_.born);
  for (const NodeId part : std::visit(Parts{}, operation)) Insert(out, details_[part].candidates);
  for (const Event* event : details_[node].selected) out.push_back(event->at);
  for (const Event* event : details_[node].switched_off) out.push_back(event->at);
  for (const Move& move : details_[node].moves) out.push_back(move.at);
  if (const auto* did = std::get_if<engine::DidNode>(&operation))
    AddWindowCandidates(node, details_[node].selected, did->when);
  if (const auto* aggregate = std::get_if<engine::AggregateNode>(&operation))
    AddWindowCandidates(node, details_[node].selected, aggregate->when);
  if (const auto* ordinal = std::get_if<engine::OrdinalNode>(&operation))
    AddWindowCandidates(node, details_[node].selected, ordinal->when);
  if (const auto* run = std::get_if<engine::ScoreRunNode>(&operation))
    AddScoreCandidates(node, program_.scores[run->score]);
  if (const auto* known = std::get_if<engine::KnownForNode>(&operation))
    out.push_back(calendar_.Add(contact_.born, known->length));
  if (const auto* held = std::get_if<engine::HeldForNode>(&operation))
    for (const Instant start : details_[held->part].candidates) out.push_back(calendar_.Add(start, held->length));
  if (const auto* field = std::get_if<engine::FieldNode>(&operation); field && field->field < contact_.fields.size())
    for (const auto& change : contact_.fields[field->field]) out.push_back(change.at);
  AddDateCandidates(node);
  if (const auto* list = std::get_if<engine::InListNode>(&operation); list && list->list < contact_.lists.size())
    for (const auto& member : contact_.lists[list->list]) Insert(out, {member.start, member.end});
  KeepInDomain(out);
}

void Oracle::AddScoreCandidates(NodeId node, const engine::Score& score) {
  for (std::size_t i = 0; i < score.per_event.size(); ++i) {
    for (const Event* event : details_[node].scored[i]) details_[node].candidates.push_back(event->at);
    AddWindowCandidates(node, details_[node].scored[i], score.per_event[i].when);
  }
  for (const auto& item : score.during) Insert(details_[node].candidates, details_[item.node].candidates);
}

void Oracle::AddWindowCandidates(NodeId node, const EventList& events, const std::vector<engine::WhenClause>& when) {
  auto& out = details_[node].candidates;
  for (const Event* event : events) {
    for (const auto& clause : when) {
      if (const auto* last = std::get_if<engine::InLastWindow>(&clause))
        out.push_back(calendar_.Add(event->at, last->length));
      if (const auto* older = std::get_if<engine::OlderThanWindow>(&clause))
        out.push_back(calendar_.Add(event->at, older->length));
      if (const auto* relative = std::get_if<engine::RelativeWindow>(&clause))
        AddRelativeCandidates(out, event->at, *relative);
    }
  }
}

/// A relative window changes only where a local day begins: searches for the first day on which each bound has
/// passed the event.
void Oracle::AddRelativeCandidates(std::vector<Instant>& out, Instant event,
                                   const engine::RelativeWindow& window) const {
  for (const auto& bound : {window.lower, window.upper}) {
    if (!bound) continue;
    const std::int64_t reach = 800 + 31 * std::abs(bound->period.months) + std::abs(bound->period.days);
    std::int64_t low = calendar_.DayOf(event) - reach;
    std::int64_t high = calendar_.DayOf(event) + reach;
    while (low + 1 < high) {
      const std::int64_t middle = (low + high) / 2;
      const engine::Interval period = calendar_.Moved(calendar_.StartOfDay(middle), bound->period);
      ((bound->end ? period.end : period.start) > event ? high : low) = middle;
    }
    out.push_back(calendar_.StartOfDay(high));
  }
}

}  // namespace segue::oracle
