// Facts dated after as_of do not exist yet for the evaluation; when their time comes, the contact has to be looked at.
#include "engine/move_outlook.h"

#include <algorithm>

#include "engine/answer_batches.h"
#include "engine/existence_cut.h"

namespace segue::engine {
namespace {

/// The first of the ascending instants [first, last) that lies after as_of.
Instant FirstAfter(const Array<Instant>& at, std::uint32_t first, std::uint32_t last, Instant as_of) {
  const Instant* end = at.begin() + last;
  const Instant* next = std::upper_bound(at.begin() + first, end, as_of);
  return next == end ? kForever : *next;
}

Instant FirstAfter(const IntervalGroup& group, std::uint32_t contact, Instant as_of) {
  if (group.offsets.empty()) return kForever;
  const std::uint32_t first = group.offsets[contact], last = group.offsets[contact + 1];
  return std::min(FirstAfter(group.starts, first, last, as_of), FirstAfter(group.ends, first, last, as_of));
}

/// Of the contact's facts in the loaded columns.
Instant NextFact(const Timelines& timelines, std::uint32_t contact, Instant as_of) {
  Instant next = std::min(timelines.born[contact] > as_of ? timelines.born[contact] : kForever,
                          FirstAfter(timelines.absences, contact, as_of));
  for (const FieldColumn& field : timelines.fields) {
    if (!field.offsets.empty())
      next = std::min(next, FirstAfter(field.at, field.offsets[contact], field.offsets[contact + 1], as_of));
  }
  for (const EventColumn& events : timelines.events) {
    if (events.offsets.size() > contact + 1)
      next = std::min(next, FirstAfter(events.at, events.offsets[contact], events.offsets[contact + 1], as_of));
  }
  for (const IntervalGroup& list : timelines.lists) next = std::min(next, FirstAfter(list, contact, as_of));
  return next;
}

/// Appends the moves up to as_of; returns the first one after it.
Instant AppendMoves(const Batch& batch, NodeId run, std::uint32_t position, Instant as_of, MoveRecord record,
                    std::vector<MoveRecord>& moves) {
  const MoveColumn& column = batch.Moves(run);
  Instant next = kForever;
  const auto ignore = [](Instant, StateId) {};
  WalkStates(
      batch.Existence()[position], MovesOf(column, position), record.from, ignore,
      [&](std::uint32_t row) {
        if (column.at[row] > as_of) {
          next = std::min(next, column.at[row]);
          return;
        }
        record.from = column.from[row];
        record.to = column.to[row];
        record.at = column.at[row];
        moves.push_back(record);
      },
      ignore);
  return next;
}

}  // namespace

MoveOutlook LookAtMoves(const Evaluator& evaluator, Instant as_of, std::span<const LifecycleId> lifecycles,
                        const std::vector<bool>& wanted) {
  const Program& program = evaluator.program();
  std::vector<NodeId> runs;
  for (const LifecycleId id : lifecycles) runs.push_back(program.lifecycle_runs[id]);
  const Scope scope = ScopeWithOutlook(program, evaluator.calendar(), as_of);
  MoveOutlook outlook;
  outlook.next.resize(evaluator.contacts(), scope.horizon);
  std::vector<std::vector<MoveRecord>> per_batch(evaluator.Batches());
  evaluator.Run(scope, runs, [&](std::size_t number, unsigned, const Batch& batch) {
    for (std::uint32_t position = 0; position < batch.size(); ++position) {
      const std::uint32_t contact = batch.first() + position;
      if (!wanted.empty() && !wanted[contact]) continue;
      Instant& next = outlook.next[contact];
      next = std::min(next, NextFact(batch.timelines(), batch.timelines_first() + position, as_of));
      for (std::size_t i = 0; i < runs.size(); ++i) {
        const MoveRecord blank{contact, lifecycles[i], program.lifecycles[lifecycles[i]].start, 0, 0};
        next = std::min(next, AppendMoves(batch, runs[i], position, as_of, blank, per_batch[number]));
      }
    }
  });
  outlook.moves = Concatenate(std::move(per_batch));
  return outlook;
}

}  // namespace segue::engine
