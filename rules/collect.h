// First pass: every declaration of every file into the model. Reports names declared twice, settings said twice,
// unknown time zones and currencies, and declarations that this version does not evaluate.
#pragma once

#include "rules/model.h"
#include "rules/program_files.h"
#include "rules/reporter.h"
#include "rules/suggestions.h"

namespace segue::rules {

/// The model points into `files`, which must outlive it. Of a param that a used file declares and a file that uses it
/// declares again, the latter counts. `recorded since` is left to a later pass: it needs the zone.
Model Collect(const ProgramFiles& files, Reporter& report, Suggestions& suggestions);

}  // namespace segue::rules
