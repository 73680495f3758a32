// `a / b as percent` where a is no part of b, so that it can pass 100 % or say nothing.
#pragma once

#include <cstdint>

#include "engine/program.h"
#include "rules/context.h"

namespace segue::rules {

/// Looks at one metric; `measures` are those that its expression numbers. A warning where it can be seen that the
/// numerator is not among the denominator; silent where it is, or where that cannot be seen.
void ReviewProportion(Context& context, const engine::Metric& metric, const std::vector<engine::Measure>& measures,
                      dsl::Span span);

}  // namespace segue::rules
