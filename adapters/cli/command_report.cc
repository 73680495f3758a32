// segue report: the reports of the rule files.
#include <algorithm>
#include <utility>

#include "adapters/cli/commands.h"
#include "adapters/cli/computed.h"
#include "adapters/cli/goal_output.h"
#include "adapters/cli/names.h"
#include "adapters/cli/page/report_page.h"
#include "adapters/cli/page/report_sheets.h"
#include "adapters/cli/plan_output.h"
#include "adapters/cli/report_output.h"
#include "adapters/cli/series_output.h"
#include "adapters/cli/terminal.h"

namespace segue::cli {
namespace {

Result<Reports> ReportsAsked(const engine::Program& program, const ReportOptions& options, OutputFormat format) {
  Reports reports;
  for (const std::string& name : options.names) {
    Result<const engine::Report*> report = FindReport(program, name);
    if (!report) return report.error();
    reports.push_back(*report);
  }
  if (options.names.empty()) {
    for (const engine::Report& report : program.reports) reports.push_back(&report);
  }
  if (reports.empty()) {
    return adapters::Error{"reporting", "the rules declare no report",
                           "declare one: report \"Name\" { by month show … }"};
  }
  if (format != OutputFormat::kCsv || reports.size() == 1) return reports;
  std::string names;
  for (const engine::Report* report : reports) names += (names.empty() ? "" : ", ") + report->name;
  return adapters::Error{"reporting", "csv holds one report, and these are " + std::to_string(reports.size()),
                         "name one of: " + names, adapters::ErrorClass::kUsage};
}

/// One report asked for by name is one document; else they stand in an array.
void WriteAllJson(std::ostream& out, const Population& population, const std::vector<ComputedReport>& computed,
                  bool one) {
  if (!one) out << "[\n";
  for (std::size_t i = 0; i < computed.size(); ++i) {
    if (i > 0) out << ",\n";
    WriteReportJson(out, population, computed[i]);
  }
  out << (one ? "\n" : "\n]\n");
}

/// A report that only has a matrix of goals has no table of its own.
void WriteWhole(Session& session, const Population& population, const ComputedReport& computed, ReportStyle style,
                bool header) {
  if (!computed.report->shown.empty()) WriteReport(session, population, computed, style, header);
  if (computed.matrix && (style.for_people || computed.report->shown.empty())) {
    if (!computed.report->shown.empty()) session.out() << '\n';
    WriteGoalMatrix(session, population, *computed.matrix->matrix, computed.matrix->results);
  }
  if (style.for_people) WritePlanChanges(session, population, computed);
  if (computed.series && style.for_people) WriteSeries(session, population, *computed.report, *computed.series);
}

Status WriteSheets(Session& session, const Population& population, const ReportOptions& options,
                   const std::vector<ComputedReport>& computed) {
  const Status written =
      xlsx::WriteWorkbook(*options.xlsx, SheetsOf(population, computed, LanguageOf(options.language)));
  if (written) session.out() << *options.xlsx << '\n';
  return written;
}

Status WriteWholePage(Session& session, const Population& population, const ReportOptions& options,
                      std::vector<ComputedReport> computed) {
  PageParts parts = CollectParts(population, std::move(computed), !options.names.empty());
  parts.rules_fingerprint = session.rules_fingerprint();
  return WritePage(session, population, parts, *options.html, LanguageOf(options.language));
}

/// Whether an alert is raised.
bool JudgeAlerts(Session& session, const Population& population) {
  const auto verdicts = engine::JudgeAlerts(*population.evaluator, population.as_of, population.program.alerts);
  WriteAlerts(session, population, verdicts);
  return std::any_of(verdicts.begin(), verdicts.end(), [](const auto& verdict) { return verdict.raised; });
}

}  // namespace

Result<int> RunCommand(Session& session, const ReportOptions& options) {
  Result<const engine::Program*> program = session.Program();
  if (!program) return program.error();
  const OutputFormat format = session.options().format;
  if (options.alerts && format != OutputFormat::kTable && !options.names.empty()) {
    return adapters::Error{"reporting", "csv and json hold one result, and alerts are one of their own",
                           "leave out the names of reports", adapters::ErrorClass::kUsage};
  }
  Reports reports;
  if (!options.alerts || !options.names.empty()) {
    Result<Reports> asked = ReportsAsked(**program, options, format);
    if (!asked) return asked.error();
    reports = std::move(*asked);
  }

  NeededColumns columns(**program);
  const auto drawings = options.html ? DrawingsOf(**program, reports) : std::vector<const engine::LifecycleDrawing*>{};
  for (const engine::Report* report : reports) columns.AddReport(*report);
  for (const engine::LifecycleDrawing* drawing : drawings) columns.AddReport(drawing->counted);
  if (options.html) AddPartColumns(**program, !options.names.empty(), columns);
  if (options.alerts) {
    for (const engine::Alert& alert : (*program)->alerts) columns.AddAlert(alert);
  }
  Result<std::unique_ptr<Population>> population = session.Load(columns);
  if (!population) return population.error();
  Result<std::vector<ComputedReport>> computed = ComputeReports(**population, reports, drawings);
  if (!computed) return computed.error();

  if (options.xlsx) {
    if (const Status written = WriteSheets(session, **population, options, *computed); !written) return written.error();
  }
  if (options.html) {
    if (const Status written = WriteWholePage(session, **population, options, std::move(*computed)); !written) {
      return written.error();
    }
  } else if (options.xlsx) {
    // the workbook is the answer
  } else if (format == OutputFormat::kJson && !options.alerts) {
    WriteAllJson(session.out(), **population, *computed, options.names.size() == 1);
  } else {
    const bool people = format == OutputFormat::kTable;
    const ReportStyle style{people, options.intervals, options.marks && !people, people && IsTerminal(Stream::kOutput)};
    for (std::size_t i = 0; i < computed->size(); ++i) {
      if (i > 0) session.out() << '\n';
      WriteWhole(session, **population, (*computed)[i], style, i == 0);
    }
  }
  if (options.alerts && !reports.empty() && !options.html) session.out() << '\n';
  const bool raised = options.alerts && JudgeAlerts(session, **population);
  WarnOfRunaways(*(*population)->evaluator);
  return raised ? kAnswerIsNo : kDone;
}

}  // namespace segue::cli
