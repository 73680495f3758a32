// What a page is made of, computed before a word of it is written.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/cli/audit_changes.h"
#include "adapters/cli/computed.h"
#include "engine/goal_status.h"

namespace segue::cli {

/// The pointers, and the population that they belong to, must outlive it.
struct PageParts {
  std::vector<ComputedReport> reports{};
  std::vector<const engine::Goal*> goals{};
  std::vector<engine::GoalResult> goal_results{};  // parallel to goals
  std::vector<engine::AlertVerdict> alerts{};      // parallel to Program::alerts, or empty
  std::vector<const engine::Prune*> prunes{};
  std::vector<engine::PrunePlan> plans{};  // parallel to prunes
  std::vector<ComputedExperiment> experiments{};
  std::optional<AuditChanges> changes{};
  std::uint64_t rules_fingerprint = 0;
  bool review = false;  // by `segue audit`
};

/// All goals, alerts, clean-ups and experiments (with their errors: one may not have begun); where reports were asked
/// for by name only the goals of what they show.
PageParts CollectParts(const Population& population, std::vector<ComputedReport> reports, bool by_name);
/// The columns that CollectParts reads beside those of the reports.
void AddPartColumns(const engine::Program& program, bool by_name, NeededColumns& columns);

}  // namespace segue::cli
