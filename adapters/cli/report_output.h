// A computed report as csv, json or a table.
#pragma once

#include "adapters/cli/report_columns.h"
#include "adapters/cli/session.h"
#include "engine/answers.h"
#include "engine/goal_status.h"
#include "engine/report_series.h"

namespace segue::cli {

struct ComputedMatrix {
  const engine::GoalMatrix* matrix = nullptr;
  std::vector<engine::GoalResult> results;
};

/// A lifecycle that a report draws.
struct ComputedLifecycle {
  const engine::LifecycleDrawing* drawing = nullptr;
  engine::ReportTable table;
};

/// A report and what came out of it.
struct ComputedReport {
  const engine::Report* report = nullptr;
  engine::ReportTable table;
  std::optional<engine::SeriesResult> series;
  std::optional<ComputedMatrix> matrix;
  std::vector<ComputedLifecycle> lifecycles;  // only for pages
};

/// csv holds the rows of one report; a table has the report's name above it. `header` is left out below the first of
/// several tables.
void WriteReport(Session& session, const Population& population, const ComputedReport& computed, ReportStyle style,
                 bool header);

/// The rows of the report alone.
void WriteReportRows(ResultWriter& writer, const Population& population, const ComputedReport& computed,
                     ReportStyle style, const Reader& reader);

/// "day", "week", …
std::string_view UnitName(engine::CalendarUnit unit);

/// One JSON document with what the report is about and its rows (docs/commands.md), without a line end.
void WriteReportJson(std::ostream& out, const Population& population, const ComputedReport& computed);

}  // namespace segue::cli
