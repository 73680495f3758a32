// See plain_counting.h.
#include "engine/plain_counting.h"

#include <cmath>
#include <span>
#include <vector>

#include "engine/existence_cut.h"
#include "engine/measure_rows.h"

namespace segue::engine {

namespace {

constexpr std::uint32_t kNoSlot = 0xFFFFFFFF;

class PlainCounter {
 public:
  PlainCounter(const ReportPlan& plan, std::uint32_t measure, const Batch& batch, CountingScratch& scratch,
               Totals& totals)
      : plan_(plan),
        planned_(plan.measures[measure]),
        measure_(measure),
        batch_(batch),
        scratch_(scratch),
        totals_(totals) {
    scratch.up.assign(plan.periods.size() + 2, 0);
    scratch.down.assign(plan.periods.size() + 2, 0);
  }

  // ---- segments and states; false for states while contacts are away

  bool Count(const EntriesMeasure& what) {
    if (what.target.state) return CountStateEntries(what.target.node, *what.target.state);
    Tally(CutMoments(batch_, what.target.node, scratch_.cut).starts, scratch_.up);
    return AddFlow();
  }

  bool Count(const ExitsMeasure& what) {
    if (what.target.state) {
      return CountMoves(what.target.node,
                        [state = *what.target.state](StateId from, StateId) { return int{from == state}; });
    }
    Tally(CutMoments(batch_, what.target.node, scratch_.cut).ends, scratch_.up);
    return AddFlow();
  }

  bool Count(const MovesMeasure& what) {
    const char *from_counts = planned_.from.data(), *to_counts = planned_.to.data();
    return CountMoves(what.run, [=](StateId from, StateId to) { return from_counts[from] & to_counts[to]; });
  }

  bool Count(const MembersMeasure& what) {
    if (what.target.state) return CountStateMembers(what.target.node, *what.target.state);
    const IntervalColumn& cut = CutMoments(batch_, what.target.node, scratch_.cut);
    Tally(cut.starts, scratch_.up);
    Tally(cut.ends, scratch_.down);
    return AddSteps();
  }

  bool Count(const AverageMembersMeasure&) { return false; }
  bool Count(const EventStatisticMeasure&) { return false; }
  bool Count(const FirstEntriesMeasure&) { return false; }
  bool Count(const LevelMeasure&) { return false; }
  bool Count(const DurationMeasure&) { return false; }
  bool Count(const CohortMeasure&) { return false; }

  // ---- events. What happened after as_of lies in no period.

  bool Count(const ContactsWithMeasure&) {
    if (planned_.kinds.size() != 1) return false;  // a contact is counted once, whatever the kind
    if (!batch_.HasRows(planned_.kinds.front().kind)) return true;
    const KindRows rows = RowsOf(planned_.kinds.front());
    const PeriodSlots slots = plan_.periods.slots();
    const std::uint32_t contacts = batch_.size();
    const auto* offsets = batch_.timelines().events[rows.kind()].offsets.data() + batch_.timelines_first();
    std::int64_t* counted = scratch_.up.data();
    for (std::uint32_t position = 0; position < contacts; ++position) {
      // A contact's events ascend: it was counted in a slot already when the last that matched lies there too.
      std::uint32_t last_slot = kNoSlot;
      for (std::uint32_t row = offsets[position]; row < offsets[position + 1]; ++row) {
        const std::uint32_t slot = slots.Of(rows.at()[row]);
        const bool matches = rows.FirstMatching(row) != KindRows::kNone;
        counted[slot] += matches & (slot != last_slot);
        last_slot = matches ? slot : last_slot;
      }
    }
    return AddFlow();
  }

  bool Count(const EventCountMeasure&) {
    for (const PlannedKind& kind : planned_.kinds) {
      if (!batch_.HasRows(kind.kind)) continue;
      const KindRows rows = RowsOf(kind);
      Tally(rows.at() + rows.first(), rows.size(), scratch_.up, [&](std::size_t i) {
        return int{rows.FirstMatching(rows.first() + static_cast<std::uint32_t>(i)) != KindRows::kNone};
      });
    }
    return AddFlow();
  }

  bool Count(const EventSumMeasure& what) {
    for (const PlannedKind& kind : planned_.kinds) {
      if (batch_.HasRows(kind.kind)) AddSums(what, RowsOf(kind));
    }
    return true;
  }

 private:
  std::size_t Cell(std::uint32_t period) const { return totals_.Cell(0, measure_, period); }

  /// Adds weight(i) to the slot of at[i].
  template <typename Weight>
  void Tally(const Instant* at, std::size_t size, std::vector<std::int64_t>& sums, const Weight& weight) {
    const PeriodSlots slots = plan_.periods.slots();
    std::int64_t* sum = sums.data();
    for (std::size_t i = 0; i < size; ++i) sum[slots.Of(at[i])] += weight(i);
  }
  void Tally(std::span<const Instant> instants, std::vector<std::int64_t>& sums) {
    Tally(instants.data(), instants.size(), sums, [](std::size_t) { return 1; });
  }

  /// What went up within each period.
  bool AddFlow() {
    for (std::uint32_t period = 0; period < plan_.periods.size(); ++period) {
      totals_.AddInteger(Cell(period), scratch_.up[period + 1]);
    }
    return true;
  }

  /// What went up and down by each reading, since the one before.
  bool AddSteps() {
    scratch_.up[1] += scratch_.up[0];
    scratch_.down[1] += scratch_.down[0];
    for (std::uint32_t period = 0; period < plan_.periods.size(); ++period) {
      totals_.AddInteger(Cell(period), scratch_.up[period + 1] - scratch_.down[period + 1]);
    }
    return true;
  }

  // ---- states

  /// Every contact enters the start state at birth; without absences existence begins once.
  void TallyBirths(NodeId run, StateId state) {
    if (StartState(plan_.evaluator->program(), run) == state) Tally(batch_.Existence().starts, scratch_.up);
  }

  /// `weight(from, to)` is what a move adds.
  template <typename Weight>
  void TallyMoves(NodeId run, const Weight& weight) {
    const MoveColumn& moves = batch_.Moves(run);
    const StateId *from = moves.from.data(), *to = moves.to.data();
    Tally(moves.at.data(), moves.at.size(), scratch_.up,
          [=](std::size_t move) { return weight(from[move], to[move]); });
  }

  template <typename Weight>
  bool CountMoves(NodeId run, const Weight& weight) {
    if (batch_.HasAbsences()) return false;
    TallyMoves(run, weight);
    return AddFlow();
  }

  bool CountStateEntries(NodeId run, StateId state) {
    if (batch_.HasAbsences()) return false;
    TallyMoves(run, [=](StateId, StateId to) { return int{to == state}; });
    TallyBirths(run, state);
    return AddFlow();
  }

  /// A visit of zero length steps up and down at one instant.
  bool CountStateMembers(NodeId run, StateId state) {
    if (batch_.HasAbsences()) return false;
    TallyMoves(run, [=](StateId from, StateId to) { return int{to == state} - int{from == state}; });
    TallyBirths(run, state);
    return AddSteps();
  }

  // ---- events

  KindRows RowsOf(const PlannedKind& kind) const {
    const std::uint32_t first = batch_.timelines_first();
    return {kind, batch_.timelines().events[kind.kind], first, first + batch_.size()};
  }

  void AddSums(const EventSumMeasure& what, const KindRows& rows) {
    const std::vector<Column>& properties = batch_.timelines().events[rows.kind()].properties;
    for (std::uint32_t row = rows.first(); row < rows.first() + rows.size(); ++row) {
      const std::uint32_t alternative = rows.FirstMatching(row);
      const std::uint32_t period = plan_.periods.Find(rows.at()[row]);
      if (alternative == KindRows::kNone || period == ReportPeriods::kOutside) continue;
      const PropertyId property = what.properties[alternative];
      if (property < properties.size()) AddValue(properties[property], row, what.money, Cell(period));
    }
  }

  void AddValue(const Column& column, std::uint32_t row, bool money, std::size_t cell) {
    if (money) {
      if (column.integers.empty() || column.integers[row] == kMissingInteger) return;
      totals_.AddInteger(cell, column.integers[row]);
    } else if (!column.numbers.empty() && !std::isnan(column.numbers[row])) {
      totals_.AddNumber(cell, column.numbers[row]);
    }
  }

  const ReportPlan& plan_;
  const PlannedMeasure& planned_;
  const std::uint32_t measure_;
  const Batch& batch_;
  CountingScratch& scratch_;
  Totals& totals_;
};

}  // namespace

bool CountPlainly(const ReportPlan& plan, std::uint32_t measure, const Batch& batch, CountingScratch& scratch,
                  Totals& totals) {
  const Measure& asked = *plan.measures[measure].measure;
  const EventSet* events = EventsOf(asked);
  if (!plan.axes.empty() || !asked.only_for.empty() || asked.to_date || asked.trailing) return false;
  if (events != nullptr && (!events->during.empty() || events->followed_by)) return false;
  PlainCounter counter(plan, measure, batch, scratch, totals);
  return std::visit([&](const auto& what) { return counter.Count(what); }, asked.what);
}

}  // namespace segue::engine
