// Every recorded move of the lifecycles, by instant, then contact, then lifecycle, then order of happening.
#include <algorithm>

#include "engine/answer_batches.h"
#include "engine/answers.h"
#include "engine/existence_cut.h"

namespace segue::engine {

namespace {

/// Each lifecycle once, ascending, so that rows of a contact come out by lifecycle.
std::vector<LifecycleId> Ascending(std::span<const LifecycleId> lifecycles) {
  std::vector<LifecycleId> ids(lifecycles.begin(), lifecycles.end());
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

/// Appends the contact's moves up to as_of; those during an absence are not recorded.
void AppendMoves(const Batch& batch, NodeId run, std::uint32_t position, Instant as_of, MoveRecord record,
                 std::vector<MoveRecord>& moves) {
  const MoveColumn& column = batch.Moves(run);
  const auto ignore = [](Instant, StateId) {};
  WalkStates(
      batch.Existence()[position], MovesOf(column, position), record.from, ignore,
      [&](std::uint32_t row) {
        if (column.at[row] > as_of) return;
        record.from = column.from[row];
        record.to = column.to[row];
        record.at = column.at[row];
        moves.push_back(record);
      },
      ignore);
}

}  // namespace

std::vector<MoveRecord> ListMoves(const Evaluator& evaluator, Instant as_of, std::span<const LifecycleId> lifecycles) {
  const Program& program = evaluator.program();
  const std::vector<LifecycleId> ids = Ascending(lifecycles);
  std::vector<NodeId> runs;
  runs.reserve(ids.size());
  for (const LifecycleId id : ids) runs.push_back(program.lifecycle_runs[id]);
  std::vector<std::vector<MoveRecord>> per_batch(evaluator.Batches());
  evaluator.Run(ScopeAt(as_of), runs, [&](std::size_t number, unsigned, const Batch& batch) {
    for (std::uint32_t position = 0; position < batch.size(); ++position) {
      for (std::size_t i = 0; i < ids.size(); ++i) {
        const MoveRecord blank{batch.first() + position, ids[i], program.lifecycles[ids[i]].start, 0, 0};
        AppendMoves(batch, runs[i], position, as_of, blank, per_batch[number]);
      }
    }
  });
  std::vector<MoveRecord> moves = Concatenate(std::move(per_batch));
  // Stable: contact, lifecycle and order of happening are already right.
  std::stable_sort(moves.begin(), moves.end(), [](const MoveRecord& a, const MoveRecord& b) { return a.at < b.at; });
  return moves;
}

}  // namespace segue::engine
