// A computed report as csv, json or a table.
#pragma once

#include "adapters/cli/session.h"
#include "engine/answers.h"

namespace segue::cli {

/// A report and what came out of it.
struct ComputedReport {
  const engine::Report* report = nullptr;
  engine::ReportTable table;
};

/// csv holds the rows of one report; a table has the report's name above it. `header` is left out below the first of
/// several tables.
void WriteReport(Session& session, const Population& population, const ComputedReport& computed, bool header);

/// One JSON document with what the report is about and its rows (docs/commands.md), without a line end.
void WriteReportJson(std::ostream& out, const Population& population, const ComputedReport& computed);

}  // namespace segue::cli
