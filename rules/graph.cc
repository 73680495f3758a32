// The program's nodes, each once.
#include "rules/graph.h"

#include <algorithm>
#include <utility>

#include "rules/node_key.h"

namespace segue::rules {
namespace {

using engine::NodeId;

/// Written order is kept for explanations; a repeated part is dropped.
std::vector<NodeId> WithoutRepeats(const std::vector<NodeId>& parts) {
  std::vector<NodeId> sorted = parts;
  std::sort(sorted.begin(), sorted.end());
  if (std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end()) return parts;
  std::vector<NodeId> kept;
  std::unordered_map<NodeId, bool> seen;
  for (const NodeId part : parts) {
    if (seen.emplace(part, true).second) kept.push_back(part);
  }
  return kept;
}

bool HasFailed(const std::vector<NodeId>& parts) {
  return std::find(parts.begin(), parts.end(), kFailed) != parts.end();
}

}  // namespace

NodeId Graph::Add(engine::NodeOperation operation, std::string_view label) {
  const auto [found, added] = by_key_.try_emplace(KeyOf(operation), static_cast<NodeId>(nodes_.size()));
  if (added) nodes_.push_back({std::move(operation), std::string(label)});
  return found->second;
}

NodeId Graph::All(std::vector<NodeId> parts, std::string_view label) {
  if (HasFailed(parts)) return kFailed;
  parts = WithoutRepeats(parts);
  return parts.size() == 1 ? parts.front() : Add(engine::AllOfNode{std::move(parts)}, label);
}

NodeId Graph::Any(std::vector<NodeId> parts, std::string_view label) {
  if (HasFailed(parts)) return kFailed;
  parts = WithoutRepeats(parts);
  return parts.size() == 1 ? parts.front() : Add(engine::AnyOfNode{std::move(parts)}, label);
}

engine::NodeOperation Graph::Complement(const engine::Node& node, NodeId id) {
  if (const auto* field = std::get_if<engine::FieldNode>(&node.operation)) {
    engine::FieldNode negated = *field;
    negated.test.negated = !negated.test.negated;
    return negated;
  }
  if (std::holds_alternative<engine::EveryoneNode>(node.operation)) return engine::NobodyNode{};
  if (std::holds_alternative<engine::NobodyNode>(node.operation)) return engine::EveryoneNode{};
  return engine::ComplementNode{id};
}

NodeId Graph::Not(NodeId part, std::string_view label) {
  if (part == kFailed) return kFailed;
  if (const auto* twice = std::get_if<engine::ComplementNode>(&nodes_[part].operation)) return twice->part;
  return Add(Complement(nodes_[part], part), label);
}

NodeId Graph::FindComplement(NodeId part) const {
  if (const auto* twice = std::get_if<engine::ComplementNode>(&nodes_[part].operation)) return twice->part;
  const auto found = by_key_.find(KeyOf(Complement(nodes_[part], part)));
  return found == by_key_.end() ? kFailed : found->second;
}

}  // namespace segue::rules
