// The waterfall of a clean-up: in the segment, minus each keep in written order, minus grace, left to prune.
//
//   prune Inactive { keep A  keep B  grace 30 days }: a contact in A and B counts at A. One that is in Inactive since
//   1 May 10:00 is in grace until 31 May 10:00, at which instant it is pruned. A return from an absence starts the
//   grace anew.
#include <algorithm>

#include "engine/answer_batches.h"
#include "engine/answers.h"
#include "engine/existence_cut.h"

namespace segue::engine {

namespace {

/// What one batch adds to the plan.
struct BatchPlan {
  std::int64_t contacts = 0, in_segment = 0;
  std::vector<std::int64_t> kept;  // each keep, then grace
  std::vector<std::uint32_t> to_prune;
  std::vector<std::optional<Instant>> newest;  // per need
};

/// The newest event of the rows [first, last) that passes.
template <typename Passes>
std::optional<Instant> NewestOf(const Array<Instant>& at, std::uint32_t first, std::uint32_t last, Passes passes) {
  for (std::uint32_t row = last; row-- > first;) {
    if (passes(row)) return at[row];
  }
  return std::nullopt;
}

void KeepNewest(std::optional<Instant>& newest, std::optional<Instant> candidate) {
  if (candidate && (!newest || *candidate > *newest)) newest = candidate;
}

class BatchPlanner {
 public:
  BatchPlanner(const Evaluator& evaluator, Instant as_of, const Prune& prune, const Batch& batch)
      : evaluator_(evaluator), as_of_(as_of), prune_(prune), batch_(batch) {
    plan_.kept.assign(prune.keeps.size() + (prune.grace ? 1 : 0), 0);
    plan_.newest.resize(prune.needs.size());
  }

  BatchPlan Plan() {
    cut_ = &CutMoments(batch_, prune_.node, scratch_);
    for (std::uint32_t position = 0; position < batch_.size(); ++position) {
      plan_.contacts += batch_.Existence()[position].Contains(as_of_);
      PlanContact(position);
    }
    for (std::size_t need = 0; need < prune_.needs.size(); ++need) ReadNewest(prune_.needs[need], plan_.newest[need]);
    return std::move(plan_);
  }

 private:
  void PlanContact(std::uint32_t position) {
    const std::optional<Interval> stay = IntervalAt((*cut_)[position], as_of_);
    if (!stay) return;
    ++plan_.in_segment;
    const std::size_t step = StepThatKeeps(position, stay->start);
    if (step < plan_.kept.size()) {
      ++plan_.kept[step];
    } else {
      plan_.to_prune.push_back(batch_.first() + position);
    }
  }

  /// The first step that keeps the contact; one past the last step when none does.
  std::size_t StepThatKeeps(std::uint32_t position, Instant since) const {
    for (std::size_t i = 0; i < prune_.keeps.size(); ++i) {
      if (batch_.Moments(prune_.keeps[i].node)[position].Contains(as_of_)) return i;
    }
    const bool in_grace = prune_.grace && as_of_ < evaluator_.calendar().Add(since, *prune_.grace);
    return prune_.keeps.size() + (prune_.grace && !in_grace ? 1 : 0);
  }

  void ReadNewest(const PruneNeed& need, std::optional<Instant>& newest) const {
    for (const EventMatch& match : need.events) {
      if (evaluator_.program().schema.events[match.kind].account) continue;
      for (std::uint32_t position = 0; position < batch_.size(); ++position) {
        const auto [first, last] = batch_.EventRows(match.kind, position);
        const Array<Instant>& at = batch_.timelines().events[match.kind].at;
        KeepNewest(newest, NewestOf(at, first, last, [&](std::uint32_t row) { return batch_.Matches(match, row); }));
      }
    }
  }

  const Evaluator& evaluator_;
  Instant as_of_;
  const Prune& prune_;
  const Batch& batch_;
  IntervalColumn scratch_;
  const IntervalColumn* cut_ = nullptr;
  BatchPlan plan_;
};

/// The account's events belong to no batch.
std::optional<Instant> NewestAccountEvent(const Evaluator& evaluator, const PruneNeed& need, Instant as_of) {
  std::optional<Instant> newest;
  for (const EventMatch& match : need.events) {
    if (!evaluator.program().schema.events[match.kind].account) continue;
    const Array<Instant>& at = evaluator.common().events[match.kind].at;
    const auto last = std::upper_bound(at.begin(), at.end(), as_of) - at.begin();
    KeepNewest(newest, NewestOf(at, 0, static_cast<std::uint32_t>(last),
                                [&](std::uint32_t row) { return evaluator.MatchesAccountEvent(match, row); }));
  }
  return newest;
}

std::vector<NodeId> Roots(const Prune& prune) {
  std::vector<NodeId> roots{prune.node};
  for (const PruneKeep& keep : prune.keeps) roots.push_back(keep.node);
  return roots;
}

/// The plan before any batch: steps and needs by name.
PrunePlan BlankPlan(const Evaluator& evaluator, Instant as_of, const Prune& prune) {
  PrunePlan plan;
  for (const PruneKeep& keep : prune.keeps) plan.kept.push_back({keep.label, 0});
  if (prune.grace) plan.kept.push_back({"in grace", 0});
  for (const PruneNeed& need : prune.needs) {
    plan.freshness.push_back({need.label, NewestAccountEvent(evaluator, need, as_of), false});
  }
  plan.at_most = prune.at_most;
  return plan;
}

void AddBatch(const BatchPlan& part, PrunePlan& plan) {
  plan.contacts += part.contacts;
  plan.in_segment += part.in_segment;
  for (std::size_t i = 0; i < part.kept.size(); ++i) plan.kept[i].contacts += part.kept[i];
  plan.to_prune.insert(plan.to_prune.end(), part.to_prune.begin(), part.to_prune.end());
  for (std::size_t i = 0; i < part.newest.size(); ++i) KeepNewest(plan.freshness[i].newest, part.newest[i]);
}

/// A share such as 0.3 is not exact in binary: 3 of 10 must still pass.
bool WithinShare(std::size_t contacts, double share, std::int64_t of) {
  constexpr double kRounding = 1e-9;
  return static_cast<double>(contacts) <= share * static_cast<double>(of) + kRounding;
}

}  // namespace

PrunePlan PlanPrune(const Evaluator& evaluator, Instant as_of, const Prune& prune) {
  std::vector<BatchPlan> parts(evaluator.Batches());
  evaluator.Run(ScopeAt(as_of), Roots(prune), [&](std::size_t number, unsigned, const Batch& batch) {
    parts[number] = BatchPlanner(evaluator, as_of, prune, batch).Plan();
  });
  PrunePlan plan = BlankPlan(evaluator, as_of, prune);
  for (const BatchPlan& part : parts) AddBatch(part, plan);
  for (std::size_t i = 0; i < prune.needs.size(); ++i) {
    FreshnessVerdict& verdict = plan.freshness[i];
    verdict.fresh = verdict.newest && evaluator.calendar().Add(*verdict.newest, prune.needs[i].within) >= as_of;
  }
  if (prune.at_most) plan.within_limit = WithinShare(plan.to_prune.size(), *prune.at_most, plan.contacts);
  return plan;
}

}  // namespace segue::engine
