// A grid of cohorts for people: for each metric a table with a row per cohort and a column per period since its entry.
//
//   buyers
//   cohort   contacts      0      1      2
//   ───────  ────────  ─────  ─────  ─────
//   2026-01     7,846  7,846  1,157    964
//   2026-02     8,476  8,476    935
#pragma once

#include <string>
#include <vector>

#include "adapters/cli/report_output.h"

namespace segue::cli {

/// `header` stands above the first table, `notes` below the last.
void WriteCohortTables(Session& session, const Population& population, const ComputedReport& computed,
                       std::vector<std::string> header, std::vector<std::string> notes);

}  // namespace segue::cli
