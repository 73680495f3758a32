// The page of `segue report --html`: what to show first, then each report with its pictures, table and notes.
#pragma once

#include <vector>

#include "adapters/cli/page/report_pictures.h"

namespace segue::cli {

/// What the page is made of. The pointers must outlive the call.
struct PageParts {
  std::vector<ComputedReport> reports{};
  std::vector<const engine::Goal*> goals{};
  std::vector<engine::GoalResult> goal_results{};  // parallel to goals
  std::vector<const engine::Prune*> prunes{};
  std::vector<engine::PrunePlan> plans{};  // parallel to prunes
  std::uint64_t rules_fingerprint = 0;
};

html::Page MakePage(const Population& population, const PageParts& parts, html::Language language);

}  // namespace segue::cli
