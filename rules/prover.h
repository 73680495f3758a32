// Proves that conditions can never hold together, from their form alone: whatever the data.
//
// To show that X implies Y, it takes X and the opposite of Y for true and looks for a contradiction: it takes `and`s
// apart into facts, follows each branch of an `or`, and compares facts in pairs and the tests of one field together.
//
//   did purchase in last 30 days,  did not purchase in last 90 days     at least 1 of what is at most 0
//   age > 30,  age < 20                                                 no age is left
//
// Sound: what it claims holds for every contact at every moment. Not complete: a false answer only means "not shown".
// Conditions of a kind that it does not know are true or false without a reason. The work per question and in all is
// bounded and counted in steps, not in seconds, so that the answers are the same on every machine.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/program.h"

namespace segue::rules {

/// A node that holds, or that does not.
struct Fact {
  engine::NodeId node = 0;
  bool negated = false;
  friend bool operator==(const Fact&, const Fact&) = default;
};
inline Fact Opposite(Fact fact) { return {fact.node, !fact.negated}; }

/// What was answered and how much work is left; kept between questions.
struct ProofMemory {
  std::unordered_map<std::uint64_t, bool> implications;
  std::int64_t steps_left = 3'000'000;  // well under a second
};

/// The facts that were found to contradict each other; more than two when a field's tests do so together.
using Clash = std::vector<Fact>;

class Prover {
 public:
  /// All must outlive it. Lifecycles that are still to be lowered are not looked into.
  Prover(const std::vector<engine::Node>& nodes, const std::vector<engine::Lifecycle>& lifecycles, ProofMemory& memory)
      : nodes_(nodes), lifecycles_(lifecycles), memory_(memory) {}

  /// Whenever `a` holds, `b` does.
  bool Implies(Fact a, Fact b);
  /// They never hold together.
  bool NeverTogether(const std::vector<Fact>& facts) { return Refute(facts).has_value(); }
  /// As NeverTogether; the facts to blame, empty when several branches are.
  std::optional<Clash> Refute(const std::vector<Fact>& facts);
  /// Every event of `inner` is one of `outer`.
  bool EventsWithin(const engine::EventSet& inner, const engine::EventSet& outer);

  const engine::NodeOperation& Operation(engine::NodeId node) const { return nodes_[node].operation; }
  const std::vector<engine::Lifecycle>& lifecycles() const { return lifecycles_; }
  /// Counts work; false when there is none left.
  bool Step(std::int64_t work = 1) { return (memory_.steps_left -= work) > 0; }

 private:
  const std::vector<engine::Node>& nodes_;
  const std::vector<engine::Lifecycle>& lifecycles_;
  ProofMemory& memory_;
  int depth_ = 0;  // of questions inside questions
};

}  // namespace segue::rules
