// Segments, flags, lifecycles, scores and groups, each after those it names.
#pragma once

#include "rules/context.h"

namespace segue::rules {

/// Orders them (circles are reported), lowers each, and leaves its node in the context.
void LowerDeclarations(Context& context);

}  // namespace segue::rules
