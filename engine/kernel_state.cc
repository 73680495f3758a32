// `L is s` and `L was s`, read from the moves of a lifecycle's run. The start state holds from just before birth.
#include <algorithm>

#include "engine/kernels.h"

namespace segue::engine {
namespace {

/// By state: is it one of `states`?
std::vector<std::uint8_t> StateMarks(const Lifecycle& lifecycle, const std::vector<StateId>& states) {
  std::vector<std::uint8_t> marks(lifecycle.states.size(), 0);
  for (const StateId state : states) marks[state] = 1;
  return marks;
}

}  // namespace

void Evaluate(const InStateNode& node, Workspace& workspace, IntervalColumn& out) {
  const Lifecycle& lifecycle = workspace.LifecycleOf(node.run);
  const std::vector<std::uint8_t> marks = StateMarks(lifecycle, node.states);
  const MoveColumn& moves = workspace.MovesOf(node.run);
  IntervalWriter writer = workspace.Write(out);
  for (std::uint32_t position = 0; position < workspace.size(); ++position, writer.Close()) {
    writer.Begin(workspace.Floor(position));
    StateId state = lifecycle.start;
    Instant since = writer.floor();
    for (std::uint32_t move = moves.offsets[position]; move < moves.offsets[position + 1]; ++move) {
      if (marks[state] != 0) writer.Add(since, moves.at[move]);
      state = moves.to[move];
      since = moves.at[move];
    }
    if (marks[state] != 0) writer.Add(since, kForever);
  }
}

void Evaluate(const WasInStateNode& node, Workspace& workspace, IntervalColumn& out) {
  const Lifecycle& lifecycle = workspace.LifecycleOf(node.run);
  const std::vector<std::uint8_t> marks = StateMarks(lifecycle, node.states);
  const MoveColumn& moves = workspace.MovesOf(node.run);
  IntervalWriter writer = workspace.Write(out);
  for (std::uint32_t position = 0; position < workspace.size(); ++position, writer.Close()) {
    writer.Begin(workspace.Floor(position));
    const auto first = moves.to.begin() + moves.offsets[position],
               last = moves.to.begin() + moves.offsets[position + 1];
    const auto visit = std::find_if(first, last, [&](StateId state) { return marks[state] != 0; });
    if (marks[lifecycle.start] != 0) {
      writer.Add(writer.floor(), kForever);
    } else if (visit != last) {
      writer.Add(moves.at[static_cast<std::size_t>(visit - moves.to.begin())], kForever);
    }
  }
}

}  // namespace segue::engine
