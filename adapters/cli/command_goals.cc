// segue goals: how far the goals of the rules have come.
#include <algorithm>

#include "adapters/cli/commands.h"
#include "adapters/cli/evaluation_stage.h"
#include "adapters/cli/goal_output.h"
#include "adapters/cli/names.h"

namespace segue::cli {
namespace {

using Goals = std::vector<const engine::Goal*>;

Result<Goals> GoalsAsked(const engine::Program& program, const std::vector<std::string>& names) {
  Goals goals;
  if (names.empty()) {
    for (const engine::Goal& goal : program.goals) goals.push_back(&goal);
  }
  for (const std::string& name : names) {
    Result<const engine::Goal*> goal = FindGoal(program, name);
    if (!goal) return goal.error();
    goals.push_back(*goal);
  }
  if (!goals.empty()) return goals;
  return adapters::Error{"judging goals", "the rules declare no goal",
                         "declare one: goal \"T1\" = conversions >= 120 in 2026-Q1"};
}

}  // namespace

Result<int> RunCommand(Session& session, const GoalsOptions& options) {
  Result<const engine::Program*> program = session.Program();
  if (!program) return program.error();
  const Result<Goals> goals = GoalsAsked(**program, options.names);
  if (!goals) return goals.error();
  NeededColumns columns(**program);
  for (const engine::Goal* goal : *goals) columns.AddGoal(*goal);
  Result<std::unique_ptr<Population>> population = session.Load(columns);
  if (!population) return population.error();
  std::vector<engine::Goal> asked;
  for (const engine::Goal* goal : *goals) asked.push_back(*goal);
  std::vector<engine::GoalResult> results;
  {
    const EvaluationStage stage(*(*population)->evaluator, "goals");
    results = engine::JudgeGoals(*(*population)->evaluator, (*population)->as_of, asked);
  }
  WriteGoals(session, **population, *goals, results);
  WarnOfRunaways(*(*population)->evaluator);
  return kDone;
}

}  // namespace segue::cli
