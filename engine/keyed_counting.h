// Counting along the row keys of contacts, where a plan has contact_keys: what stays, as steps up and down; whole kinds
// of events, row by row.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "engine/report_plan.h"
#include "engine/report_split_reader.h"
#include "engine/report_totals.h"

namespace segue::engine {

/// Of one measure in one batch. `splits` and `totals` belong together for as long as they live: the rows of the keys
/// are kept with the keys.
class KeyedCounter {
 public:
  KeyedCounter(const ReportPlan& plan, std::uint32_t measure, const Batch* batch, SplitReader& splits, Totals& totals)
      : plan_(plan),
        planned_(plan.measures[measure]),
        measure_(measure),
        batch_(batch),
        splits_(splits),
        totals_(totals) {}

  /// Where something is counted that happened to a contact at an instant; none when there are too many rows.
  std::optional<std::size_t> CellAt(std::uint32_t position, Instant instant, std::uint32_t period) {
    SplitReader::KeyStep& step = splits_.StepAt(position, instant);
    return FindRow(step) ? std::optional(totals_.Cell(step.row, measure_, period)) : std::nullopt;
  }

  /// The stay in parts of one row key each: up where a part begins, down where it ends (see Accumulates).
  void CountStay(std::uint32_t position, const Interval& stay) {
    const std::span<SplitReader::KeyStep> steps = splits_.StepsOf(position);
    const auto later = [](Instant instant, const SplitReader::KeyStep& step) { return instant < step.at; };
    auto step = std::upper_bound(steps.begin() + 1, steps.end(), stay.start, later) - 1;
    std::uint32_t first = plan_.periods.FirstReadingFrom(stay.start);
    for (; step != steps.end() && step->at < stay.end; ++step) {
      const Instant until = step + 1 == steps.end() ? stay.end : std::min(stay.end, step[1].at);
      const std::uint32_t last = plan_.periods.FirstReadingFrom(until);
      if (first != last) {
        if (!FindRow(*step)) return;
        totals_.AddInteger(totals_.Cell(step->row, measure_, first), 1);
        if (last < plan_.periods.size()) totals_.AddInteger(totals_.Cell(step->row, measure_, last), -1);
      }
      first = last;
    }
  }

  /// A measure of all events of one kind: most of what a report of many splits goes through.
  bool IsBare() const {
    const Measure& measure = *planned_.measure;
    const EventSet& events = *EventsOf(measure);
    return batch_ != nullptr && plan_.contact_keys && planned_.kinds.size() == 1 &&
           std::ranges::any_of(planned_.kinds.front().alternatives, [](const auto& one) { return !one.filter; }) &&
           events.during.empty() && !events.preceded_by && !events.followed_by && measure.only_for.empty() &&
           !measure.credit && !measure.to_date && !measure.trailing;
  }

  /// Calls add(cell, contact) for each event that lies in a period. Only of what IsBare.
  template <typename AddTo>
  void ForEachBareEvent(const AddTo& add) {
    const EventKindId kind = planned_.kinds.front().kind;
    if (!batch_->HasRows(kind)) return;
    const Instant* at = batch_->timelines().events[kind].at.data();
    const PeriodSlots slots = plan_.periods.slots();
    for (std::uint32_t position = 0; position < batch_->size(); ++position) {
      const auto [first, last] = batch_->EventRows(kind, position);
      if (first == last) continue;
      const std::span<SplitReader::KeyStep> steps = splits_.StepsOf(position);
      std::size_t step = 0;
      for (std::uint32_t row = first; row < last; ++row) {
        while (step + 1 < steps.size() && steps[step + 1].at <= at[row]) ++step;
        const std::uint32_t period = slots.Of(at[row]) - 1;
        if (period >= plan_.periods.size()) continue;
        if (!FindRow(steps[step])) return;
        add(totals_.Cell(steps[step].row, measure_, period), batch_->first() + position);
      }
    }
  }

 private:
  /// False where there are too many rows.
  bool FindRow(SplitReader::KeyStep& step) {
    if (step.row == SplitReader::kNoRow) step.row = totals_.Row(step.key).value_or(SplitReader::kNoRow);
    return step.row != SplitReader::kNoRow;
  }

  const ReportPlan& plan_;
  const PlannedMeasure& planned_;
  std::uint32_t measure_;
  const Batch* batch_;
  SplitReader& splits_;
  Totals& totals_;
};

}  // namespace segue::engine
