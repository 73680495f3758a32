// The contacts behind a cell: a report of one measure over one period, listed instead of added up.
#include <algorithm>
#include <tuple>

#include "engine/answer_batches.h"
#include "engine/answers.h"
#include "engine/measure_counting.h"
#include "engine/report_plan.h"

namespace segue::engine {

namespace {

Report ReportOf(std::uint32_t measure, const Interval& period) {
  Report report;
  report.range = period;
  ShownMetric& shown = report.shown.emplace_back();
  shown.expression.kind = Expression::Kind::kMeasure;
  shown.expression.measure = measure;
  return report;
}

/// A measure of events goes through them kind by kind.
void SortByContact(std::vector<Membership>& counted) {
  std::stable_sort(counted.begin(), counted.end(), [](const Membership& a, const Membership& b) {
    return std::tie(a.contact, a.since) < std::tie(b.contact, b.since);
  });
}

}  // namespace

std::optional<std::vector<Membership>> ListCounted(const Evaluator& evaluator, Instant as_of, std::uint32_t measure,
                                                   const Interval& period) {
  const Report report = ReportOf(measure, period);
  const ReportPlan plan = PlanReport(evaluator, as_of, report);
  if (plan.periods.size() == 0) return std::vector<Membership>{};
  if (!IsRecorded(plan, plan.measures.front(), plan.periods[0])) return std::nullopt;
  std::vector<std::vector<Membership>> per_batch(evaluator.Batches());
  const Scope scope = ScopeWithOutlook(evaluator.program(), evaluator.calendar(), as_of);
  evaluator.Run(scope, plan.roots, [&](std::size_t number, unsigned, const Batch& batch) {
    ListBatch(plan, batch, per_batch[number]);
    SortByContact(per_batch[number]);
  });
  return Concatenate(std::move(per_batch));
}

}  // namespace segue::engine
