// Counts the measures of a report in one batch of contacts, or lists what one of them counts.
//
// What is counted: starts and ends of the intervals of a segment or the moves and visits of a lifecycle (absences cut
// out, see existence_cut.h), the members at each period's reading, and events. Events always count: an event brings
// its contact back, so it never happens during an absence.
#pragma once

#include <vector>

#include "engine/answers.h"
#include "engine/report_plan.h"

namespace segue::engine {

/// Buffers of one worker, kept from batch to batch.
struct CountingScratch {
  IntervalColumn cut, spare;
  std::vector<std::int64_t> up, down;  // by slot of the periods
};

/// Adds what the batch holds to `totals` (of plan.shape).
void CountBatch(const ReportPlan& plan, const Batch& batch, CountingScratch& scratch, Totals& totals);

/// Lists what the plan's only measure counts in the batch instead of adding it up; splits are ignored.
void ListBatch(const ReportPlan& plan, const Batch& batch, std::vector<Membership>& counted);

/// Adds the account's events, which belong to no contact. A measure with `for` or `while` counts none of them.
void CountAccountEvents(const ReportPlan& plan, Totals& totals);

}  // namespace segue::engine
