// Columns of a segment or a state with the absences cut out. See existence_cut.h for the worked example.
#include "engine/existence_cut.h"

#include <variant>

namespace segue::engine {

StateId StartState(const Program& program, NodeId run) {
  const auto& operation = std::get<LifecycleRunNode>(program.nodes[run].operation);
  return program.lifecycles[operation.lifecycle].start;
}

void CutMoments(const Batch& batch, NodeId node, IntervalColumn& out) {
  Intersect(batch.Moments(node), batch.Existence(), out);
}

namespace {

/// Collects the visits of one state; a visit of zero length leaves no interval (Append drops it).
class VisitCollector {
 public:
  VisitCollector(StateId state, IntervalColumn& out) : state_(state), out_(out) {}

  void Enter(Instant at, StateId state) {
    if (state == state_) since_ = at;
  }
  void Leave(Instant at, StateId state) {
    if (state == state_) out_.Append(since_, at);
  }

 private:
  StateId state_;
  IntervalColumn& out_;
  Instant since_ = 0;
};

/// The state after the contact's last move, or `start`.
StateId FinalState(const MoveRange& moves, StateId start) {
  return moves.first == moves.last ? start : moves.column->to[moves.last - 1];
}

}  // namespace

void CutStateMoments(const Program& program, const Batch& batch, NodeId run, StateId state, IntervalColumn& out) {
  const StateId start = StartState(program, run);
  const MoveColumn& column = batch.Moves(run);
  out.Clear();
  for (std::uint32_t position = 0; position < batch.size(); ++position) {
    VisitCollector visits(state, out);
    const MoveRange moves = MovesOf(column, position);
    const IntervalView existence = batch.Existence()[position];
    WalkStates(
        existence, moves, start, [&](Instant at, StateId entered) { visits.Enter(at, entered); },
        [&](std::uint32_t row) {
          visits.Leave(column.at[row], column.from[row]);
          visits.Enter(column.at[row], column.to[row]);
        },
        [&](Instant at, StateId left) { visits.Leave(at, left); });
    const bool open = !existence.empty() && existence.ends.back() >= kForever;
    if (open) visits.Leave(kForever, FinalState(moves, start));
    out.Close();
  }
}

}  // namespace segue::engine
