// A report from start to end: plan, one run over all nodes, totals merged in batch order, then rows of cells.
#include <algorithm>
#include <memory>
#include <numeric>
#include <optional>

#include "engine/answer_batches.h"
#include "engine/answers.h"
#include "engine/measure_counting.h"
#include "engine/ordered_merge.h"
#include "engine/report_cells.h"
#include "engine/report_order.h"
#include "engine/report_plan.h"
#include "engine/report_split_reader.h"

namespace segue::engine {

namespace {

using SplitValues = std::vector<std::optional<std::string>>;

/// One run counts for all plans. Parallel to them.
std::vector<Totals> CountEverything(const Evaluator& evaluator, Instant as_of,
                                    std::span<const ReportPlan* const> plans) {
  std::vector<std::unique_ptr<OrderedMerge<Totals>>> ordered;
  std::vector<NodeId> roots;
  for (const ReportPlan* plan : plans) {
    ordered.push_back(std::make_unique<OrderedMerge<Totals>>(Totals(plan->shape)));
    roots.insert(roots.end(), plan->roots.begin(), plan->roots.end());
  }
  std::sort(roots.begin(), roots.end());
  roots.erase(std::unique(roots.begin(), roots.end()), roots.end());
  std::vector<CountingScratch> scratch(evaluator.Threads());
  evaluator.Run(ScopeAt(as_of), roots, [&](std::size_t number, unsigned worker, const Batch& batch) {
    for (std::size_t i = 0; i < plans.size(); ++i) {
      Totals totals(plans[i]->shape);
      CountBatch(*plans[i], batch, scratch[worker], totals);
      ordered[i]->Add(number, std::move(totals));
    }
  });
  std::vector<Totals> all;
  for (std::size_t i = 0; i < plans.size(); ++i) {
    Totals& totals = all.emplace_back(std::move(ordered[i]->whole()));
    CountAccountEvents(*plans[i], totals);
    for (std::uint32_t measure = 0; measure < plans[i]->measures.size(); ++measure) {
      if (Accumulates(*plans[i], plans[i]->measures[measure])) totals.Accumulate(measure);
    }
  }
  return all;
}

class TableBuilder {
 public:
  /// `before` may be null.
  TableBuilder(const ReportPlan& plan, Totals& totals, const ComparedPlan* before, Totals* totals_before)
      : plan_(plan), totals_(totals), cells_(plan, totals), before_(before) {
    for (const SplitAxis& axis : plan.axes) ranks_.push_back(RanksOf(axis));
    if (before == nullptr) return;
    rows_before_ = MatchRows(totals, *totals_before);
    cells_before_.emplace(before->plan, *totals_before);
  }

  ReportResult Build() {
    labels_.reserve(totals_.rows());
    for (std::uint32_t row = 0; row < totals_.rows(); ++row) labels_.push_back(Read(totals_.key(row)));
    std::vector<std::uint32_t> order(totals_.rows());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return labels_[a].ranks < labels_[b].ranks; });

    ReportResult result;
    plan_.report->cohort_size ? AddCohorts(order, result.table.rows) : AddPeriods(order, result.table.rows);
    SortRows(*plan_.report, result.table.rows);
    std::optional<std::string> too_large = cells_.too_large();
    if (!too_large && cells_before_) too_large = cells_before_->too_large();
    if (too_large) {
      result.error =
          "The amounts of “" + *too_large +
          "” add up to more than 922,337,203,685,477.5807, which is the largest amount that is kept exactly. "
          "Check the imported amounts, or report a shorter time.";
      result.table.rows.clear();
    }
    return result;
  }

 private:
  /// The split values of a row, with their ranks.
  struct Labels {
    SplitValues values;
    std::vector<std::uint32_t> codes, ranks;
  };

  Labels Read(std::uint64_t key) const {
    Labels labels;
    labels.codes = LabelsOfKey(plan_.axes, key);
    for (std::size_t i = 0; i < labels.codes.size(); ++i) {
      auto& value = labels.values.emplace_back();
      if (labels.codes[i] != kMissingLabel) value = plan_.axes[i].labels[labels.codes[i]];
      labels.ranks.push_back(ranks_[i][labels.codes[i]]);
    }
    return labels;
  }

  /// Rows that only one side has are added to the other, as zeros. By row of `totals`, its row of `before`.
  static std::vector<std::uint32_t> MatchRows(Totals& totals, Totals& before) {
    for (std::uint32_t row = 0; row < before.rows(); ++row) totals.Row(before.key(row));
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < totals.rows(); ++row) rows.push_back(before.Row(totals.key(row)).value_or(0));
    return rows;
  }

  void AddPeriods(const std::vector<std::uint32_t>& order, std::vector<ReportRow>& rows) {
    for (std::uint32_t period = 0; period < plan_.periods.size(); ++period) {
      for (const std::uint32_t row : order) {
        ReportRow& out = rows.emplace_back(Row(period, row));
        if (plan_.report->period) out.period = plan_.periods[period].calendar;
        if (before_ != nullptr) out.before = Before(period, row);
      }
    }
  }

  /// By cohort, then offset, then the other splits; who never entered, or outside the range, is in no cohort.
  void AddCohorts(const std::vector<std::uint32_t>& order, std::vector<ReportRow>& rows) {
    for (auto first = order.begin(); first != order.end();) {
      const std::uint32_t code = labels_[*first].codes.front();
      const auto last = std::find_if(first, order.end(), [&](auto row) { return labels_[row].codes.front() != code; });
      if (code == kMissingLabel) return;
      const std::uint32_t cohort = code - 1;
      for (std::uint32_t period = cohort; period < plan_.periods.size(); ++period) {
        for (auto row = first; row != last; ++row) rows.push_back(CohortRow(cohort, period, *row));
      }
      first = last;
    }
  }

  ReportRow CohortRow(std::uint32_t cohort, std::uint32_t period, std::uint32_t row) {
    ReportRow out = Row(period, row);
    out.period = plan_.periods[cohort].calendar;
    out.offset = period - cohort;
    out.splits.erase(out.splits.begin());
    out.ranks.erase(out.ranks.begin());
    const Cell size = cells_.CellOf(*plan_.report->cohort_size, cohort, row);
    if (size.missing == NoValue::kNone) out.cohort_size = std::get<std::int64_t>(size.value);
    return out;
  }

  ReportRow Row(std::uint32_t period, std::uint32_t row) {
    ReportRow out;
    out.splits = labels_[row].values;
    out.ranks = labels_[row].ranks;
    out.partial = plan_.periods[period].partial;
    out.forecast = plan_.periods[period].forecast;
    out.cells = cells_.Cells(period, row);
    return out;
  }

  std::vector<Cell> Before(std::uint32_t period, std::uint32_t row) {
    const std::optional<std::uint32_t> beside = before_->beside[period];
    if (beside) return cells_before_->Cells(*beside, rows_before_[row]);
    return std::vector<Cell>(plan_.report->shown.size(), Cell{std::int64_t{0}, NoValue::kNoPeriod});
  }

  const ReportPlan& plan_;
  const Totals& totals_;
  CellReader cells_;
  const ComparedPlan* before_;
  std::optional<CellReader> cells_before_;
  std::vector<std::uint32_t> rows_before_;
  std::vector<std::vector<std::uint32_t>> ranks_;  // by split, then label
  std::vector<Labels> labels_;                     // by row
};

std::string TooManyRows(const Report& report) {
  std::string titles;
  for (const Split& split : report.splits) titles += (titles.empty() ? "“" : ", “") + split.title + "”";
  return "The split by " + titles +
         " gives more than 10,000 rows. Put the values into bands or into a group, or split by something else.";
}

/// A report on its way: its plan, that of the periods beside it, and where their totals are found.
struct Computation {
  ReportPlan plan;
  std::optional<ComparedPlan> before;
  std::size_t totals = 0;
};

ReportResult TableOf(const Computation& of, std::vector<Totals>& totals) {
  if (of.plan.too_many_keys) return {{}, TooManyRows(*of.plan.report)};
  if (of.plan.periods.size() == 0) return {};
  Totals& own = totals[of.totals];
  Totals* before = of.before ? &totals[of.totals + 1] : nullptr;
  if (own.too_many_rows() || (before != nullptr && before->too_many_rows())) return {{}, TooManyRows(*of.plan.report)};
  return TableBuilder(of.plan, own, of.before ? &*of.before : nullptr, before).Build();
}

}  // namespace

std::vector<ReportResult> ComputeReports(const Evaluator& evaluator, Instant as_of,
                                         std::span<const Report* const> reports) {
  std::vector<Computation> computations;
  computations.reserve(reports.size());  // plans are pointed to
  std::vector<const ReportPlan*> plans;
  for (const Report* report : reports) {
    Computation& computation = computations.emplace_back(Computation{PlanReport(evaluator, as_of, *report), {}, 0});
    if (computation.plan.too_many_keys || computation.plan.periods.size() == 0) continue;
    computation.totals = plans.size();
    plans.push_back(&computation.plan);
    if (report->compare == Comparison::kNone) continue;
    computation.before.emplace(PlanComparison(computation.plan));
    plans.push_back(&computation.before->plan);
  }
  std::vector<Totals> totals;
  if (!plans.empty()) totals = CountEverything(evaluator, as_of, plans);
  std::vector<ReportResult> results;
  results.reserve(computations.size());
  for (const Computation& computation : computations) results.push_back(TableOf(computation, totals));
  return results;
}

ReportResult ComputeReport(const Evaluator& evaluator, Instant as_of, const Report& report) {
  const Report* const one = &report;
  return std::move(ComputeReports(evaluator, as_of, {&one, 1}).front());
}

}  // namespace segue::engine
