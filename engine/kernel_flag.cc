// Flags that stick: `flag when A until B` and `flag on E until F`. The end wins ties.
//
// Worked example: A on [1, 3) and [8, 9), B on [2, 4): set at 1, cleared at 2, set again at 8 for ever: [1, 2) [8, ∞).
#include <algorithm>

#include "engine/kernels.h"

namespace segue::engine {
namespace {

/// Instants at which a LatchNode's states are entered, visits of zero length included, ascending; birth enters the
/// start state.
void AppendVisits(const InStateNode& visited, const Workspace& workspace, std::uint32_t position,
                  InstantBuffer& visits) {
  const auto is_visited = [&](StateId state) {
    return std::find(visited.states.begin(), visited.states.end(), state) != visited.states.end();
  };
  const MoveColumn& moves = workspace.MovesOf(visited.run);
  if (is_visited(workspace.LifecycleOf(visited.run).start)) visits.push_back(workspace.Born(position));
  for (std::uint32_t move = moves.offsets[position]; move < moves.offsets[position + 1]; ++move) {
    if (is_visited(moves.to[move])) visits.push_back(moves.at[move]);
  }
}

/// The starts of the runs from birth on. Just before birth the flag is its condition, and that is not remembered.
void AppendStarts(IntervalView runs, Instant born, IntervalWriter& writer, InstantBuffer& starts) {
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (runs.starts[i] < born) writer.Add(runs.starts[i], born);
    if (runs.ends[i] > born) starts.push_back(std::max(runs.starts[i], born));
  }
}

/// From each instant of `sets`, none of which lies in `clears`, to the next clearing.
void WriteLatch(const InstantBuffer& sets, IntervalView clears, IntervalWriter& writer) {
  std::size_t clear = 0;
  for (const Instant set : sets) {
    while (clear < clears.size() && clears.starts[clear] <= set) ++clear;
    writer.Add(set, clear < clears.size() ? clears.starts[clear] : kForever);
    if (writer.Complete()) return;
  }
}

}  // namespace

void Evaluate(const LatchNode& node, Workspace& workspace, IntervalColumn& out) {
  IntervalColumn& nothing = workspace.spare(0);
  Evaluate(NobodyNode{}, workspace, nothing);
  const IntervalColumn& clears = node.clear ? workspace.column(*node.clear) : nothing;
  IntervalColumn& runs = workspace.spare(1);
  Subtract(workspace.column(node.set), clears, runs);  // a run that goes on after a clearing sets again at its end
  InstantBuffer& sets = workspace.instants(0);
  IntervalWriter writer = workspace.Write(out);
  for (std::uint32_t position = 0; position < workspace.size(); ++position, writer.Close()) {
    writer.Begin(workspace.Floor(position));
    if (!workspace.Exists(position)) continue;
    sets.clear();
    if (node.visited) AppendVisits(*node.visited, workspace, position, sets);
    std::erase_if(sets, [&](Instant visit) { return clears[position].Contains(visit); });
    const auto visits = static_cast<std::ptrdiff_t>(sets.size());
    AppendStarts(runs[position], workspace.Born(position), writer, sets);
    std::inplace_merge(sets.begin(), sets.begin() + visits, sets.end());
    WriteLatch(sets, clears[position], writer);
  }
}

void Evaluate(const SwitchNode& node, Workspace& workspace, IntervalColumn& out) {
  const EventStream& on = workspace.Stream(workspace.plan().StreamOf(node.on));
  const EventStream& off = workspace.Stream(workspace.plan().StreamOf(node.off));
  IntervalWriter writer = workspace.Write(out);
  for (std::uint32_t position = 0; position < workspace.size(); ++position, writer.Close()) {
    writer.Begin(workspace.Floor(position));
    std::uint32_t next_off = off.First(position);
    for (std::uint32_t event = on.First(position); event < on.Last(position) && !writer.Complete(); ++event) {
      const Instant at = on.At(event);
      while (next_off < off.Last(position) && off.At(next_off) < at) ++next_off;
      writer.Add(at, next_off < off.Last(position) ? off.At(next_off) : kForever);
    }
  }
}

}  // namespace segue::engine
