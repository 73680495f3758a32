// Builds the program's nodes. Equal nodes are one node, so what several rules ask is evaluated once.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/program.h"

namespace segue::rules {

/// What a condition becomes when something in it was reported as wrong: swallows whatever is built on it.
inline constexpr engine::NodeId kFailed = 0xFFFFFFFF;

class Graph {
 public:
  /// The node with this operation, made with `label` if it is new.
  engine::NodeId Add(engine::NodeOperation operation, std::string_view label);

  /// Combinations; one part stands for itself, a failed part fails the whole.
  engine::NodeId All(std::vector<engine::NodeId> parts, std::string_view label);
  engine::NodeId Any(std::vector<engine::NodeId> parts, std::string_view label);
  /// `not not x` is x; a test of a field is negated in place.
  engine::NodeId Not(engine::NodeId part, std::string_view label);
  /// The complement of `part` if some rule already made it, else kFailed.
  engine::NodeId FindComplement(engine::NodeId part) const;

  const engine::Node& operator[](engine::NodeId node) const { return nodes_[node]; }
  std::size_t size() const { return nodes_.size(); }
  const std::vector<engine::Node>& nodes() const { return nodes_; }
  std::vector<engine::Node> Take() { return std::move(nodes_); }

 private:
  static engine::NodeOperation Complement(const engine::Node& node, engine::NodeId id);

  std::vector<engine::Node> nodes_;
  std::unordered_map<std::string, engine::NodeId> by_key_;
};

}  // namespace segue::rules
