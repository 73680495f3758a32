// Comparisons of a sum, average, … that can never, or always, hold.
#pragma once

#include <optional>

#include "engine/program.h"
#include "rules/context.h"

namespace segue::rules {

/// Warns, and says which it is, where the filters of the events prove it: `distinct of purchase.code < 0`, `largest of
/// purchase.amount with amount < 10 > 20`. Amounts may be below 0 unless a filter says otherwise.
std::optional<bool> WarnAboutComparison(Context& context, const engine::AggregateNode& node, dsl::Span span);

}  // namespace segue::rules
