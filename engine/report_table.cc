// A report from start to end: plan, one run over all nodes, totals merged in batch order, then rows of cells.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/answer_batches.h"
#include "engine/answers.h"
#include "engine/measure_counting.h"
#include "engine/measure_value.h"
#include "engine/ordered_merge.h"
#include "engine/report_order.h"
#include "engine/report_plan.h"
#include "engine/report_split_reader.h"

namespace segue::engine {

namespace {

using SplitValues = std::vector<std::optional<std::string>>;

Totals CountEverything(const ReportPlan& plan) {
  OrderedMerge<Totals> ordered{Totals(plan.shape)};
  std::vector<CountingScratch> scratch(plan.evaluator->Threads());
  plan.evaluator->Run(ScopeAt(plan.as_of), plan.roots, [&](std::size_t number, unsigned worker, const Batch& batch) {
    Totals totals(plan.shape);
    CountBatch(plan, batch, scratch[worker], totals);
    ordered.Add(number, std::move(totals));
  });
  Totals& totals = ordered.whole();
  CountAccountEvents(plan, totals);
  for (std::uint32_t i = 0; i < plan.measures.size(); ++i) {
    if (Accumulates(plan, plan.measures[i])) totals.Accumulate(i);
  }
  return std::move(totals);
}

class TableBuilder {
 public:
  TableBuilder(const ReportPlan& plan, const Totals& totals) : plan_(plan), totals_(totals) {}

  ReportResult Build() {
    const std::vector<SplitValues> splits = ReadSplits();
    std::vector<std::uint32_t> order(splits.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return SplitsBefore(splits[a], splits[b]); });

    ReportResult result;
    for (std::uint32_t period = 0; period < plan_.periods.size(); ++period) {
      for (const std::uint32_t row : order) result.table.rows.push_back(Row(period, row, splits[row]));
    }
    SortRows(*plan_.report, result.table.rows);
    if (too_large_title_) {
      result.error =
          "The amounts of “" + *too_large_title_ +
          "” add up to more than 922,337,203,685,477.5807, which is the largest amount that is kept exactly. "
          "Check the imported amounts, or report a shorter time.";
      result.table.rows.clear();
    }
    return result;
  }

 private:
  std::vector<SplitValues> ReadSplits() const {
    std::vector<SplitValues> splits(totals_.rows());
    for (std::uint32_t row = 0; row < totals_.rows(); ++row) {
      const std::vector<std::uint32_t> labels = LabelsOfKey(plan_.axes, totals_.key(row));
      for (std::size_t i = 0; i < labels.size(); ++i) {
        auto& value = splits[row].emplace_back();
        if (labels[i] != kMissingLabel) value = plan_.axes[i].labels[labels[i]];
      }
    }
    return splits;
  }

  ReportRow Row(std::uint32_t period, std::uint32_t row, const SplitValues& splits) {
    ReportRow out;
    if (plan_.report->period) out.period = plan_.periods[period].calendar;
    out.splits = splits;
    out.partial = plan_.periods[period].partial;
    out.forecast = plan_.periods[period].forecast;
    const auto measure = [&](std::uint32_t id) { return MeasureCell(plan_.IndexOf(id), period, row); };
    for (const ShownMetric& shown : plan_.report->shown) {
      bool too_large = totals_.too_large();
      out.cells.push_back(EvaluateExpression(shown.expression, measure, too_large));
      if (too_large && !too_large_title_) too_large_title_ = shown.title;
    }
    return out;
  }

  Cell MeasureCell(std::uint32_t index, std::uint32_t period, std::uint32_t row) const {
    const PlannedMeasure& planned = plan_.measures[index];
    if (!IsRecorded(planned, plan_.periods[period])) return {std::int64_t{0}, NoValue::kNotRecorded};
    const std::size_t cell = totals_.Cell(row, index, period);
    Cell value = std::visit([&](const auto& what) { return ValueOf(what, planned, cell, plan_.periods[period]); },
                            planned.measure->what);
    value.incomplete = IsIncomplete(plan_, planned, plan_.periods[period]);
    return value;
  }

  template <typename Counted>
  Cell ValueOf(const Counted&, const PlannedMeasure&, std::size_t cell, const ReportPeriod&) const {
    return {totals_.integer(cell)};
  }
  Cell ValueOf(const EventSumMeasure& sum, const PlannedMeasure&, std::size_t cell, const ReportPeriod&) const {
    if (sum.money) return {Money{totals_.integer(cell)}};
    return {totals_.number(cell)};
  }
  Cell ValueOf(const CohortMeasure&, const PlannedMeasure& planned, std::size_t cell,
               const ReportPeriod& period) const {
    return std::visit([&](const auto& what) { return ValueOf(what, *planned.outcome, cell, period); },
                      planned.outcome->measure->what);
  }
  /// The milliseconds that members spent, over those of the period.
  Cell ValueOf(const AverageMembersMeasure&, const PlannedMeasure&, std::size_t cell,
               const ReportPeriod& period) const {
    return {static_cast<double>(totals_.integer(cell)) /
            static_cast<double>(period.counted.end - period.counted.start)};
  }
  Cell ValueOf(const EventStatisticMeasure& what, const PlannedMeasure&, std::size_t cell, const ReportPeriod&) const {
    if (what.statistic.kind == Statistic::Kind::kDistinct) {
      const StatisticState* state = totals_.state(cell);
      return {static_cast<std::int64_t>(state == nullptr ? 0 : *state->Result())};
    }
    return StatisticAt(cell, what.money, 1);
  }
  Cell ValueOf(const LevelMeasure& what, const PlannedMeasure&, std::size_t cell, const ReportPeriod&) const {
    return StatisticAt(cell, what.money, what.score ? kPointScale : 1);
  }
  Cell ValueOf(const DurationMeasure&, const PlannedMeasure&, std::size_t cell, const ReportPeriod&) const {
    return StatisticAt(cell, false, 1);
  }

  /// `scale`: how many steps make one.
  Cell StatisticAt(std::size_t cell, bool money, Points scale) const {
    const StatisticState* state = totals_.state(cell);
    const std::optional<double> result = state == nullptr ? std::nullopt : state->Result();
    Cell value{std::int64_t{0}, NoValue::kNoValues};
    if (result) value = money ? Cell{Money{std::llrint(*result)}} : Cell{*result / static_cast<double>(scale)};
    if (state != nullptr) value.without = state->without();
    return value;
  }

  const ReportPlan& plan_;
  const Totals& totals_;
  std::optional<std::string> too_large_title_;
};

std::string TooManyRows(const Report& report) {
  std::string titles;
  for (const Split& split : report.splits) titles += (titles.empty() ? "“" : ", “") + split.title + "”";
  return "The split by " + titles +
         " gives more than 10,000 rows. Put the values into bands or into a group, or split by something else.";
}

}  // namespace

ReportResult ComputeReport(const Evaluator& evaluator, Instant as_of, const Report& report) {
  const ReportPlan plan = PlanReport(evaluator, as_of, report);
  if (plan.too_many_keys) return {{}, TooManyRows(report)};
  if (plan.periods.size() == 0) return {};
  const Totals totals = CountEverything(plan);
  if (totals.too_many_rows()) return {{}, TooManyRows(report)};
  return TableBuilder(plan, totals).Build();
}

}  // namespace segue::engine
