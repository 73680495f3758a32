// The whole history of membership up to an instant: every stretch in a segment, flag or state, absences cut out.
//
// As of 10 May a stay that began on 1 May and would run out on 31 May is not over: it ends in kForever. One that began
// later is not known yet.
#include <algorithm>

#include "engine/answer_batches.h"
#include "engine/answers.h"
#include "engine/existence_cut.h"

namespace segue::engine {

namespace {

/// The interval as it is known at as_of; empty when it has not begun.
std::optional<Interval> KnownAt(Interval when, Instant as_of) {
  if (when.start > as_of) return std::nullopt;
  return Interval{when.start, when.end > as_of ? kForever : when.end};
}

/// Collects the states of one contact as they are walked through.
class StateCollector {
 public:
  StateCollector(std::uint32_t contact, Instant as_of, std::vector<StateStay>& stays)
      : contact_(contact), as_of_(as_of), stays_(stays) {}

  void Enter(Instant at, StateId state) {
    since_ = at;
    state_ = state;
    inside_ = true;
  }
  void Leave(Instant at) {
    if (!inside_) return;
    inside_ = false;
    if (since_ >= at) return;
    if (const std::optional<Interval> when = KnownAt({since_, at}, as_of_)) {
      stays_.push_back({{contact_, *when}, state_});
    }
  }

 private:
  std::uint32_t contact_;
  Instant as_of_;
  std::vector<StateStay>& stays_;
  Instant since_ = 0;
  StateId state_ = 0;
  bool inside_ = false;
};

}  // namespace

std::vector<Stay> ListStays(const Evaluator& evaluator, Instant as_of, NodeId node) {
  std::vector<std::vector<Stay>> per_batch(evaluator.Batches());
  evaluator.Run(ScopeAt(as_of), std::span(&node, 1), [&](std::size_t number, unsigned, const Batch& batch) {
    IntervalColumn scratch;
    const IntervalColumn& cut = CutMoments(batch, node, scratch);
    for (std::uint32_t position = 0; position < batch.size(); ++position) {
      const IntervalView moments = cut[position];
      for (std::size_t i = 0; i < moments.size(); ++i) {
        const std::optional<Interval> when = KnownAt(moments[i], as_of);
        if (when) per_batch[number].push_back({batch.first() + position, *when});
      }
    }
  });
  return Concatenate(std::move(per_batch));
}

std::vector<StateStay> ListStateStays(const Evaluator& evaluator, Instant as_of, LifecycleId lifecycle) {
  const NodeId run = evaluator.program().lifecycle_runs[lifecycle];
  const StateId start = evaluator.program().lifecycles[lifecycle].start;
  std::vector<std::vector<StateStay>> per_batch(evaluator.Batches());
  evaluator.Run(ScopeAt(as_of), std::span(&run, 1), [&](std::size_t number, unsigned, const Batch& batch) {
    const MoveColumn& column = batch.Moves(run);
    for (std::uint32_t position = 0; position < batch.size(); ++position) {
      StateCollector collector(batch.first() + position, as_of, per_batch[number]);
      WalkStates(
          batch.Existence()[position], MovesOf(column, position), start,
          [&](Instant at, StateId state) { collector.Enter(at, state); },
          [&](std::uint32_t row) {
            collector.Leave(column.at[row]);
            collector.Enter(column.at[row], column.to[row]);
          },
          [&](Instant at, StateId) { collector.Leave(at); });
      collector.Leave(kForever);
    }
  });
  return Concatenate(std::move(per_batch));
}

std::vector<ScoreStay> ListScoreStays(const Evaluator& evaluator, Instant as_of, NodeId run) {
  std::vector<std::vector<ScoreStay>> per_batch(evaluator.Batches());
  evaluator.Run(ScopeAt(as_of), std::span(&run, 1), [&](std::size_t number, unsigned, const Batch& batch) {
    const StepColumn& steps = batch.Steps(run);
    for (std::uint32_t position = 0; position < batch.size(); ++position) {
      const IntervalView existence = batch.Existence()[position];
      const std::uint32_t end = steps.offsets[position + 1];
      for (std::uint32_t step = steps.offsets[position]; step < end; ++step) {
        const Interval holds{steps.at[step], step + 1 < end ? steps.at[step + 1] : kForever};
        for (std::size_t i = 0; i < existence.size(); ++i) {
          const Interval both{std::max(holds.start, existence[i].start), std::min(holds.end, existence[i].end)};
          if (both.start >= both.end) continue;
          const std::optional<Interval> when = KnownAt(both, as_of);
          if (when) per_batch[number].push_back({{batch.first() + position, *when}, steps.values[step]});
        }
      }
    }
  });
  return Concatenate(std::move(per_batch));
}

}  // namespace segue::engine
