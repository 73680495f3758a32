// One MeasureCounter counts one measure in one batch. Per occurrence: the period, then `for`, then the split rows.
// Nothing here allocates per occurrence once the buffers have grown.
#include "engine/measure_counting.h"

#include <algorithm>
#include <cmath>

#include "engine/measure_rows.h"
#include "engine/plain_counting.h"
#include "engine/report_split_reader.h"

namespace segue::engine {

namespace {

class MeasureCounter {
 public:
  /// Without batch (nullptr) the account's events are counted.
  MeasureCounter(const ReportPlan& plan, std::uint32_t measure, const Batch* batch, SplitReader& splits,
                 CountingScratch& scratch, Totals& totals)
      : plan_(plan),
        planned_(plan.measures[measure]),
        measure_(measure),
        batch_(batch),
        splits_(splits),
        scratch_(scratch),
        totals_(totals) {
    if (batch == nullptr) return;
    for (const NodeId node : planned_.measure->only_for) only_for_.emplace_back(batch->Moments(node));
    if (const EventSet* events = EventsOf(*planned_.measure)) {
      for (const WhileCondition& condition : events->during) during_.emplace_back(batch->Moments(condition.node));
    }
  }

  /// From now on what is counted is listed instead.
  void ListInto(std::vector<Membership>& counted) { counted_ = &counted; }

  void Count() {
    std::visit([this](const auto& what) { CountWhat(what); }, planned_.measure->what);
  }

 private:
  // ---- what is counted

  void CountWhat(const EntriesMeasure& what) {
    if (batch_ == nullptr) return;
    if (what.target.state) return CountStateEntries(what.target.node, *what.target.state);
    const IntervalColumn& cut = CutMoments(*batch_, what.target.node, scratch_.cut);
    for (std::uint32_t position = 0; position < cut.size(); ++position) {
      for (const Instant start : cut[position].starts) CountOne({position, start, start});
    }
  }

  void CountWhat(const ExitsMeasure& what) {
    if (batch_ == nullptr) return;
    if (what.target.state) return CountStateExits(what.target.node, *what.target.state);
    const IntervalColumn& cut = CutMoments(*batch_, what.target.node, scratch_.cut);
    for (std::uint32_t position = 0; position < cut.size(); ++position) {
      for (const Instant end : cut[position].ends) CountOne({position, end, end - 1});
    }
  }

  void CountWhat(const MovesMeasure& what) {
    if (batch_ == nullptr) return;
    const MoveColumn& moves = batch_->Moves(what.run);
    const auto ignore = [](Instant, StateId) {};
    Walk(what.run, ignore, ignore, [&](std::uint32_t position, std::uint32_t row) {
      if (planned_.from[moves.from[row]] && planned_.to[moves.to[row]]) CountOne(BeforeMove(moves, position, row));
    });
  }

  void CountWhat(const MembersMeasure& what) {
    if (batch_ == nullptr) return;
    const IntervalColumn* cut = &CutTarget(what.target);
    // `for` is read where members are read, so its moments can be cut out beforehand.
    for (const NodeId node : planned_.measure->only_for) {
      IntervalColumn& smaller = cut == &scratch_.spare ? scratch_.cut : scratch_.spare;
      Intersect(*cut, batch_->Moments(node), smaller);
      cut = &smaller;
    }
    for (std::uint32_t position = 0; position < cut->size(); ++position) {
      const IntervalView stays = (*cut)[position];
      for (std::size_t i = 0; i < stays.size(); ++i) CountStay(position, stays[i]);
    }
  }

  void CountWhat(const ContactsWithMeasure&) {
    if (batch_ == nullptr) return;
    ForEachEvent([this](const Occurrence& occurrence, std::uint32_t period, std::uint32_t) {
      const std::uint32_t contact = batch_->first() + occurrence.position;
      if (counted_ != nullptr && !counted_->empty() && counted_->back().contact == contact)
        return KeepFirst(occurrence);
      Add(occurrence, period, [&](std::size_t cell) { totals_.AddContact(cell, contact); });
    });
  }

  void CountWhat(const EventCountMeasure&) {
    ForEachEvent([this](const Occurrence& occurrence, std::uint32_t period, std::uint32_t) {
      Add(occurrence, period, [&](std::size_t cell) { totals_.AddInteger(cell, 1); });
    });
  }

  void CountWhat(const EventSumMeasure& what) {
    ForEachEvent([&](const Occurrence& occurrence, std::uint32_t period, std::uint32_t alternative) {
      const Column& column = PropertyColumn(occurrence.kind, what.properties[alternative]);
      what.money ? AddMoney(occurrence, period, column) : AddNumber(occurrence, period, column);
    });
  }

  // ---- states and stays

  template <typename Arrive, typename Leave, typename Move>
  void Walk(NodeId run, const Arrive& arrive, const Leave& leave, const Move& move) {
    const StateId start = StartState(plan_.evaluator->program(), run);
    const MoveColumn& moves = batch_->Moves(run);
    const IntervalColumn& existence = batch_->Existence();
    for (std::uint32_t position = 0; position < batch_->size(); ++position) {
      position_ = position;
      WalkStates(
          existence[position], MovesOf(moves, position), start, arrive, [&](std::uint32_t row) { move(position, row); },
          leave);
    }
  }

  static Occurrence BeforeMove(const MoveColumn& moves, std::uint32_t position, std::uint32_t row) {
    return {position, moves.at[row], moves.at[row] - 1, moves.event_kind[row], moves.event_row[row]};
  }

  void CountStateEntries(NodeId run, StateId state) {
    const MoveColumn& moves = batch_->Moves(run);
    const auto arrive = [&](Instant at, StateId entered) {
      if (entered == state) CountOne({position_, at, at});
    };
    Walk(
        run, arrive, [](Instant, StateId) {},
        [&](std::uint32_t position, std::uint32_t row) {
          if (moves.to[row] != state) return;
          CountOne({position, moves.at[row], moves.at[row], moves.event_kind[row], moves.event_row[row]});
        });
  }

  void CountStateExits(NodeId run, StateId state) {
    const MoveColumn& moves = batch_->Moves(run);
    const auto leave = [&](Instant at, StateId left) {
      if (left == state) CountOne({position_, at, at - 1});
    };
    Walk(
        run, [](Instant, StateId) {}, leave,
        [&](std::uint32_t position, std::uint32_t row) {
          if (moves.from[row] == state) CountOne(BeforeMove(moves, position, row));
        });
  }

  const IntervalColumn& CutTarget(const Target& target) {
    if (!target.state) return CutMoments(*batch_, target.node, scratch_.cut);
    CutStateMoments(plan_.evaluator->program(), *batch_, target.node, *target.state, scratch_.cut);
    return scratch_.cut;
  }

  /// A member for all readings in [start, end).
  void CountStay(std::uint32_t position, const Interval& stay) {
    const std::uint32_t first = plan_.periods.FirstReadingFrom(stay.start);
    const std::uint32_t last = plan_.periods.FirstReadingFrom(stay.end);
    if (first == last) return;
    if (counted_ != nullptr) return List(position, stay.start, stay.end);
    if (plan_.axes.empty()) {
      Add({}, first, [&](std::size_t cell) { totals_.AddInteger(cell, 1); });
      if (last < plan_.periods.size()) Add({}, last, [&](std::size_t cell) { totals_.AddInteger(cell, -1); });
      return;
    }
    for (std::uint32_t period = first; period < last; ++period) {
      const Instant reading = plan_.periods[period].Reading();
      Add({position, reading, reading}, period, [&](std::size_t cell) { totals_.AddInteger(cell, 1); });
    }
  }

  // ---- events

  const EventColumn& Events(EventKindId kind) const {
    return (batch_ != nullptr ? batch_->timelines() : plan_.evaluator->common()).events[kind];
  }

  const Column& PropertyColumn(EventKindId kind, PropertyId property) const {
    static const Column kNotLoaded;
    const std::vector<Column>& properties = Events(kind).properties;
    return property < properties.size() ? properties[property] : kNotLoaded;
  }

  bool IsAccount(EventKindId kind) const { return plan_.evaluator->program().schema.events[kind].account; }

  template <typename Visit>
  void ForEachEvent(const Visit& visit) {
    const EventSet& events = *EventsOf(*planned_.measure);
    if (batch_ == nullptr) return ForEachAccountEvent(events, visit);
    kind_rows_.clear();
    for (const PlannedKind& kind : planned_.kinds) {
      if (batch_->HasRows(kind.kind))
        kind_rows_.emplace_back(kind, Events(kind.kind), batch_->timelines_first(),
                                batch_->timelines_first() + batch_->size());
    }
    for (std::uint32_t position = 0; position < batch_->size(); ++position) {
      for (const KindRows& rows : kind_rows_) {
        const auto [first, last] = batch_->EventRows(rows.kind(), position);
        ScanRows(events, rows, position, first, last, visit);
      }
    }
  }

  template <typename Visit>
  void ForEachAccountEvent(const EventSet& events, const Visit& visit) {
    if (!events.during.empty() || !planned_.measure->only_for.empty()) return;
    for (const PlannedKind& kind : planned_.kinds) {
      if (!IsAccount(kind.kind)) continue;
      const KindRows rows(kind, Events(kind.kind), 0, 1);
      ScanRows(events, rows, kNoContact, 0, static_cast<std::uint32_t>(Events(kind.kind).at.size()), visit);
    }
  }

  /// Calls visit(occurrence, period, alternative) for each row that counts.
  template <typename Visit>
  void ScanRows(const EventSet& events, const KindRows& rows, std::uint32_t position, std::uint32_t first,
                std::uint32_t last, const Visit& visit) {
    const Instant* at = rows.at();
    for (std::uint32_t row = first; row < last; ++row) {
      const std::uint32_t alternative = rows.FirstMatching(row);
      if (alternative == KindRows::kNone) continue;
      const std::uint32_t period = plan_.periods.Find(at[row]);
      if (period == ReportPeriods::kOutside) continue;
      const Occurrence occurrence{position, at[row], at[row], rows.kind(), row};
      if (During(events, occurrence) && OnlyFor(occurrence)) visit(occurrence, period, alternative);
    }
  }

  bool During(const EventSet& events, const Occurrence& occurrence) {
    for (std::size_t i = 0; i < during_.size(); ++i) {
      const Instant instant = occurrence.at - (events.during[i].just_before ? 1 : 0);
      if (!during_[i].At(occurrence.position, instant)) return false;
    }
    return true;
  }

  // ---- adding up

  bool OnlyFor(const Occurrence& occurrence) {
    for (NodeCursor& condition : only_for_) {
      if (!condition.At(occurrence.position, occurrence.read_at)) return false;
    }
    return true;
  }

  void CountOne(const Occurrence& occurrence) {
    const std::uint32_t period = plan_.periods.Find(occurrence.at);
    if (period == ReportPeriods::kOutside || !OnlyFor(occurrence)) return;
    Add(occurrence, period, [&](std::size_t cell) { totals_.AddInteger(cell, 1); });
  }

  template <typename AddTo>
  void Add(const Occurrence& occurrence, std::uint32_t period, const AddTo& add) {
    if (counted_ != nullptr) return List(occurrence.position, occurrence.at, kForever);
    if (plan_.axes.empty()) return add(totals_.Cell(0, measure_, period));
    for (const std::uint64_t key : splits_.Keys(occurrence)) {
      if (const auto row = totals_.Row(key)) add(totals_.Cell(*row, measure_, period));
    }
  }

  // ---- listing

  void List(std::uint32_t position, Instant at, Instant end) {
    Membership& counted = counted_->emplace_back(Membership{batch_->first() + position, at, std::nullopt});
    if (end < kForever) counted.until = end;
  }

  /// Kinds are scanned one after the other: an event of a later one may have happened earlier.
  void KeepFirst(const Occurrence& occurrence) {
    counted_->back().since = std::min(counted_->back().since, occurrence.at);
  }

  void AddMoney(const Occurrence& occurrence, std::uint32_t period, const Column& column) {
    if (column.integers.empty() || column.integers[occurrence.row] == kMissingInteger) return;
    const std::int64_t amount = column.integers[occurrence.row];
    Add(occurrence, period, [&](std::size_t cell) { totals_.AddInteger(cell, amount); });
  }

  void AddNumber(const Occurrence& occurrence, std::uint32_t period, const Column& column) {
    if (column.numbers.empty() || std::isnan(column.numbers[occurrence.row])) return;
    const double amount = column.numbers[occurrence.row];
    Add(occurrence, period, [&](std::size_t cell) { totals_.AddNumber(cell, amount); });
  }

  const ReportPlan& plan_;
  const PlannedMeasure& planned_;
  std::uint32_t measure_;
  const Batch* batch_;
  SplitReader& splits_;
  CountingScratch& scratch_;
  Totals& totals_;
  std::vector<Membership>* counted_ = nullptr;
  std::vector<NodeCursor> only_for_, during_;
  std::vector<KindRows> kind_rows_;
  std::uint32_t position_ = 0;  // the contact being walked
};

/// Events of the kinds that are counted; contacts for what counts no events.
std::uint64_t RowsSeen(const PlannedMeasure& planned, const Batch& batch) {
  if (EventsOf(*planned.measure) == nullptr) return batch.size();
  std::uint64_t rows = 0;
  for (const PlannedKind& kind : planned.kinds) {
    if (!batch.HasRows(kind.kind)) continue;
    const auto& offsets = batch.timelines().events[kind.kind].offsets;
    rows += offsets[batch.timelines_first() + batch.size()] - offsets[batch.timelines_first()];
  }
  return rows;
}

/// Where what the measure costs is kept, if anybody asked.
Cost* CostOf(const ReportPlan& plan, std::uint32_t measure, const Batch* batch) {
  if (batch == nullptr || batch->profile() == nullptr) return nullptr;
  return &batch->profile()->measures[plan.measures[measure].id];
}

void CountAll(const ReportPlan& plan, const Batch* batch, CountingScratch& scratch, Totals& totals) {
  SplitReader splits(plan, batch);
  if (plan.axes.empty()) totals.Row(0);
  for (std::uint32_t measure = 0; measure < plan.measures.size(); ++measure) {
    Cost* cost = CostOf(plan, measure, batch);
    const CostClock clock(cost);
    if (cost != nullptr) cost->rows += RowsSeen(plan.measures[measure], *batch);
    if (batch != nullptr && CountPlainly(plan, measure, *batch, scratch, totals)) continue;
    MeasureCounter(plan, measure, batch, splits, scratch, totals).Count();
  }
}

}  // namespace

void CountBatch(const ReportPlan& plan, const Batch& batch, CountingScratch& scratch, Totals& totals) {
  CountAll(plan, &batch, scratch, totals);
}

void CountAccountEvents(const ReportPlan& plan, Totals& totals) {
  CountingScratch scratch;
  CountAll(plan, nullptr, scratch, totals);
}

void ListBatch(const ReportPlan& plan, const Batch& batch, std::vector<Membership>& counted) {
  SplitReader splits(plan, &batch);
  Totals unused(plan.shape);
  CountingScratch scratch;
  MeasureCounter counter(plan, 0, &batch, splits, scratch, unused);
  counter.ListInto(counted);
  counter.Count();
}

}  // namespace segue::engine
