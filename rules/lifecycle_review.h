// What looks wrong in a lifecycle that is otherwise in order: states that cannot be reached, transitions that an
// earlier one always beats, pairs that flip back and forth, cycles of `after` shorter than a day.
#pragma once

#include <vector>

#include "dsl/syntax.h"
#include "rules/context.h"

namespace segue::rules {

/// `written` is parallel to the lowered lifecycle's transitions. All findings are warnings.
void ReviewLifecycle(Context& context, std::uint32_t lifecycle, const std::vector<const dsl::TransitionItem*>& written);

}  // namespace segue::rules
