// See page_parts.h.
#include "adapters/cli/page/page_parts.h"

#include <algorithm>
#include <utility>

namespace segue::cli {
namespace {

bool IsShown(const std::vector<ComputedReport>& reports, const engine::Goal& goal) {
  return std::any_of(reports.begin(), reports.end(), [&](const ComputedReport& one) {
    return std::any_of(one.report->shown.begin(), one.report->shown.end(),
                       [&](const engine::ShownMetric& shown) { return shown.metric == goal.shown.metric; });
  });
}

}  // namespace

PageParts CollectParts(const Population& population, std::vector<ComputedReport> reports, bool by_name) {
  const engine::Program& program = population.program;
  const engine::Evaluator& evaluator = *population.evaluator;
  PageParts parts{.reports = std::move(reports)};
  std::vector<engine::Goal> goals;
  for (const engine::Goal& goal : program.goals) {
    if (by_name && !IsShown(parts.reports, goal)) continue;
    parts.goals.push_back(&goal);
    goals.push_back(goal);
  }
  parts.goal_results = engine::JudgeGoals(evaluator, population.as_of, goals);
  if (by_name) return parts;
  parts.alerts = engine::JudgeAlerts(evaluator, population.as_of, program.alerts);
  for (const engine::Prune& prune : program.prunes) {
    parts.prunes.push_back(&prune);
    parts.plans.push_back(engine::PlanPrune(evaluator, population.as_of, prune));
  }
  for (const engine::Experiment& experiment : program.experiments) {
    parts.experiments.push_back({&experiment, engine::ComputeExperiment(evaluator, population.as_of, experiment)});
  }
  return parts;
}

void AddPartColumns(const engine::Program& program, bool by_name, NeededColumns& columns) {
  for (const engine::Goal& goal : program.goals) columns.AddGoal(goal);
  if (by_name) return;
  for (const engine::Alert& alert : program.alerts) columns.AddAlert(alert);
  for (const engine::Prune& prune : program.prunes) columns.AddPrune(prune);
  for (const engine::Experiment& experiment : program.experiments) columns.AddExperiment(experiment);
}

}  // namespace segue::cli
