// Everything about a report that is the same for all batches: its periods, splits and measures, and the nodes to run.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "engine/evaluation.h"
#include "engine/measure_recorded.h"
#include "engine/report_periods.h"
#include "engine/report_splits.h"
#include "engine/report_totals.h"
#include "engine/row_filter.h"
#include "engine/value_codes.h"

namespace segue::engine {

struct PlannedAlternative {
  std::uint32_t index = 0;          // into EventSet::alternatives
  std::optional<RowFilter> filter;  // none: takes every event of the kind
};

/// The alternatives of an EventSet that are of one kind, in written order: the first that takes an event counts it.
struct PlannedKind {
  EventKindId kind = 0;
  std::vector<PlannedAlternative> alternatives;
};

struct PlannedMeasure {
  std::uint32_t id = 0;  // index into Program::measures
  const Measure* measure = nullptr;
  Recorded recorded;
  std::vector<PlannedKind> kinds;                        // of an event measure
  std::vector<char> from, to;                            // of a moves measure: by state, whether it takes part
  std::vector<char> credited;                            // by split: whether it reads the credited touch
  std::shared_ptr<const ValueCodes> codes;               // of a distinct count
  std::vector<std::vector<double>> places;               // of texts that have a place: by alternative, then code
  std::shared_ptr<const PlannedMeasure> outcome, entry;  // of a cohort measure
};

struct ReportPlan {
  const Evaluator* evaluator = nullptr;
  const Report* report = nullptr;
  Instant as_of = 0;
  ReportPeriods periods;
  std::vector<SplitAxis> axes;
  std::vector<PlannedMeasure> measures;  // each once, whatever the columns that use it
  std::vector<NodeId> roots;
  TotalsShape shape;
  /// There are splits, and each is read from the contact alone and has one label at a time: a row key is a step
  /// function of time (SplitReader::StepsOf).
  bool contact_keys = false;
  bool too_many_keys = false;  // more combinations of labels than 64 bits can number
  /// The rows are the contacts of a batch, by position, whatever the splits say.
  bool per_contact = false;

  /// Index into `measures`.
  std::uint32_t IndexOf(std::uint32_t measure_id) const;
};

/// The same report over the periods that `compare` sets beside its own.
struct ComparedPlan {
  ReportPlan plan;
  std::vector<std::optional<std::uint32_t>> beside;  // see ComparedPeriods
};
ComparedPlan PlanComparison(const ReportPlan& plan);

ReportPlan PlanReport(const Evaluator& evaluator, Instant as_of, const Report& report);

/// What a period's cell lacks is what the periods before it have (see Totals::Accumulate): of measures to date, and of
/// the members of `X`, which are counted as steps up and down where nothing that happened splits them.
inline bool Accumulates(const ReportPlan& plan, const PlannedMeasure& planned) {
  const bool members = std::holds_alternative<MembersMeasure>(planned.measure->what);
  return planned.measure->to_date || ((plan.axes.empty() || plan.contact_keys) && members);
}

/// The measure's value of the period may still grow, because what is to happen within some time still can.
bool IsIncomplete(const ReportPlan& plan, const PlannedMeasure& planned, const ReportPeriod& period);

/// Whether the measure has a value in the period: a stock is judged where it is read, a flow where the period
/// begins, what happens in a cycle where the cycle begins.
bool IsRecorded(const ReportPlan& plan, const PlannedMeasure& planned, const ReportPeriod& period);

/// The events of a measure, or nullptr.
const EventSet* EventsOf(const Measure& measure);

}  // namespace segue::engine
