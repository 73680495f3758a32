// What the passes after collecting share. Owned by Compile; everything outlives the passes.
#pragma once

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/calendar.h"
#include "rules/graph.h"
#include "rules/model.h"
#include "rules/parameters.h"
#include "rules/plan_data.h"
#include "rules/prover.h"
#include "rules/reporter.h"
#include "rules/suggestions.h"

namespace segue::rules {

/// A group as it stands once it is lowered; neither of contacts nor of events before, and after an error.
struct LoweredGroup {
  engine::Group group;
  bool has_otherwise = false;  // its last label
  bool used = false;

  bool OfContact() const { return !group.nodes.empty(); }
  bool OfEvent(engine::EventKindId kind) const { return kind < group.matches.size() && !group.matches[kind].empty(); }
  bool OfEvents() const {
    return std::any_of(group.matches.begin(), group.matches.end(), [](const auto& labels) { return !labels.empty(); });
  }
};

struct Context {
  Model& model;
  Parameters& parameters;
  Reporter& report;
  Suggestions& suggestions;
  const engine::Calendar& calendar;

  Graph graph;
  engine::Length longest;  // of the durations read so far

  /// The node of each segment, flag, lifecycle and score run once it is lowered, kFailed before and after an error.
  std::vector<engine::NodeId> segment_nodes, flag_nodes, lifecycle_runs, score_runs;
  std::vector<engine::Lifecycle> lifecycles;                 // parallel to lifecycle_runs, filled as they are lowered
  std::vector<engine::Score> scores;                         // parallel to score_runs, likewise
  std::vector<LoweredGroup> groups;                          // by index of the model
  std::unordered_map<std::string, engine::ListId> list_ids;  // of Schema::lists
  std::vector<dsl::Span> list_spans;                         // where each list is first named

  /// Names (by PlaceKey) that a more helpful message already explains, so that "there is no …" is not said as well.
  std::unordered_set<std::uint64_t> explained;
  /// Nodes reported as never (false) or always (true) true.
  std::unordered_map<engine::NodeId, bool> constants;
  ProofMemory proofs = {};
  const std::vector<PlanData>* plans = nullptr;  // of the sending platform; outlives the passes
};

inline Prover ProverOf(Context& context) { return {context.graph.nodes(), context.lifecycles, context.proofs}; }

/// Where a span begins, as one number.
inline std::uint64_t PlaceKey(dsl::Span span) { return (std::uint64_t{span.source} << 32) | span.begin; }

}  // namespace segue::rules
