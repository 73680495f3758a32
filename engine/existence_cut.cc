// Columns of a segment or a state with the absences cut out. See existence_cut.h for the worked example.
#include "engine/existence_cut.h"

#include <algorithm>
#include <variant>

namespace segue::engine {

StateId StartState(const Program& program, NodeId run) {
  const auto& operation = std::get<LifecycleRunNode>(program.nodes[run].operation);
  return program.lifecycles[operation.lifecycle].start;
}

namespace {

/// How a column without absences lies to the births of its contacts.
enum class AtBirth : std::uint8_t {
  kNothingBefore,
  kSomeBefore,  // and these go on from birth
  kOnlyBefore,  // some moments end at birth
};

// A contact without moments looks at those of the next, or the last, and counts for nothing.
AtBirth HowAtBirth(const Instant* born, const IntervalColumn& column) {
  if (column.starts.empty()) return AtBirth::kNothingBefore;
  const auto last = static_cast<std::uint32_t>(column.starts.size() - 1);
  const std::uint32_t* offsets = column.offsets.data();
  bool before = false, only_before = false;
  for (std::size_t position = 0; position < column.size(); ++position) {
    const std::uint32_t first = std::min(offsets[position], last);
    const bool any = offsets[position] != offsets[position + 1];
    before |= any & (column.starts[first] < born[position]);
    only_before |= any & (column.ends[first] <= born[position]);
  }
  return only_before ? AtBirth::kOnlyBefore : before ? AtBirth::kSomeBefore : AtBirth::kNothingBefore;
}

void CopyFromBirth(const Instant* born, const IntervalColumn& column, IntervalColumn& out) {
  out = column;
  for (std::size_t position = 0; position < column.size(); ++position) {
    const std::uint32_t first = column.offsets[position];
    if (first < column.offsets[position + 1]) out.starts[first] = std::max(out.starts[first], born[position]);
  }
}

}  // namespace

const IntervalColumn& CutMoments(const Batch& batch, NodeId node, IntervalColumn& scratch) {
  const IntervalColumn& column = batch.Moments(node);
  const Instant* born = batch.timelines().born.data() + batch.timelines_first();
  const AtBirth at_birth = batch.HasAbsences() ? AtBirth::kOnlyBefore : HowAtBirth(born, column);
  if (at_birth == AtBirth::kNothingBefore) return column;
  if (at_birth == AtBirth::kSomeBefore) {
    CopyFromBirth(born, column, scratch);
  } else {
    Intersect(column, batch.Existence(), scratch);
  }
  return scratch;
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
