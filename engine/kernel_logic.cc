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

// A contact with n intervals has n + 1 gaps between them, of which the outer two may be empty. All gaps are written,
// and the empty ones then closed up.
void Evaluate(const ComplementNode& node, Workspace& workspace, IntervalColumn& out) {
  const IntervalColumn& part = workspace.column(node.part);
  const std::size_t contacts = workspace.size(), intervals = part.starts.size(), gaps = intervals + contacts;
  std::vector<Position> contact;
  FillPositions(part.offsets.data(), contacts, contact);
  out.starts.resize(gaps);
  out.ends.resize(gaps);
  out.offsets.resize(contacts + 1);
  for (std::size_t i = 0; i < intervals; ++i) {
    out.ends[i + contact[i]] = part.starts[i];
    out.starts[i + contact[i] + 1] = part.ends[i];
  }
  for (std::size_t position = 0; position < contacts; ++position) {
    out.starts[part.offsets[position] + position] = workspace.Floor(position);
    out.ends[part.offsets[position + 1] + position] = kForever;
  }
  std::vector<std::uint32_t> kept(gaps + 1);  // before each gap
  std::uint32_t count = 0;
  for (std::size_t gap = 0; gap < gaps; ++gap) {
    kept[gap] = count;
    const Instant start = out.starts[gap], end = out.ends[gap];
    out.starts[count] = start;
    out.ends[count] = end;
    count += start < end;
  }
  kept[gaps] = count;
  for (std::size_t position = 0; position <= contacts; ++position) {
    out.offsets[position] = kept[part.offsets[position] + position];
  }
  out.starts.resize(count);
  out.ends.resize(count);
}

}  // namespace segue::engine
