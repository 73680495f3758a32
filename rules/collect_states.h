// The states of a lifecycle: those declared with `start`, `final` or `state`, and those that transitions name.
#pragma once

#include "dsl/syntax.h"
#include "rules/model.h"
#include "rules/reporter.h"

namespace segue::rules {

/// Reports a missing or second `start` and more states than fit.
States CollectStates(const dsl::LifecycleDeclaration& lifecycle, Reporter& report);

}  // namespace segue::rules
