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

namespace {

std::size_t ResultsOf(NodeId node, Workspace& workspace) {
  const NodeOperation& operation = workspace.program().nodes[node].operation;
  if (std::holds_alternative<LifecycleRunNode>(operation)) return workspace.MovesOf(node).at.size();
  if (std::holds_alternative<ScoreRunNode>(operation)) return workspace.StepsOf(node).at.size();
  return workspace.column(node).starts.size();
}

}  // namespace

void EvaluateNodeProfiled(NodeId node, Workspace& workspace, Cost& cost) {
  workspace.TakeRowsSeen();
  {
    const CostClock clock(&cost);
    EvaluateNode(node, workspace);
  }
  cost.rows += workspace.TakeRowsSeen().value_or(workspace.size());
  cost.results += ResultsOf(node, workspace);
}

}  // namespace segue::engine
