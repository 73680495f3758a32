// Conditions that can never, or always, be true: seen on the nodes, where equal conditions are one node.
#pragma once

#include <vector>

#include "dsl/source.h"
#include "rules/context.h"

namespace segue::rules {

/// Warns when an `and` can never or an `or` always be true, or when one of its parts makes no difference. Each node
/// once, and not again where it is a part of another.
void WarnAboutConstant(Context& context, engine::NodeId node, dsl::Span span);

/// Whether `parts` can be shown never to hold at the same moment. Sound but not complete.
bool NeverTogether(const Graph& graph, const std::vector<engine::NodeId>& parts);

}  // namespace segue::rules
