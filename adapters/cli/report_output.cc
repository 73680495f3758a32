// The rows of a report, and the document of json around them.
#include "adapters/cli/report_output.h"

#include <set>

#include "adapters/cli/cohort_output.h"
#include "adapters/cli/plan_output.h"
#include "adapters/cli/report_notes.h"
#include "adapters/cli/series_output.h"

namespace segue::cli {
namespace {

using engine::CalendarUnit;
using engine::Metric;
using engine::ReportRow;

std::string LabelOf(const ReportRow& row, CalendarUnit unit, const engine::Calendar& calendar) {
  return calendar.Label(row.period->start, unit);
}

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
  WritePlanChangesJson(out, population, computed);
  if (computed.series) WriteSeriesJson(out, population, report, *computed.series);
  out << "\n}";
}

}  // namespace segue::cli
