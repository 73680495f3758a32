// The changes of plans behind a report that asks what a plan costs or allows: dates, tiers, prices.
#pragma once

#include <ostream>

#include "adapters/cli/report_notes.h"

namespace segue::cli {

/// A table for people below the report's own; nothing where no plan changed within the report's range.
void WritePlanChanges(Session& session, const Population& population, const ComputedReport& computed);

/// The rows alone; whether there are any.
bool WritePlanChangeRows(ResultWriter& writer, const Population& population, const ComputedReport& computed,
                         const Reader& reader);

/// `, "plan_changes": […]`, a member of the report's document; nothing where no plan tells its changes.
void WritePlanChangesJson(std::ostream& out, const Population& population, const ComputedReport& computed);

}  // namespace segue::cli
