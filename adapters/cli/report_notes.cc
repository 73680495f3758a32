// See report_notes.h.
#include "adapters/cli/report_notes.h"

#include <algorithm>
#include <cmath>

#include "adapters/cli/figure_text.h"
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
void AddWithout(const ComputedReport& computed, const Reader& reader, std::vector<std::string>& notes) {
  for (std::size_t i = 0; i < computed.report->shown.size(); ++i) {
    std::int64_t without = 0;
    for (const ReportRow& row : computed.table.rows) without += row.cells[i].without;
    if (without == 0) continue;
    notes.push_back(reader.Say(without == 1 ? Phrase::kOneArrivalLeftOut : Phrase::kArrivalsLeftOut,
                               {Printable(computed.report->shown[i].title), std::to_string(without)}));
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

std::string PlaceOf(const ReportRow& row, const ComputedReport& computed, const Reader& reader) {
  std::string place;
  if (row.period && computed.report->period) place = reader.Period(row.period->start, *computed.report->period);
  for (const auto& split : row.splits) {
    place += (place.empty() ? "" : " ") + (split ? Printable(*split) : reader.Say(Phrase::kMissing));
  }
  return place.empty() ? "" : reader.Say(Phrase::kIn, {place});
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
                          const ComputedReport& computed, std::size_t shown, const Reader& reader) {
  const Metric& metric = program.metrics[benchmark.metric];
  if (const auto* figure = std::get_if<engine::Figure>(&benchmark.value)) {
    return reader.Figure(FigureValue(*figure, metric));
  }
  const std::string& split = std::get<engine::PastRows>(benchmark.value).split;
  const auto& splits = computed.report->splits;
  if (std::none_of(splits.begin(), splits.end(), [&](const auto& one) { return one.title == split; })) return "";
  const std::vector<double> figures = FiguresOf(computed, shown, program.smallest_denominator);
  const auto quantile = [&](double share) {
    const double value = *statistics::InterpolatedQuantile(figures, share);
    return reader.Figure(FigureValue(
        metric.unit == engine::Unit::kMoney ? engine::Figure{engine::Money{std::llrint(value)}} : engine::Figure{value},
        metric));
  };
  if (figures.empty()) return "";
  return reader.Say(Phrase::kMedianOf,
                    {std::to_string(figures.size()), Printable(split), quantile(0.5), quantile(0.25), quantile(0.75)});
}

void AddPlans(const engine::Expression& expression, std::vector<const engine::PlatformPlan*>& plans) {
  const engine::PlatformPlan* plan = expression.plan.plan.get();
  if (plan != nullptr && std::ranges::find(plans, plan) == plans.end()) plans.push_back(plan);
  for (const engine::Expression& part : expression.parts) AddPlans(part, plans);
}

/// Where the figures of plans are from.
void AddSources(const ComputedReport& computed, const Reader& reader, std::vector<std::string>& notes) {
  std::vector<const engine::PlatformPlan*> plans;
  for (const engine::ShownMetric& shown : computed.report->shown) AddPlans(shown.expression, plans);
  for (const engine::PlatformPlan* plan : plans) {
    notes.push_back(reader.Say(Phrase::kPlanSource, {Printable(plan->name), Printable(plan->source)}));
  }
}

}  // namespace

bool IsIncomplete(const ReportRow& row) { return std::any_of(row.cells.begin(), row.cells.end(), MayChange); }

std::string MarksText(const ReportRow& row, const Reader& reader) {
  std::string text;
  const auto add = [&](Phrase mark) { text += (text.empty() ? "" : ", ") + reader.Say(mark); };
  if (IsPartial(row)) add(Phrase::kPartial);
  if (IsForecast(row)) add(Phrase::kAhead);
  if (IsIncomplete(row) && !IsForecast(row)) add(Phrase::kIncomplete);
  return text;
}

namespace {

std::vector<std::string> BenchmarksOf(const engine::Program& program, const ComputedReport& computed,
                                      const Reader& reader, std::size_t shown) {
  std::vector<std::string> notes;
  for (const engine::Benchmark& benchmark : program.benchmarks) {
    if (benchmark.metric != computed.report->shown[shown].metric) continue;
    const std::string text = BenchmarkText(benchmark, program, computed, shown, reader);
    if (text.empty()) continue;
    notes.push_back(reader.Say(Phrase::kBenchmark, {Printable(computed.report->shown[shown].title), text}) +
                    (benchmark.source.empty() ? "" : " (" + Printable(benchmark.source) + ")"));
  }
  return notes;
}

std::vector<std::string> AdviceOf(const Population& population, const ComputedReport& computed, const Reader& reader,
                                  std::size_t shown_index) {
  std::vector<std::string> lines;
  const engine::Program& program = population.program;
  const engine::ShownMetric& shown = computed.report->shown[shown_index];
  for (const engine::Advice& advice : program.advice) {
    if (advice.metric != shown.metric || computed.report->cohort_size) continue;
    for (const ReportRow* row : RowsToAdvise(computed)) {
      const Cell& cell = row->cells[shown_index];
      if (engine::IsTooFew(cell, shown.rate, program.smallest_denominator) || MayChange(cell)) continue;
      if (!engine::IsPast(cell, advice.limit, advice.figure)) continue;
      lines.push_back(Printable(shown.title) + PlaceOf(*row, computed, reader) + ": " + Printable(advice.text));
    }
  }
  return lines;
}

}  // namespace

std::vector<std::string> AdviceOf(const Population& population, const ComputedReport& computed, const Reader& reader) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < computed.report->shown.size(); ++i) {
    for (std::string& line : AdviceOf(population, computed, reader, i)) all.push_back(std::move(line));
  }
  return all;
}

std::vector<std::string> FiguresNotes(const Population& population, const ComputedReport& computed,
                                      const Reader& reader) {
  std::vector<std::string> notes;
  AddSources(computed, reader, notes);
  for (std::size_t i = 0; i < computed.report->shown.size(); ++i) {
    for (std::string& note : BenchmarksOf(population.program, computed, reader, i)) notes.push_back(std::move(note));
    for (const std::string& line : AdviceOf(population, computed, reader, i)) notes.push_back("→ " + line);
  }
  return notes;
}

std::vector<std::string> NotesOf(const Population& population, const ComputedReport& computed, const Reader& reader) {
  std::vector<std::string> notes;
  const auto add = [&](Phrase phrase, std::initializer_list<std::string> parts = {}) {
    notes.push_back(reader.Say(phrase, parts));
  };
  const bool cohorts = computed.report->cohort_size.has_value();
  const bool has_period = computed.report->period.has_value() && !cohorts;
  const bool running = AnyRow(computed, IsPartial);
  const std::string up_to = reader.Moment(population.as_of);
  if (has_period && running) {
    add(Phrase::kRunning, {up_to});
    if (computed.report->compare != engine::Comparison::kNone) add(Phrase::kSamePart);
  }
  if (cohorts && running) add(Phrase::kCohortsRunning, {up_to});
  if (has_period && AnyRow(computed, IsForecast)) add(Phrase::kForecast);
  if (const std::string columns = IncompleteColumns(computed); !columns.empty()) {
    add(has_period ? Phrase::kMayChangeMarked : Phrase::kMayChange, {columns});
  }
  if (AnyCell(computed, engine::NoValue::kNoValues)) add(Phrase::kNoValues);
  AddWithout(computed, reader, notes);
  if (AnyCell(computed, engine::NoValue::kDivisionByZero)) add(Phrase::kNothingToDivide);
  if (AnyCell(computed, engine::NoValue::kNoPeriod)) add(Phrase::kNothingToCompare);
  if (AnyTooFew(computed, population.program.smallest_denominator)) {
    add(Phrase::kTooFewNote, {std::to_string(population.program.smallest_denominator)});
  }
  if (AnyCell(computed, engine::NoValue::kNotRecorded)) add(Phrase::kNotRecorded);
  const std::vector<std::string> figures = FiguresNotes(population, computed, reader);
  notes.insert(notes.end(), figures.begin(), figures.end());
  return notes;
}

}  // namespace segue::cli
