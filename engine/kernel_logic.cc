// Everyone, nobody, and, or, not.
//
// `a and b and c` folds from the left; the last step writes the node's column, earlier ones the two spare columns.
#include "engine/kernels.h"

namespace segue::engine {
namespace {

using Operation = void (*)(const IntervalColumn&, const IntervalColumn&, IntervalColumn&);

void Fold(const std::vector<NodeId>& parts, Operation operation, Workspace& workspace, IntervalColumn& out) {
  if (parts.size() == 1) {
    out = workspace.column(parts[0]);
    return;
  }
  const IntervalColumn* folded = &workspace.column(parts[0]);
  for (std::size_t i = 1; i < parts.size(); ++i) {
    IntervalColumn& result = i + 1 == parts.size() ? out : workspace.spare(i % 2);
    operation(*folded, workspace.column(parts[i]), result);
    folded = &result;
  }
}

}  // namespace

void Evaluate(const EveryoneNode&, Workspace& workspace, IntervalColumn& out) {
  out.Clear();
  for (std::uint32_t position = 0; position < workspace.size(); ++position, out.Close()) {
    out.Append(workspace.Floor(position), kForever);
  }
}

void Evaluate(const NobodyNode&, Workspace& workspace, IntervalColumn& out) {
  out.Clear();
  out.offsets.assign(workspace.size() + 1, 0);
}

void Evaluate(const AllOfNode& node, Workspace& workspace, IntervalColumn& out) {
  if (node.parts.empty()) return Evaluate(EveryoneNode{}, workspace, out);
  Fold(node.parts, Intersect, workspace, out);
}

void Evaluate(const AnyOfNode& node, Workspace& workspace, IntervalColumn& out) {
  if (node.parts.empty()) return Evaluate(NobodyNode{}, workspace, out);
  Fold(node.parts, Unite, workspace, out);
}

void Evaluate(const ComplementNode& node, Workspace& workspace, IntervalColumn& out) {
  const IntervalColumn& part = workspace.column(node.part);
  out.Clear();
  for (std::uint32_t position = 0; position < workspace.size(); ++position, out.Close()) {
    Instant start = workspace.Floor(position);
    const IntervalView moments = part[position];
    for (std::size_t i = 0; i < moments.size(); ++i) {
      out.Append(start, moments.starts[i]);
      start = moments.ends[i];
    }
    out.Append(start, kForever);
  }
}

}  // namespace segue::engine
