// The engine's input: what the rules mean, with every name resolved to a number.
//
// Conditions, flags and lifecycle runs are nodes of one graph in dependency order: a node names only nodes before it,
// so one pass over `nodes` evaluates everything, and a sub-condition shared by several rules is one node.
// `rules/` builds programs (equal nodes are merged); the engine only reads them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/conditions.h"
#include "engine/drawings.h"
#include "engine/experiments.h"
#include "engine/goals.h"
#include "engine/measures.h"

namespace segue::engine {

// ---------------------------------------------------------------- lifecycles, segments

struct Transition {
  std::vector<StateId> from;
  StateId to = 0;
  std::optional<EventSet> on;   // at such an event
  std::optional<Length> after;  // that long or longer after entering `from`
  std::optional<NodeId> when;   // and this holds; alone: at the first instant at which it does
};

struct Lifecycle {
  std::string name;
  std::vector<std::string> states;
  StateId start = 0;
  std::vector<Transition> transitions;  // as written: at one instant the first wins
  std::string description;
};

struct NamedNode {
  std::string name;
  NodeId node = 0;
  std::string description;
};

// ---------------------------------------------------------------- scores, groups

/// `points` for each event that covers T (all of `when`).
struct PointsPerEvent {
  Points points = 0;
  EventSet events;
  std::vector<WhenClause> when;
};
/// `points` while the node holds.
struct PointsWhile {
  Points points = 0;
  NodeId node = 0;
};
/// At each moment the sum of all points, but never more than `at_most`.
struct Score {
  std::string name;
  std::vector<PointsPerEvent> per_event;
  std::vector<PointsWhile> during;
  std::optional<Points> at_most;
  std::string description;
};

/// The first label whose condition holds; missing when none does. `otherwise` is a last label that always holds.
/// A group of the contact has `nodes`, a group of events has `matches`; one whose names are both fields and properties
/// has both.
struct Group {
  std::string name;
  std::vector<std::string> labels;               // as written; a label may stand twice
  std::vector<NodeId> nodes;                     // by label, or empty
  std::vector<std::vector<EventMatch>> matches;  // by event kind, then by label; empty where a property is lacking
  std::string description;
};

// ---------------------------------------------------------------- pruning

struct PruneKeep {
  NodeId node = 0;
  std::string label;  // the condition as written
};
struct PruneNeed {
  std::vector<EventMatch> events;
  Length within;
  std::string label;
};
struct Prune {
  std::string segment;  // its name
  NodeId node = 0;
  std::vector<PruneKeep> keeps;  // in written order
  std::optional<Length> grace;
  std::vector<PruneNeed> needs;
  std::optional<double> at_most;  // share of all contacts that exist
};

// ---------------------------------------------------------------- the program

struct Program {
  std::string zone = "UTC";
  bool week_starts_sunday = false;
  std::string currency;
  Schema schema;
  std::vector<Node> nodes;  // in dependency order
  std::vector<Lifecycle> lifecycles;
  std::vector<NodeId> lifecycle_runs;  // parallel to lifecycles: its LifecycleRunNode
  std::vector<NamedNode> segments;     // in order of declaration
  std::vector<NamedNode> flags;
  std::vector<Score> scores;
  std::vector<NodeId> score_runs;  // parallel to scores: its ScoreRunNode
  std::vector<Group> groups;
  std::vector<Measure> measures;
  std::vector<Metric> metrics;
  std::vector<Report> reports;
  std::vector<Goal> goals;
  std::vector<GoalMatrix> goal_matrices;
  std::vector<LifecycleDrawing> lifecycle_drawings;
  std::vector<Benchmark> benchmarks;
  std::vector<Advice> advice;
  std::vector<Alert> alerts;
  std::vector<Prune> prunes;
  std::vector<Experiment> experiments;
  std::int64_t smallest_denominator = 30;  // rates of fewer are too few to be shown
  Length longest;                          // the longest duration in the rules, for the horizon
};

}  // namespace segue::engine
