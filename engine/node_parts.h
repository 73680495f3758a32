// Which nodes a node is computed from.
#pragma once

#include <vector>

#include "engine/program.h"

namespace segue::engine {

/// Appends the nodes that `node` names: parts, conditions of its events, conditions of its lifecycle.
void AppendParts(const Program& program, NodeId node, std::vector<NodeId>& parts);

}  // namespace segue::engine
