// `prune` declarations: whom to keep and why, grace, freshness, the safety limit.
#pragma once

#include "dsl/syntax.h"
#include "rules/context.h"

namespace segue::rules {

/// Reports what is wrong; the result is then not to be used.
engine::Prune LowerPrune(Context& context, const dsl::PruneDeclaration& prune);

}  // namespace segue::rules
