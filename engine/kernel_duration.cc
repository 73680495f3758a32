// Conditions over time: held for W, ever, known for W.
#include <algorithm>

#include "engine/kernels.h"

namespace segue::engine {

// A run counts from birth at the earliest: the millisecond before birth is no time that passed.
void Evaluate(const HeldForNode& node, Workspace& workspace, IntervalColumn& out) {
  const IntervalColumn& part = workspace.column(node.part);
  IntervalWriter writer = workspace.Write(out);
  for (std::uint32_t position = 0; position < workspace.size(); ++position, writer.Close()) {
    writer.Begin(workspace.Floor(position));
    const IntervalView runs = part[position];
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const Instant start = std::max(runs.starts[i], workspace.Born(position));
      writer.Add(workspace.calendar().Add(start, node.length), runs.ends[i]);
    }
  }
}

// What was true only just before birth is not remembered: conditions live on [born, ∞).
void Evaluate(const EverNode& node, Workspace& workspace, IntervalColumn& out) {
  const IntervalColumn& part = workspace.column(node.part);
  out.Clear();
  for (std::uint32_t position = 0; position < workspace.size(); ++position, out.Close()) {
    const IntervalView runs = part[position];
    const Instant born = workspace.Born(position);
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const bool lasts = runs.ends[i] > born;
      out.Append(runs.starts[i], lasts ? kForever : born);
      if (lasts) break;
    }
  }
}

void Evaluate(const KnownForNode& node, Workspace& workspace, IntervalColumn& out) {
  RunWriter writer = workspace.WriteRuns(out, workspace.size());
  for (std::uint32_t position = 0; position < workspace.size(); ++position) {
    writer.Add(static_cast<Position>(position), workspace.calendar().Add(workspace.Born(position), node.length),
               kForever);
  }
  writer.Finish();
}

}  // namespace segue::engine
