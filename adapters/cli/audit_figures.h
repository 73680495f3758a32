// Every figure that the rules' reports, goals and alerts give, each under a name of its own.
#pragma once

#include <vector>

#include "adapters/cli/audit_file.h"
#include "adapters/cli/session.h"

namespace segue::cli {

/// What all of it reads.
void AddAuditedColumns(const engine::Program& program, NeededColumns& columns);

/// In the order of the rules. Rates of too few have their figure, as in csv.
Result<std::vector<AuditedFigure>> AuditFigures(const Population& population);

}  // namespace segue::cli
