// Goals, matrices of goals and alerts as tables, csv and json.
#pragma once

#include <string>
#include <vector>

#include "adapters/cli/reader.h"
#include "adapters/cli/session.h"
#include "engine/goal_status.h"

namespace segue::cli {

/// "reached", "on track", "not known before 2026-09-28", …
std::string StatusText(const engine::GoalRow& row, const Reader& reader);

/// One row per goal and value of its splits:
/// `goal,part,metric,period,value,low,high,target,due,status,known_from,owner`. `results` are parallel to `goals`.
void WriteGoals(Session& session, const Population& population, std::span<const engine::Goal* const> goals,
                const std::vector<engine::GoalResult>& results);

/// The same for people, the rows alone.
void WriteGoalRows(ResultWriter& writer, const Population& population, std::span<const engine::Goal* const> goals,
                   const std::vector<engine::GoalResult>& results, const Reader& reader);
/// What is to be said of the goals below their table: hypotheses, what was learned, how the pace is reckoned.
std::vector<std::string> GoalNotes(std::span<const engine::Goal* const> goals,
                                   const std::vector<engine::GoalResult>& results, const Reader& reader);

/// Rows of segments, columns of goals.
void WriteGoalMatrix(Session& session, const Population& population, const engine::GoalMatrix& matrix,
                     const std::vector<engine::GoalResult>& results);
/// The same, the rows alone.
void WriteMatrixRows(ResultWriter& writer, const Population& population, const engine::GoalMatrix& matrix,
                     const std::vector<engine::GoalResult>& results, const Reader& reader);

/// `alert,metric,value,limit,raised,message`.
void WriteAlerts(Session& session, const Population& population, const std::vector<engine::AlertVerdict>& verdicts);

}  // namespace segue::cli
