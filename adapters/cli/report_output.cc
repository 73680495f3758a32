// The rows of a report, and the document of json around them.
#include "adapters/cli/report_output.h"

#include <algorithm>
#include <set>

#include "adapters/cli/cohort_output.h"
#include "adapters/cli/figure_text.h"
#include "adapters/cli/plan_output.h"
#include "adapters/cli/report_notes.h"
#include "adapters/cli/series_output.h"
#include "adapters/cli/spark.h"
#include "unicode/unicode.h"

namespace segue::cli {
namespace {

using engine::CalendarUnit;
using engine::Metric;
using engine::ReportRow;

constexpr std::size_t kBarWidth = 16;

std::string LabelOf(const ReportRow& row, CalendarUnit unit, const engine::Calendar& calendar) {
  return calendar.Label(row.period->start, unit);
}

/// `*` marks the running period, `~` the forecast, `+` one of which a figure may still change.
std::string MarkedLabel(const ReportRow& row, CalendarUnit unit, const Reader& reader) {
  const std::string marks = std::string(IsPartial(row) ? "*" : "") + (IsForecast(row) ? "~" : "") +
                            (IsIncomplete(row) && !IsForecast(row) ? "+" : "");
  return reader.Period(row.period->start, unit) + (marks.empty() ? "" : " " + marks);
}

std::vector<OutputColumn> ColumnsOf(const engine::Report& report, const ReportColumns& figures, const Reader& reader) {
  std::vector<OutputColumn> columns;
  const bool cohorts = report.cohort_size.has_value();
  if (cohorts) {
    columns.push_back({"cohort", false, true});
    columns.push_back({"offset", true, true});
  } else if (report.period) {
    columns.push_back({reader.Say(Phrase::kPeriod), false, true});
  }
  for (std::size_t i = cohorts ? 1 : 0; i < report.splits.size(); ++i) {
    columns.push_back({report.splits[i].title, false, true});
  }
  if (cohorts) columns.push_back({"contacts", true, false});
  figures.AddTitles(columns);
  return columns;
}

/// Beside the first figure of a report by splits alone.
bool HasBars(const engine::Report& report, ReportStyle style) {
  return style.bars && !report.period && !report.splits.empty() && !report.shown.empty();
}

double LargestOf(const ComputedReport& computed) {
  double largest = 0;
  for (const ReportRow& row : computed.table.rows) {
    if (engine::HasValue(row.cells[0])) largest = std::max(largest, engine::NumberOf(row.cells[0].value));
  }
  return largest;
}

/// A line for each metric of a report by periods alone: its whole periods, and the last of them.
std::vector<std::string> SparkLines(const ComputedReport& computed, const ReportColumns& figures) {
  const engine::Report& report = *computed.report;
  std::vector<std::string> lines;
  if (!report.period || !report.splits.empty() || report.cohort_size) return lines;
  std::size_t widest = 0;
  for (const engine::ShownMetric& shown : report.shown) widest = std::max(widest, unicode::DisplayWidth(shown.title));
  for (std::size_t i = 0; i < report.shown.size(); ++i) {
    std::vector<std::optional<double>> values;
    const engine::Cell* last = nullptr;
    for (const ReportRow& row : computed.table.rows) {
      if (IsPartial(row) || IsForecast(row)) continue;
      const engine::Cell& cell = row.cells[i];
      values.push_back(engine::HasValue(cell) ? std::optional(engine::NumberOf(cell.value)) : std::nullopt);
      if (engine::HasValue(cell)) last = &cell;
    }
    if (values.size() < 3 || last == nullptr) continue;
    const std::string& title = report.shown[i].title;
    lines.push_back(Printable(title) + std::string(widest - unicode::DisplayWidth(title) + 2, ' ') + Sparkline(values) +
                    "  " + FigureText(figures.Figure(*last, i)));
  }
  return lines;
}

}  // namespace

void WriteReportRows(ResultWriter& writer, const Population& population, const ComputedReport& computed,
                     ReportStyle style, const Reader& reader) {
  const engine::Report& report = *computed.report;
  ReportColumns figures(report, population.program, style, reader);
  std::vector<OutputColumn> columns = ColumnsOf(report, figures, reader);
  const bool bars = HasBars(report, style);
  if (bars) columns.push_back({"", false, false, true});
  if (style.marks) columns.push_back({"marks"});
  const double largest = bars ? LargestOf(computed) : 0;
  writer.Begin(columns);
  const std::string missing = reader.Say(Phrase::kMissing);
  for (const ReportRow& row : computed.table.rows) {
    std::vector<Value> values;
    std::string label;
    if (report.period) {
      label = style.for_people ? MarkedLabel(row, *report.period, reader)
                               : LabelOf(row, *report.period, population.calendar);
      values.emplace_back(std::string_view(label));
    }
    if (row.offset) values.emplace_back(*row.offset);
    for (const std::optional<std::string>& split : row.splits) {
      if (split) values.emplace_back(std::string_view(*split));
      if (!split) values.push_back(style.for_people ? Value{std::string_view(missing)} : Value{});
    }
    if (row.offset) values.push_back(row.cohort_size ? Value{*row.cohort_size} : Value{});
    figures.AddValues(row, values);
    std::string bar;
    if (bars) {
      bar = engine::HasValue(row.cells[0]) ? TextBar(engine::NumberOf(row.cells[0].value), largest, kBarWidth) : "";
      values.emplace_back(std::string_view(bar));
    }
    const std::string marks = style.marks ? MarksText(row, reader) : "";
    if (style.marks) values.push_back(marks.empty() ? Value{} : Value{std::string_view(marks)});
    writer.Row(values);
  }
  writer.End();
}

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
  const Reader reader = Reader::OfTable(population.calendar);
  TableFrame frame{.title = report.name,
                   .header = {},
                   .notes = NotesOf(population, computed, reader),
                   .when_empty = "no data in this range"};
  if (!report.description.empty()) frame.header.push_back(PrintableParagraph(report.description));
  if (!report.period) frame.header.push_back(reader.Say(Phrase::kOver, {reader.Range(report.range)}));
  if (header) frame.header.push_back(HeaderLine(population));
  if (style.for_people && report.cohort_size) {
    return WriteCohortTables(session, population, computed, std::move(frame.header), std::move(frame.notes));
  }
  if (style.bars) {
    std::vector<std::string> lines = SparkLines(computed, ReportColumns(report, population.program, style, reader));
    frame.notes.insert(frame.notes.begin(), lines.begin(), lines.end());
  }
  const auto writer = session.Writer(std::move(frame));
  WriteReportRows(*writer, population, computed, style, reader);
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
      << ",\n  \"notes\": " << TextsJson(FiguresNotes(population, computed, Reader::OfTable(population.calendar)))
      << ",\n  \"smallest_denominator\": " << population.program.smallest_denominator << ",\n  \"metrics\": [";
  for (std::size_t i = 0; i < report.shown.size(); ++i) {
    const engine::ShownMetric& shown = report.shown[i];
    out << (i > 0 ? ",\n    " : "\n    ") << MetricJson(population.program.metrics[shown.metric], shown);
  }
  out << (report.shown.empty() ? "]" : "\n  ]") << ",\n  \"rows\": ";
  const std::unique_ptr<ResultWriter> rows = MakeJsonRows(out, "  ");
  WriteReportRows(*rows, population, computed, {false, true}, Reader::OfTable(population.calendar));
  WritePlanChangesJson(out, population, computed);
  if (computed.series) WriteSeriesJson(out, population, report, *computed.series);
  out << "\n}";
}

}  // namespace segue::cli
