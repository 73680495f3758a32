// See report_notes.h.
#include "adapters/cli/report_notes.h"

#include <algorithm>
#include <cmath>

#include "adapters/cli/figure_text.h"
#include "adapters/cli/points.h"
#include "engine/rates.h"
#include "statistics/quantile.h"

namespace segue::cli {
namespace {

using engine::Cell;
using engine::Metric;
using engine::ReportRow;

bool MayChange(const Cell& cell) { return cell.incomplete && engine::HasValue(cell); }

bool AnyRow(const ComputedReport& computed, Mark mark) {
  return std::any_of(computed.table.rows.begin(), computed.table.rows.end(),
                     [&](const ReportRow& row) { return mark(row); });
}

bool AnyCell(const ComputedReport& computed, engine::NoValue missing) {
  const auto is_missing = [&](const Cell& cell) { return cell.missing == missing; };
  return std::any_of(computed.table.rows.begin(), computed.table.rows.end(), [&](const ReportRow& row) {
    return std::any_of(row.cells.begin(), row.cells.end(), is_missing) ||
           std::any_of(row.before.begin(), row.before.end(), is_missing);
  });
}

bool AnyTooFew(const ComputedReport& computed, std::int64_t fewest) {
  const auto& shown = computed.report->shown;
  const auto any = [&](const std::vector<Cell>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (engine::IsTooFew(cells[i], shown[i].rate, fewest)) return true;
    }
    return false;
  };
  return std::any_of(computed.table.rows.begin(), computed.table.rows.end(),
                     [&](const ReportRow& row) { return any(row.cells) || any(row.before); });
}

/// The titles of columns of which some cell may still change.
std::string IncompleteColumns(const ComputedReport& computed) {
  std::string titles;
  for (std::size_t i = 0; i < computed.report->shown.size(); ++i) {
    const auto& rows = computed.table.rows;
    const bool any =
        std::any_of(rows.begin(), rows.end(), [&](const ReportRow& row) { return MayChange(row.cells[i]); });
    if (any) titles += (titles.empty() ? "" : ", ") + Printable(computed.report->shown[i].title);
  }
  return titles;
}

/// What a time that moves took leaves out.
void AddWithout(const ComputedReport& computed, std::vector<std::string>& notes) {
  for (std::size_t i = 0; i < computed.report->shown.size(); ++i) {
    std::int64_t without = 0;
    for (const ReportRow& row : computed.table.rows) without += row.cells[i].without;
    if (without == 0) continue;
    notes.push_back(Printable(computed.report->shown[i].title) + ": " + std::to_string(without) +
                    (without == 1 ? " arrival had no visit before it and is left out"
                                  : " arrivals had no visit before them and are left out"));
  }
}

/// The rows that advice is about: those of the last whole period, all of a report without periods.
std::vector<const ReportRow*> RowsToAdvise(const ComputedReport& computed) {
  std::vector<const ReportRow*> rows;
  std::optional<engine::Interval> last;
  for (const ReportRow& row : computed.table.rows) {
    if (row.partial || row.forecast) continue;
    if (row.period && (!last || row.period->start > last->start)) last = row.period;
  }
  for (const ReportRow& row : computed.table.rows) {
    if (!row.period || (last && *row.period == *last && !row.partial)) rows.push_back(&row);
  }
  return rows;
}

std::string PlaceOf(const ReportRow& row, const ComputedReport& computed, const engine::Calendar& calendar) {
  std::string place;
  if (row.period && computed.report->period) place = calendar.Label(row.period->start, *computed.report->period);
  for (const auto& split : row.splits) place += (place.empty() ? "" : " ") + Printable(split.value_or("(missing)"));
  return place.empty() ? "" : " in " + place;
}

/// The figures of a report's rows for one metric, in a benchmark's unit: of too few and what may still change left out.
std::vector<double> FiguresOf(const ComputedReport& computed, std::size_t shown, std::int64_t fewest) {
  std::vector<double> figures;
  for (const ReportRow& row : computed.table.rows) {
    const Cell& cell = row.cells[shown];
    const bool counts = engine::HasValue(cell) && !MayChange(cell) && !row.partial && !row.forecast &&
                        !engine::IsTooFew(cell, computed.report->shown[shown].rate, fewest);
    if (!counts) continue;
    figures.push_back(engine::NumberOf(cell.value));
  }
  return figures;
}

/// Empty where the benchmark says nothing about this report.
std::string BenchmarkText(const engine::Benchmark& benchmark, const engine::Program& program,
                          const ComputedReport& computed, std::size_t shown) {
  const Metric& metric = program.metrics[benchmark.metric];
  if (const auto* figure = std::get_if<engine::Figure>(&benchmark.value)) {
    return FigureText(FigureValue(*figure, metric));
  }
  const std::string& split = std::get<engine::PastRows>(benchmark.value).split;
  const auto& splits = computed.report->splits;
  if (std::none_of(splits.begin(), splits.end(), [&](const auto& one) { return one.title == split; })) return "";
  const std::vector<double> figures = FiguresOf(computed, shown, program.smallest_denominator);
  const auto quantile = [&](double share) {
    const double value = *statistics::InterpolatedQuantile(figures, share);
    return FigureText(FigureValue(
        metric.unit == engine::Unit::kMoney ? engine::Figure{engine::Money{std::llrint(value)}} : engine::Figure{value},
        metric));
  };
  if (figures.empty()) return "";
  return "median of " + std::to_string(figures.size()) + " by " + Printable(split) + " " + quantile(0.5) +
         ", half of them " + quantile(0.25) + " to " + quantile(0.75);
}

void AddPlans(const engine::Expression& expression, std::vector<const engine::PlatformPlan*>& plans) {
  const engine::PlatformPlan* plan = expression.plan.plan.get();
  if (plan != nullptr && std::ranges::find(plans, plan) == plans.end()) plans.push_back(plan);
  for (const engine::Expression& part : expression.parts) AddPlans(part, plans);
}

/// Where the figures of plans are from.
void AddSources(const ComputedReport& computed, std::vector<std::string>& notes) {
  std::vector<const engine::PlatformPlan*> plans;
  for (const engine::ShownMetric& shown : computed.report->shown) AddPlans(shown.expression, plans);
  for (const engine::PlatformPlan* plan : plans) {
    notes.push_back("plan " + Printable(plan->name) + ": " + Printable(plan->source));
  }
}

}  // namespace

bool IsIncomplete(const ReportRow& row) { return std::any_of(row.cells.begin(), row.cells.end(), MayChange); }

std::vector<std::string> FiguresNotes(const Population& population, const ComputedReport& computed) {
  std::vector<std::string> notes;
  AddSources(computed, notes);
  const engine::Program& program = population.program;
  for (std::size_t i = 0; i < computed.report->shown.size(); ++i) {
    const engine::ShownMetric& shown = computed.report->shown[i];
    for (const engine::Benchmark& benchmark : program.benchmarks) {
      if (benchmark.metric != shown.metric) continue;
      const std::string text = BenchmarkText(benchmark, program, computed, i);
      if (text.empty()) continue;
      notes.push_back("benchmark for " + Printable(shown.title) + ": " + text +
                      (benchmark.source.empty() ? "" : " (" + Printable(benchmark.source) + ")"));
    }
    for (const engine::Advice& advice : program.advice) {
      if (advice.metric != shown.metric || computed.report->cohort_size) continue;
      for (const ReportRow* row : RowsToAdvise(computed)) {
        const Cell& cell = row->cells[i];
        if (engine::IsTooFew(cell, shown.rate, program.smallest_denominator) || MayChange(cell)) continue;
        if (!engine::IsPast(cell, advice.limit, advice.figure)) continue;
        notes.push_back("→ " + Printable(shown.title) + PlaceOf(*row, computed, population.calendar) + ": " +
                        Printable(advice.text));
      }
    }
  }
  return notes;
}

std::vector<std::string> NotesOf(const Population& population, const ComputedReport& computed) {
  std::vector<std::string> notes;
  const bool cohorts = computed.report->cohort_size.has_value();
  const bool has_period = computed.report->period.has_value() && !cohorts;
  const bool running = AnyRow(computed, IsPartial);
  const std::string up_to = DescribeMoment(population.as_of, population.calendar);
  if (has_period && running) {
    notes.push_back("* running: up to " + up_to);
    if (computed.report->compare != engine::Comparison::kNone)
      notes.emplace_back("  set beside the same part of the other period");
  }
  if (cohorts && running) notes.push_back("the last figure of each cohort is of a running period: up to " + up_to);
  if (has_period && AnyRow(computed, IsForecast)) notes.emplace_back("~ forecast: begins after the data");
  if (const std::string columns = IncompleteColumns(computed); !columns.empty()) {
    notes.push_back((has_period ? "+ incomplete: " : "incomplete: ") + columns + " may still change");
  }
  if (AnyCell(computed, engine::NoValue::kNoValues)) notes.emplace_back("– no values in this period");
  AddWithout(computed, notes);
  if (AnyCell(computed, engine::NoValue::kDivisionByZero)) notes.emplace_back("– nothing to divide by");
  if (AnyCell(computed, engine::NoValue::kNoPeriod)) {
    notes.emplace_back("– nothing to compare with: no such period, or it lies before the data");
  }
  if (AnyTooFew(computed, population.program.smallest_denominator)) {
    notes.push_back("too few: a rate of fewer than " + std::to_string(population.program.smallest_denominator) +
                    " (--set smallest_denominator=…)");
  }
  if (AnyCell(computed, engine::NoValue::kNotRecorded)) {
    notes.emplace_back("– no value: an event that it counts was not recorded yet, or never imported");
  }
  const std::vector<std::string> figures = FiguresNotes(population, computed);
  notes.insert(notes.end(), figures.begin(), figures.end());
  return notes;
}

}  // namespace segue::cli
