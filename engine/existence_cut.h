// Existence cut out of finished results: what a contact's lifecycle or segment looks like once its absences are
// removed.
//
// A cut (deletion, pruning) is an exit and a return an entry; neither is a move. A move during an absence is neither,
// but it changes the state that the return enters. Absences are half-open [gone, back): a move at `gone` happens
// during the absence, a move at `back` does not, so the return enters the state before that move.
//
//   moves      a→b at 3, b→c at 7, c→d at 9;  absence [5, 9)
//   existence  [1, 5) [9, ∞)
//   steps      arrive a at 1, move a→b at 3, leave b at 5, arrive c at 9, move c→d at 9
//
// So for every state: members at the end = members at the start + entries − exits, exactly.
#pragma once

#include <cstdint>

#include "engine/evaluation.h"

namespace segue::engine {

/// The moves of one contact: rows [first, last) of a MoveColumn.
struct MoveRange {
  const MoveColumn* column = nullptr;
  std::uint32_t first = 0, last = 0;
};

inline MoveRange MovesOf(const MoveColumn& column, std::uint32_t position) {
  return {&column, column.offsets[position], column.offsets[position + 1]};
}

/// Calls, in order of time: arrive(instant, state) at each birth or return, move(row) at each move while the contact
/// exists, leave(instant, state) at each cut.
template <typename Arrive, typename Move, typename Leave>
void WalkStates(const IntervalView& existence, const MoveRange& moves, StateId start, const Arrive& arrive,
                const Move& move, const Leave& leave) {
  const MoveColumn& column = *moves.column;
  StateId state = start;
  std::uint32_t row = moves.first;
  for (std::size_t i = 0; i < existence.size(); ++i) {
    const Interval present = existence[i];
    while (row < moves.last && column.at[row] < present.start) state = column.to[row++];
    arrive(present.start, state);
    while (row < moves.last && column.at[row] < present.end) {
      move(row);
      state = column.to[row++];
    }
    if (present.end < kForever) leave(present.end, state);
  }
}

/// The state in which every contact of a lifecycle begins.
StateId StartState(const Program& program, NodeId run);

/// The moments of `node` while the contact exists: its own column where nothing has to be cut away, else `scratch`,
/// which is replaced.
const IntervalColumn& CutMoments(const Batch& batch, NodeId node, IntervalColumn& scratch);

/// The moments in `state` (after the last move of each instant) while the contact exists; replaces `out`.
void CutStateMoments(const Program& program, const Batch& batch, NodeId run, StateId state, IntervalColumn& out);

}  // namespace segue::engine
