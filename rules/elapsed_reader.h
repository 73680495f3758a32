// `days since last purchase > 30` as a window of time in which the latest purchase must lie.
#pragma once

#include <optional>

#include "dsl/syntax.h"
#include "engine/program.h"
#include "rules/context.h"

namespace segue::rules {

/// The elapsed time is exact (a day is 24 hours); the number may have a fraction. Empty when something was reported;
/// warns when it can never be true.
std::optional<engine::WhenClause> ReadElapsed(Context& context, const dsl::ElapsedCondition& elapsed, dsl::Span span);

}  // namespace segue::rules
