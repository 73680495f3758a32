// From a node to its kernel: one dispatch per node and batch.
#include "engine/kernels.h"

#include <type_traits>

namespace segue::engine {

void EvaluateNode(NodeId node, Workspace& workspace) {
  IntervalColumn& out = workspace.column(node);
  std::visit(
      [&](const auto& operation) {
        using Operation = std::decay_t<decltype(operation)>;
        if constexpr (std::is_same_v<Operation, FieldNode>) {
          EvaluateField(operation, workspace.plan().FieldTest(node), workspace, out);
        } else if constexpr (std::is_same_v<Operation, LifecycleRunNode>) {
          RunLifecycle(operation.lifecycle, workspace, workspace.moves(operation.lifecycle));
        } else if constexpr (std::is_same_v<Operation, ScoreRunNode>) {
          RunScore(workspace.program().scores[operation.score], workspace, workspace.steps(operation.score));
        } else {
          Evaluate(operation, workspace, out);
        }
      },
      workspace.program().nodes[node].operation);
}

}  // namespace segue::engine
