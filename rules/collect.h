// First pass: every declaration of every file into the model. Reports names declared twice, settings said twice,
// unknown time zones and currencies, and declarations that this version does not evaluate.
#pragma once

#include <vector>

#include "dsl/syntax.h"
#include "rules/model.h"
#include "rules/reporter.h"
#include "rules/suggestions.h"

namespace segue::rules {

/// The model points into `files`, which must outlive it. `recorded since` is left to a later pass: it needs the zone.
Model Collect(const std::vector<dsl::File>& files, Reporter& report, Suggestions& suggestions);

}  // namespace segue::rules
