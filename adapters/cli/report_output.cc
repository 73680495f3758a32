// The rows of a report with what stands around them: marks, notes, the document of json.
#include "adapters/cli/report_output.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "adapters/cli/cohort_output.h"
#include "adapters/cli/figure_text.h"
#include "adapters/cli/points.h"
#include "adapters/cli/series_output.h"
#include "engine/rates.h"
#include "statistics/quantile.h"

namespace segue::cli {
namespace {

using engine::CalendarUnit;
using engine::Cell;
using engine::Metric;
using engine::ReportRow;

std::string LabelOf(const ReportRow& row, CalendarUnit unit, const engine::Calendar& calendar) {
  return calendar.Label(row.period->start, unit);
}

using Mark = bool (*)(const ReportRow& row);

bool IsPartial(const ReportRow& row) { return row.partial; }

bool IsForecast(const ReportRow& row) { return row.forecast; }

bool MayChange(const Cell& cell) { return cell.incomplete && cell.missing == engine::NoValue::kNone; }

bool IsIncomplete(const ReportRow& row) { return std::any_of(row.cells.begin(), row.cells.end(), MayChange); }

/// `*` marks the running period, `~` the forecast, `+` one of which a figure may still change.
std::string MarkedLabel(const ReportRow& row, CalendarUnit unit, const Population& population) {
  const std::string marks = std::string(IsPartial(row) ? "*" : "") + (IsForecast(row) ? "~" : "") +
                            (IsIncomplete(row) && !IsForecast(row) ? "+" : "");
  return LabelOf(row, unit, population.calendar) + (marks.empty() ? "" : " " + marks);
}

std::vector<OutputColumn> ColumnsOf(const engine::Report& report, const ReportColumns& figures) {
  std::vector<OutputColumn> columns;
  const bool cohorts = report.cohort_size.has_value();
  if (cohorts) {
    columns.push_back({"cohort", false, true});
    columns.push_back({"offset", true, true});
  } else if (report.period) {
    columns.push_back({"period", false, true});
  }
  for (std::size_t i = cohorts ? 1 : 0; i < report.splits.size(); ++i) {
    columns.push_back({report.splits[i].title, false, true});
  }
  if (cohorts) columns.push_back({"contacts", true, false});
  figures.AddTitles(columns);
  return columns;
}

void WriteRows(ResultWriter& writer, const Population& population, const ComputedReport& computed, ReportStyle style) {
  const engine::Report& report = *computed.report;
  ReportColumns figures(report, population.program, style);
  writer.Begin(ColumnsOf(report, figures));
  for (const ReportRow& row : computed.table.rows) {
    std::vector<Value> values;
    std::string label;
    if (report.period) {
      label = style.for_people ? MarkedLabel(row, *report.period, population)
                               : LabelOf(row, *report.period, population.calendar);
      values.emplace_back(std::string_view(label));
    }
    if (row.offset) values.emplace_back(*row.offset);
    for (const std::optional<std::string>& split : row.splits) {
      if (split) values.emplace_back(std::string_view(*split));
      if (!split) values.push_back(style.for_people ? Value{std::string_view("(missing)")} : Value{});
    }
    if (row.offset) values.push_back(row.cohort_size ? Value{*row.cohort_size} : Value{});
    figures.AddValues(row, values);
    writer.Row(values);
  }
  writer.End();
}

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

}  // namespace

std::string_view UnitName(CalendarUnit unit) {
  switch (unit) {
    case CalendarUnit::kDay:
      return "day";
    case CalendarUnit::kWeek:
      return "week";
    case CalendarUnit::kMonth:
      return "month";
    case CalendarUnit::kQuarter:
      return "quarter";
    case CalendarUnit::kYear:
      break;
  }
  return "year";
}

namespace {

/// What a report without periods is about: "2026-01-01 to 2026-03-31", "the last 12 months", "all data".
std::string RangeText(const engine::ReportRange& range, const engine::Calendar& calendar) {
  if (const auto* fixed = std::get_if<engine::Interval>(&range)) {
    const auto day = [&](engine::Instant instant) {
      return calendar.Label(calendar.PeriodOf(instant, CalendarUnit::kDay).start, CalendarUnit::kDay);
    };
    return day(fixed->start) + " to " + day(fixed->end - 1);
  }
  const auto* last = std::get_if<engine::LastPeriods>(&range);
  if (last == nullptr) return "all data";
  return "the last " + std::to_string(last->count) + (last->complete ? " complete " : " ") +
         std::string(UnitName(last->unit)) + (last->count == 1 ? "" : "s");
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
  if (row.period && computed.report->period) place = LabelOf(row, *computed.report->period, calendar);
  for (const auto& split : row.splits) place += (place.empty() ? "" : " ") + Printable(split.value_or("(missing)"));
  return place.empty() ? "" : " in " + place;
}

/// The figures of a report's rows for one metric, in a benchmark's unit: of too few and what may still change left out.
std::vector<double> FiguresOf(const ComputedReport& computed, std::size_t shown, std::int64_t fewest) {
  std::vector<double> figures;
  for (const ReportRow& row : computed.table.rows) {
    const Cell& cell = row.cells[shown];
    const bool counts = cell.missing == engine::NoValue::kNone && !MayChange(cell) && !row.partial && !row.forecast &&
                        !engine::IsTooFew(cell, computed.report->shown[shown].rate, fewest);
    if (!counts) continue;
    const auto* money = std::get_if<engine::Money>(&cell.value);
    const auto* whole = std::get_if<std::int64_t>(&cell.value);
    figures.push_back(money != nullptr   ? static_cast<double>(money->ten_thousandths)
                      : whole != nullptr ? static_cast<double>(*whole)
                                         : std::get<double>(cell.value));
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

/// What the shown metrics are set beside, and what is advised when they are past a limit.
std::vector<std::string> FiguresNotes(const Population& population, const ComputedReport& computed) {
  std::vector<std::string> notes;
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

/// Explains the marks that occur, and no others.
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

const char* RateName(engine::Rate rate) {
  if (rate == engine::Rate::kNone) return "null";
  return rate == engine::Rate::kProportion ? "\"proportion\"" : "\"ratio\"";
}

std::string TextsJson(const std::vector<std::string>& texts) {
  std::string json = "[";
  for (const std::string& text : texts) json += (json.size() > 1 ? ", " : "") + QuoteJson(text);
  return json + "]";
}

std::string MetricJson(const Metric& metric, const engine::ShownMetric& shown) {
  const char* const unit = metric.unit == engine::Unit::kMoney    ? "money"
                           : metric.unit == engine::Unit::kNumber ? "number"
                                                                  : "count";
  return "{\"title\": " + QuoteJson(shown.title) + ", \"metric\": " + QuoteJson(metric.name) +
         ", \"formula\": " + QuoteJson(metric.formula) + ", \"description\": " + QuoteJson(metric.description) +
         ", \"unit\": \"" + unit + "\", \"rate\": " + RateName(shown.rate) +
         ", \"currency\": " + (metric.currency.empty() ? "null" : QuoteJson(metric.currency)) +
         ", \"percent\": " + (metric.percent ? "true" : "false") + "}";
}

/// The labels of the marked periods, each once, as a JSON array.
std::string MarkedPeriods(const Population& population, const ComputedReport& computed, Mark mark) {
  std::set<std::string> labels;
  for (const ReportRow& row : computed.table.rows) {
    if (row.period && computed.report->period && mark(row)) {
      labels.insert(QuoteJson(LabelOf(row, *computed.report->period, population.calendar)));
    }
  }
  std::string text = "[";
  for (const std::string& label : labels) text += (text.size() > 1 ? ", " : "") + label;
  return text + "]";
}

}  // namespace

void WriteReport(Session& session, const Population& population, const ComputedReport& computed, ReportStyle style,
                 bool header) {
  const engine::Report& report = *computed.report;
  TableFrame frame{.title = report.name,
                   .header = {},
                   .notes = NotesOf(population, computed),
                   .when_empty = "no data in this range"};
  if (!report.description.empty()) frame.header.push_back(Printable(report.description));
  if (!report.period) frame.header.push_back("over " + RangeText(report.range, population.calendar));
  if (header) frame.header.push_back(HeaderLine(population));
  if (style.for_people && report.cohort_size) {
    return WriteCohortTables(session, population, computed, std::move(frame.header), std::move(frame.notes));
  }
  const auto writer = session.Writer(std::move(frame));
  WriteRows(*writer, population, computed, style);
}

void WriteReportJson(std::ostream& out, const Population& population, const ComputedReport& computed) {
  const engine::Report& report = *computed.report;
  const std::optional<engine::Instant> through = population.common().data_through;
  out << "{\n  \"report\": " << QuoteJson(report.name) << ",\n  \"description\": " << QuoteJson(report.description)
      << ",\n  \"as_of\": " << JsonText(Moment{population.as_of})
      << ",\n  \"data_through\": " << JsonText(through ? Value{Moment{*through}} : Value{})
      << ",\n  \"timezone\": " << QuoteJson(population.calendar.zone())
      << ",\n  \"period\": " << (report.period ? QuoteJson(UnitName(*report.period)) : "null")
      << ",\n  \"partial\": " << MarkedPeriods(population, computed, IsPartial)
      << ",\n  \"forecast\": " << MarkedPeriods(population, computed, IsForecast)
      << ",\n  \"incomplete\": " << MarkedPeriods(population, computed, IsIncomplete)
      << ",\n  \"notes\": " << TextsJson(FiguresNotes(population, computed))
      << ",\n  \"smallest_denominator\": " << population.program.smallest_denominator << ",\n  \"metrics\": [";
  for (std::size_t i = 0; i < report.shown.size(); ++i) {
    const engine::ShownMetric& shown = report.shown[i];
    out << (i > 0 ? ",\n    " : "\n    ") << MetricJson(population.program.metrics[shown.metric], shown);
  }
  out << (report.shown.empty() ? "]" : "\n  ]") << ",\n  \"rows\": ";
  const std::unique_ptr<ResultWriter> rows = MakeJsonRows(out, "  ");
  WriteRows(*rows, population, computed, {false, true});
  if (computed.series) WriteSeriesJson(out, population, report, *computed.series);
  out << "\n}";
}

}  // namespace segue::cli
