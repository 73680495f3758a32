// What the passes after collecting share. Owned by Compile; everything outlives the passes.
#pragma once

#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/calendar.h"
#include "rules/graph.h"
#include "rules/model.h"
#include "rules/parameters.h"
#include "rules/prover.h"
#include "rules/reporter.h"
#include "rules/suggestions.h"

namespace segue::rules {

struct Context {
  Model& model;
  Parameters& parameters;
  Reporter& report;
  Suggestions& suggestions;
  const engine::Calendar& calendar;

  Graph graph;
  engine::Length longest;  // of the durations read so far

  /// The node of each segment, flag and lifecycle run once it is lowered, kFailed before and after an error.
  std::vector<engine::NodeId> segment_nodes, flag_nodes, lifecycle_runs;
  std::vector<engine::Lifecycle> lifecycles;                 // parallel to lifecycle_runs, filled as they are lowered
  std::unordered_map<std::string, engine::ListId> list_ids;  // of Schema::lists
  std::vector<dsl::Span> list_spans;                         // where each list is first named

  /// Names (by PlaceKey) that a more helpful message already explains, so that "there is no …" is not said as well.
  std::unordered_set<std::uint64_t> explained;
  /// Nodes reported as never (false) or always (true) true.
  std::unordered_map<engine::NodeId, bool> constants;
  ProofMemory proofs = {};
};

inline Prover ProverOf(Context& context) { return {context.graph.nodes(), context.lifecycles, context.proofs}; }

/// Where a span begins, as one number.
inline std::uint64_t PlaceKey(dsl::Span span) { return (std::uint64_t{span.source} << 32) | span.begin; }

}  // namespace segue::rules
