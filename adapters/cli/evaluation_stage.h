// The stage in which a command evaluates the rules: with --verbose its time, and below it where the time went.
//
//   evaluate        0.412 s  Monthly
//
//   what was evaluated                                      time   rows  intervals
//   ────────────────────────────────────────────────────  ──────  ─────  ─────────
//   Inactive: did not (opened or clicked) in last 180 d…  0.213 s  9,000      4,120
//   orders: count of order                                0.101 s  2,000          –
#pragma once

#include <optional>
#include <string>

#include "adapters/cli/log.h"
#include "engine/evaluation.h"

namespace segue::cli {

class EvaluationStage {
 public:
  /// The evaluator must outlive the stage. Silent, and without cost, when the log is.
  explicit EvaluationStage(engine::Evaluator& evaluator, std::string detail = "");
  ~EvaluationStage();
  EvaluationStage(const EvaluationStage&) = delete;
  EvaluationStage& operator=(const EvaluationStage&) = delete;

 private:
  engine::Evaluator& evaluator_;
  std::optional<Stage> stage_;
};

/// The table: at most `width` columns wide, the costliest first. What was not evaluated is left out; empty when nothing
/// was.
std::string ProfileTable(const engine::Program& program, const engine::Profile& profile, std::size_t width);

}  // namespace segue::cli
