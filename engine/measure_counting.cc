// One MeasureCounter counts one measure in one batch. Per occurrence: the period, then the split rows.
#include "engine/measure_counting.h"

#include <algorithm>
#include <cmath>

#include "engine/credited_touches.h"
#include "engine/keyed_counting.h"
#include "engine/occurrence_pairs.h"
#include "engine/occurrences.h"
#include "engine/plain_counting.h"
#include "engine/report_split_reader.h"
#include "engine/value_codes.h"

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
        totals_(totals),
        occurrences_(*plan.evaluator, planned_, batch, scratch.cut),
        keyed_(plan, measure, batch, splits, totals) {
    const std::optional<Credit>& credit = planned_.measure->credit;
    if (credit && batch != nullptr) touches_.emplace(*credit, *batch, plan.evaluator->calendar());
  }

  /// From now on what is counted is listed instead.
  void ListInto(std::vector<Membership>& counted) { counted_ = &counted; }

  void Count() {
    std::visit([this](const auto& what) { CountWhat(what); }, planned_.measure->what);
  }

 private:
  // ---- what happens

  void CountWhat(const EntriesMeasure&) { CountOccurrences(); }
  void CountWhat(const ExitsMeasure&) { CountOccurrences(); }
  void CountWhat(const FirstEntriesMeasure&) { CountOccurrences(); }
  void CountWhat(const MovesMeasure&) { CountOccurrences(); }
  void CountWhat(const EventCountMeasure&) {
    if (!keyed_.IsBare() || counted_ != nullptr) return CountOccurrences();
    keyed_.ForEachBareEvent([this](std::size_t cell, std::uint32_t) { totals_.AddInteger(cell, 1); });
  }

  void CountOccurrences() {
    ForEachInPeriod([this](const Occurrence& occurrence, std::uint32_t period, std::uint32_t) {
      Add(occurrence, period, [&](std::size_t cell) { totals_.AddInteger(cell, 1); });
    });
  }

  void CountWhat(const ContactsWithMeasure&) {
    if (batch_ == nullptr) return;
    if (keyed_.IsBare() && counted_ == nullptr)
      return keyed_.ForEachBareEvent(
          [this](std::size_t cell, std::uint32_t contact) { totals_.AddContact(cell, contact); });
    ForEachInPeriod([this](const Occurrence& occurrence, std::uint32_t period, std::uint32_t) {
      const std::uint32_t contact = batch_->first() + occurrence.position;
      if (counted_ != nullptr && !counted_->empty() && counted_->back().contact == contact)
        return KeepFirst(occurrence);
      Add(occurrence, period, [&](std::size_t cell) { totals_.AddContact(cell, contact); });
    });
  }

  void CountWhat(const EventSumMeasure& what) {
    ForEachInPeriod([&](const Occurrence& occurrence, std::uint32_t period, std::uint32_t alternative) {
      AddAmount(occurrence, occurrence, period, what, alternative);
    });
  }

  void CountWhat(const EventStatisticMeasure& what) {
    const bool codes = what.statistic.kind == Statistic::Kind::kDistinct;
    ForEachInPeriod([&](const Occurrence& occurrence, std::uint32_t period, std::uint32_t alternative) {
      if (codes) return AddCode(what, occurrence, period);
      const Column& column = PropertyColumn(occurrence.kind, what.properties[alternative]);
      const auto value = what.places.empty() ? ValueAt(column, occurrence.row)
                                             : PlaceAt(column, planned_.places[alternative], occurrence.row);
      if (value) AddValue(what.statistic, occurrence, period, *value);
    });
  }

  void AddCode(const EventStatisticMeasure& what, const Occurrence& occurrence, std::uint32_t period) {
    const EventColumn& events = Events(occurrence.kind);
    const auto add = [&](ValueCode code) {
      if (code == kNoCode) return;
      Add(occurrence, period, [&](std::size_t cell) { totals_.States(cell, what.statistic).AddCode(code); });
    };
    if (!planned_.codes->AreLists()) return add(planned_.codes->Of(events, occurrence.kind, occurrence.row));
    for (const ValueCode item : planned_.codes->ItemsOf(events, occurrence.kind, occurrence.row)) add(item);
  }

  void AddValue(const Statistic& statistic, const Occurrence& occurrence, std::uint32_t period, double value) {
    Add(occurrence, period, [&](std::size_t cell) { totals_.States(cell, statistic).Add(value, occurrence.at); });
  }

  /// Calls visit(occurrence, period, alternative) for what lies in a period; to date, also for what lies before the
  /// first, which then counts from there on; what counts for a cycle, in every period that ends within it.
  template <typename Visit>
  void ForEachInPeriod(const Visit& visit) {
    if (planned_.measure->trailing) return ForEachInCycle(*planned_.measure->trailing, visit);
    const bool to_date = planned_.measure->to_date;
    occurrences_.ForEach([&](const Occurrence& occurrence, std::uint32_t alternative) {
      const std::uint32_t period =
          to_date ? plan_.periods.FirstReadingFrom(occurrence.at) : plan_.periods.Find(occurrence.at);
      if (period < plan_.periods.size()) visit(occurrence, period, alternative);
    });
  }

  template <typename Visit>
  void ForEachInCycle(const Length& cycle, const Visit& visit) {
    const Calendar& calendar = plan_.evaluator->calendar();
    occurrences_.ForEach([&](const Occurrence& occurrence, std::uint32_t alternative) {
      const std::uint32_t last = plan_.periods.FirstReadingFrom(calendar.Add(occurrence.at, cycle));
      for (std::uint32_t period = plan_.periods.FirstReadingFrom(occurrence.at); period < last; ++period) {
        visit(occurrence, period, alternative);
      }
    });
  }

  // ---- members and levels

  void CountWhat(const MembersMeasure& what) {
    if (batch_ == nullptr) return;
    ForEachStay(what.target, [this](std::uint32_t position, const Interval& stay) { CountStay(position, stay); });
  }

  void CountWhat(const AverageMembersMeasure& what) {
    if (batch_ == nullptr) return;
    ForEachStay(what.target, [this](std::uint32_t position, const Interval& stay) { AddTime(position, stay); });
  }

  /// The time that a stay spends in each period; splits are read at its end, or the period's reading before.
  void AddTime(std::uint32_t position, const Interval& stay) {
    for (std::uint32_t period = plan_.periods.FirstReadingFrom(stay.start); period < plan_.periods.size(); ++period) {
      const Interval& counted = plan_.periods[period].counted;
      if (counted.start >= stay.end) return;
      const Instant start = std::max(stay.start, counted.start), end = std::min(stay.end, counted.end);
      if (counted_ != nullptr) return List(position, stay.start, stay.end);
      Add({position, end - 1, end - 1}, period, [&](std::size_t cell) { totals_.AddInteger(cell, end - start); });
    }
  }

  /// Calls visit(position, stay) for each stretch of membership. `for` is read where members are read, so its moments
  /// can be cut out beforehand.
  template <typename Visit>
  void ForEachStay(const Target& target, const Visit& visit) {
    const IntervalColumn* cut = &CutTarget(target);
    for (const NodeId node : planned_.measure->only_for) {
      IntervalColumn& smaller = cut == &scratch_.spare ? scratch_.cut : scratch_.spare;
      Intersect(*cut, batch_->Moments(node), smaller);
      cut = &smaller;
    }
    for (std::uint32_t position = 0; position < cut->size(); ++position) {
      const IntervalView stays = (*cut)[position];
      for (std::size_t i = 0; i < stays.size(); ++i) visit(position, stays[i]);
    }
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
    if (plan_.contact_keys) return keyed_.CountStay(position, stay);
    for (std::uint32_t period = first; period < last; ++period) {
      const Instant reading = plan_.periods[period].Reading();
      Add({position, reading, reading}, period, [&](std::size_t cell) { totals_.AddInteger(cell, 1); });
    }
  }

  void CountWhat(const LevelMeasure& what) {
    if (batch_ == nullptr) return;
    if (what.score) return CountScore(what, batch_->Steps(*what.score));
    if (*what.field >= batch_->timelines().fields.size()) return;
    FieldCursor cursor(batch_->timelines().fields[*what.field], batch_->timelines().born);
    CountLevels(what, [&](std::uint32_t position, Instant reading) -> std::optional<double> {
      const auto row = cursor.At(batch_->timelines_first() + position, reading);
      return row ? ValueAt(cursor.column(), *row) : std::nullopt;
    });
  }

  void CountScore(const LevelMeasure& what, const StepColumn& steps) {
    CountLevels(what, [&](std::uint32_t position, Instant reading) -> std::optional<double> {
      const std::optional<Points> points = PointsAt(steps, position, reading);
      return points ? std::optional(static_cast<double>(*points)) : std::nullopt;
    });
  }

  /// Of every contact that exists at a reading.
  template <typename Value>
  void CountLevels(const LevelMeasure& what, const Value& value_at) {
    for (std::uint32_t position = 0; position < batch_->size(); ++position) {
      const IntervalView existence = batch_->Existence()[position];
      for (std::size_t i = 0; i < existence.size(); ++i) {
        const std::uint32_t last = plan_.periods.FirstReadingFrom(existence.ends[i]);
        for (std::uint32_t period = plan_.periods.FirstReadingFrom(existence.starts[i]); period < last; ++period) {
          const Instant reading = plan_.periods[period].Reading();
          const Occurrence occurrence{position, reading, reading};
          if (!occurrences_.OnlyFor(occurrence)) continue;
          if (const auto value = value_at(position, reading)) AddValue(what.statistic, occurrence, period, *value);
        }
      }
    }
  }

  // ---- times that moves took

  void CountWhat(const DurationMeasure& what) {
    if (batch_ == nullptr) return;
    ForEachArrival(Entries(what.from), Entries(what.to),
                   [&](const Occurrence& arrival, std::optional<Instant> from) { AddDuration(what, arrival, from); });
  }

  void AddDuration(const DurationMeasure& what, const Occurrence& arrival, std::optional<Instant> from) {
    const std::uint32_t period = plan_.periods.Find(arrival.at);
    if (period == ReportPeriods::kOutside || !occurrences_.OnlyFor(arrival)) return;
    if (from) {
      const double units = static_cast<double>(arrival.at - *from) / static_cast<double>(what.unit);
      return AddValue(what.statistic, arrival, period, units);
    }
    Add(arrival, period, [&](std::size_t cell) { totals_.States(cell, what.statistic).AddWithout(); });
  }

  std::vector<Occurrence> Entries(const Target& target) {
    PlannedMeasure planned;
    const Measure measure{EntriesMeasure{target}};
    planned.measure = &measure;
    return Collect(planned);
  }

  /// What another measure counts in the batch, in the order of contacts and time.
  std::vector<Occurrence> Collect(const PlannedMeasure& measure) {
    std::vector<Occurrence> found;
    IntervalColumn scratch;
    Occurrences(*plan_.evaluator, measure, batch_, scratch).ForEach([&](const Occurrence& occurrence, std::uint32_t) {
      found.push_back(occurrence);
    });
    std::stable_sort(found.begin(), found.end(), IsEarlier);
    return found;
  }

  // ---- cohorts

  void CountWhat(const CohortMeasure& what) {
    if (batch_ == nullptr) return;
    std::vector<Outcome> outcomes;
    IntervalColumn scratch;
    Occurrences(*plan_.evaluator, *planned_.outcome, batch_, scratch)
        .ForEach([&](const Occurrence& occurrence, std::uint32_t alternative) {
          outcomes.push_back({occurrence, alternative});
        });
    std::stable_sort(outcomes.begin(), outcomes.end(),
                     [](const Outcome& a, const Outcome& b) { return IsEarlier(a.occurrence, b.occurrence); });
    ForEachCohort(CohortEntries(), outcomes,
                  [&](const Occurrence& entry, std::span<const Outcome> led_to) { CountCohort(what, entry, led_to); });
  }

  /// A contact whom the measure counts once per period enters with its first event.
  std::vector<Occurrence> CohortEntries() {
    std::vector<Occurrence> entries = Collect(*planned_.entry);
    if (!std::holds_alternative<ContactsWithMeasure>(planned_.entry->measure->what)) return entries;
    const auto same = [&](const Occurrence& a, const Occurrence& b) {
      return a.position == b.position && plan_.periods.Find(a.at) == plan_.periods.Find(b.at);
    };
    entries.erase(std::unique(entries.begin(), entries.end(), same), entries.end());
    return entries;
  }

  /// `outcomes` are those that belong to the entry, ascending.
  void CountCohort(const CohortMeasure& what, const Occurrence& entry, std::span<const Outcome> outcomes) {
    const std::uint32_t period = plan_.periods.Find(entry.at);
    if (period == ReportPeriods::kOutside || !occurrences_.OnlyFor(entry)) return;
    const Instant limit = plan_.evaluator->calendar().Add(entry.at, what.within);
    const auto* sum = std::get_if<EventSumMeasure>(&planned_.outcome->measure->what);
    for (const Outcome& outcome : outcomes) {
      if (outcome.occurrence.at > limit) return;
      if (sum == nullptr) return Add(entry, period, [&](std::size_t cell) { totals_.AddInteger(cell, 1); });
      AddAmount(outcome.occurrence, entry, period, *sum, outcome.alternative);
    }
  }

  // ---- values

  const EventColumn& Events(EventKindId kind) const {
    return (batch_ != nullptr ? batch_->timelines() : plan_.evaluator->common()).events[kind];
  }

  const Column& PropertyColumn(EventKindId kind, PropertyId property) const {
    static const Column kNotLoaded;
    const std::vector<Column>& properties = Events(kind).properties;
    return property < properties.size() ? properties[property] : kNotLoaded;
  }

  /// A number, or money in its own steps.
  static std::optional<double> ValueAt(const Column& column, std::uint32_t row) {
    if (!column.integers.empty() && column.integers[row] != kMissingInteger)
      return static_cast<double>(column.integers[row]);
    if (!column.numbers.empty() && !std::isnan(column.numbers[row])) return column.numbers[row];
    return {};
  }

  static std::optional<double> PlaceAt(const Column& column, const std::vector<double>& places, std::uint32_t row) {
    if (column.codes.empty() || column.codes[row] == 0 || column.codes[row] >= places.size()) return {};
    return places[column.codes[row]];
  }

  /// Adds the amount of `from` where `occurrence` is counted.
  void AddAmount(const Occurrence& from, const Occurrence& occurrence, std::uint32_t period,
                 const EventSumMeasure& what, std::uint32_t alternative) {
    const Column& column = PropertyColumn(from.kind, what.properties[alternative]);
    if (what.money) {
      if (column.integers.empty() || column.integers[from.row] == kMissingInteger) return;
      const std::int64_t amount = column.integers[from.row];
      return Add(occurrence, period, [&](std::size_t cell) { totals_.AddInteger(cell, amount); });
    }
    if (column.numbers.empty() || std::isnan(column.numbers[from.row])) return;
    const double amount = column.numbers[from.row];
    Add(occurrence, period, [&](std::size_t cell) { totals_.AddNumber(cell, amount); });
  }

  // ---- adding up

  template <typename AddTo>
  void Add(const Occurrence& occurrence, std::uint32_t period, const AddTo& add) {
    if (counted_ != nullptr) return List(occurrence.position, occurrence.at, kForever);
    if (plan_.axes.empty()) return add(totals_.Cell(0, measure_, period));
    if (plan_.contact_keys && occurrence.position != kNoContact) {
      const auto cell = keyed_.CellAt(occurrence.position, occurrence.read_at, period);
      if (cell) add(*cell);
      return;
    }
    const std::vector<EventFact>* touches =
        touches_ && occurrence.position != kNoContact ? &touches_->Of(occurrence) : nullptr;
    for (const std::uint64_t key : splits_.Keys(occurrence, planned_, touches)) {
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

  const ReportPlan& plan_;
  const PlannedMeasure& planned_;
  std::uint32_t measure_;
  const Batch* batch_;
  SplitReader& splits_;
  CountingScratch& scratch_;
  Totals& totals_;
  Occurrences occurrences_;
  KeyedCounter keyed_;
  std::optional<CreditedTouches> touches_;
  std::vector<Membership>* counted_ = nullptr;
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
