// Which conditions the tests of a run made true at some moment, and which false, while the contact existed and up to
// the test's moment.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/evaluation.h"

namespace segue::rule_tests {

class ConditionCoverage {
 public:
  /// `nodes`: the conditions that are looked at, by NodeId; no runs of lifecycles.
  ConditionCoverage(const engine::Program& program, std::vector<engine::NodeId> nodes)
      : nodes_(std::move(nodes)), true_(program.nodes.size()), false_(program.nodes.size()) {}

  const std::vector<engine::NodeId>& nodes() const { return nodes_; }
  void Note(const engine::Batch& batch, engine::Instant as_of);
  bool WasTrue(engine::NodeId node) const { return true_[node] != 0; }
  bool WasFalse(engine::NodeId node) const { return false_[node] != 0; }

 private:
  std::vector<engine::NodeId> nodes_;
  std::vector<std::uint8_t> true_, false_;  // by NodeId
};

}  // namespace segue::rule_tests
