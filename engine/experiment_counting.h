// The contacts of an experiment, added up by arm and stratum.
//
// A measure is counted by the same code as in reports, in a report with one row for each contact of a batch
// (ReportPlan::per_contact).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "engine/experiment_cells.h"
#include "engine/experiments.h"
#include "engine/report_plan.h"

namespace segue::engine {

/// What is the same for all batches.
struct ExperimentPlan {
  const Experiment* experiment = nullptr;
  Interval range;                    // up to the as-of instant
  ReportPlan groups;                 // splits: the arms, then the strata
  ReportPlan during;                 // the measures by contact, over the range
  std::optional<ReportPlan> before;  // over the time before it
};

/// By the key of the arm and the strata (see report_split_reader.h), then by measure.
class ExperimentTotals {
 public:
  explicit ExperimentTotals(std::size_t measures = 0) : measures_(measures) {}

  /// Creates it where it is new.
  std::vector<ExperimentCell>& Of(std::uint64_t key) {
    return cells_.try_emplace(key, std::vector<ExperimentCell>(measures_)).first->second;
  }
  void Merge(const ExperimentTotals& next);
  const std::map<std::uint64_t, std::vector<ExperimentCell>>& cells() const { return cells_; }
  bool too_large = false;  // some contact's amounts are more than is kept exactly

 private:
  std::size_t measures_;
  std::map<std::uint64_t, std::vector<ExperimentCell>> cells_;
};

ExperimentTotals CountExperiment(const ExperimentPlan& plan);

}  // namespace segue::engine
