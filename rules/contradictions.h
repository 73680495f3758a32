// Conditions that can never, or always, be true: seen on the nodes, where equal conditions are one node.
#pragma once

#include <vector>

#include "dsl/source.h"
#include "rules/context.h"

namespace segue::rules {

/// Warns when an `and` can never or an `or` always be true; not where only a part of it, reported itself, is to blame.
void WarnAboutConstant(Context& context, engine::NodeId node, dsl::Span span);

/// Whether `parts` can be shown never to hold at the same moment. Sound but not complete.
bool NeverTogether(const Context& context, const std::vector<engine::NodeId>& parts);

}  // namespace segue::rules
