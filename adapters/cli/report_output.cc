// Cells become values by their metric: a percent metric, or a division of plain numbers, is a rate with six decimals.
#include "adapters/cli/report_output.h"

#include <algorithm>
#include <set>

#include "adapters/cli/points.h"

namespace segue::cli {
namespace {

using engine::CalendarUnit;
using engine::Cell;
using engine::Expression;
using engine::Metric;
using engine::ReportRow;

bool Divides(const Expression& expression) {
  return expression.kind == Expression::Kind::kDivide ||
         std::any_of(expression.parts.begin(), expression.parts.end(), Divides);
}

Value ValueOf(const Cell& cell, const Metric& metric, bool divides) {
  if (cell.missing != engine::NoValue::kNone) return {};
  if (const auto* money = std::get_if<engine::Money>(&cell.value)) return Amount{*money, metric.currency, true};
  if (metric.percent || divides) {
    const auto* whole = std::get_if<std::int64_t>(&cell.value);
    return Rate{whole != nullptr ? static_cast<double>(*whole) : std::get<double>(cell.value), metric.percent};
  }
  if (const auto* whole = std::get_if<std::int64_t>(&cell.value)) return *whole;
  return std::get<double>(cell.value);
}

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

/// For people the currency stands in the header, not in every cell.
std::string TitleOf(const engine::ShownMetric& shown, const Metric& metric, bool for_people) {
  const bool money = for_people && metric.unit == engine::Unit::kMoney && !metric.currency.empty();
  return money ? shown.title + " (" + metric.currency + ")" : shown.title;
}

std::vector<OutputColumn> ColumnsOf(const engine::Report& report, const engine::Program& program, bool for_people) {
  std::vector<OutputColumn> columns;
  if (report.period) columns.push_back({"period", false, true});
  for (const engine::Split& split : report.splits) columns.push_back({split.title, false, true});
  for (const engine::ShownMetric& shown : report.shown)
    columns.push_back({TitleOf(shown, program.metrics[shown.metric], for_people), true, false});
  return columns;
}

void WriteRows(ResultWriter& writer, const Population& population, const ComputedReport& computed, bool for_people) {
  const engine::Report& report = *computed.report;
  writer.Begin(ColumnsOf(report, population.program, for_people));
  for (const ReportRow& row : computed.table.rows) {
    std::vector<Value> values;
    std::string label;
    if (report.period) {
      label =
          for_people ? MarkedLabel(row, *report.period, population) : LabelOf(row, *report.period, population.calendar);
      values.emplace_back(std::string_view(label));
    }
    for (const std::optional<std::string>& split : row.splits) {
      if (split) values.emplace_back(std::string_view(*split));
      if (!split) values.push_back(for_people ? Value{std::string_view("(missing)")} : Value{});
    }
    for (std::size_t i = 0; i < report.shown.size(); ++i) {
      const engine::ShownMetric& shown = report.shown[i];
      values.push_back(ValueOf(row.cells[i], population.program.metrics[shown.metric], Divides(shown.expression)));
    }
    writer.Row(values);
  }
  writer.End();
}

bool AnyRow(const ComputedReport& computed, Mark mark) {
  return std::any_of(computed.table.rows.begin(), computed.table.rows.end(),
                     [&](const ReportRow& row) { return mark(row); });
}

bool AnyCell(const ComputedReport& computed, engine::NoValue missing) {
  for (const ReportRow& row : computed.table.rows) {
    if (std::any_of(row.cells.begin(), row.cells.end(), [&](const Cell& cell) { return cell.missing == missing; }))
      return true;
  }
  return false;
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

/// Explains the marks that occur, and no others.
std::vector<std::string> NotesOf(const Population& population, const ComputedReport& computed) {
  std::vector<std::string> notes;
  const bool has_period = computed.report->period.has_value();
  if (has_period && AnyRow(computed, IsPartial)) {
    notes.push_back("* running: up to " + DescribeMoment(population.as_of, population.calendar));
  }
  if (has_period && AnyRow(computed, IsForecast)) notes.emplace_back("~ forecast: begins after the data");
  if (const std::string columns = IncompleteColumns(computed); !columns.empty()) {
    notes.push_back((has_period ? "+ incomplete: " : "incomplete: ") + columns + " may still change");
  }
  if (AnyCell(computed, engine::NoValue::kNoValues)) notes.emplace_back("– no values in this period");
  AddWithout(computed, notes);
  if (AnyCell(computed, engine::NoValue::kDivisionByZero)) notes.emplace_back("– nothing to divide by");
  if (AnyCell(computed, engine::NoValue::kNotRecorded)) {
    notes.emplace_back("– no value: an event that it counts was not recorded yet, or never imported");
  }
  return notes;
}

std::string MetricJson(const Metric& metric, const engine::ShownMetric& shown) {
  const char* const unit = metric.unit == engine::Unit::kMoney    ? "money"
                           : metric.unit == engine::Unit::kNumber ? "number"
                                                                  : "count";
  return "{\"title\": " + QuoteJson(shown.title) + ", \"metric\": " + QuoteJson(metric.name) +
         ", \"formula\": " + QuoteJson(metric.formula) + ", \"description\": " + QuoteJson(metric.description) +
         ", \"unit\": \"" + unit +
         "\", \"currency\": " + (metric.currency.empty() ? "null" : QuoteJson(metric.currency)) +
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

void WriteReport(Session& session, const Population& population, const ComputedReport& computed, bool header) {
  const engine::Report& report = *computed.report;
  TableFrame frame{.title = report.name,
                   .header = {},
                   .notes = NotesOf(population, computed),
                   .when_empty = "no data in this range"};
  if (!report.description.empty()) frame.header.push_back(Printable(report.description));
  if (!report.period) frame.header.push_back("over " + RangeText(report.range, population.calendar));
  if (header) frame.header.push_back(HeaderLine(population));
  const auto writer = session.Writer(std::move(frame));
  WriteRows(*writer, population, computed, session.options().format == OutputFormat::kTable);
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
      << ",\n  \"incomplete\": " << MarkedPeriods(population, computed, IsIncomplete) << ",\n  \"metrics\": [";
  for (std::size_t i = 0; i < report.shown.size(); ++i) {
    const engine::ShownMetric& shown = report.shown[i];
    out << (i > 0 ? ",\n    " : "\n    ") << MetricJson(population.program.metrics[shown.metric], shown);
  }
  out << (report.shown.empty() ? "]" : "\n  ]") << ",\n  \"rows\": ";
  const std::unique_ptr<ResultWriter> rows = MakeJsonRows(out, "  ");
  WriteRows(*rows, population, computed, false);
  out << "\n}";
}

}  // namespace segue::cli
