// segue report: the reports of the rule files.
#include <algorithm>
#include <utility>

#include "adapters/cli/commands.h"
#include "adapters/cli/evaluation_stage.h"
#include "adapters/cli/goal_output.h"
#include "adapters/cli/names.h"
#include "adapters/cli/plan_output.h"
#include "adapters/cli/report_output.h"
#include "adapters/cli/series_output.h"

namespace segue::cli {
namespace {

bool HasSeries(const engine::Report& report) {
  return report.trend || report.seasonal || report.project || !report.correlations.empty();
}

using Reports = std::vector<const engine::Report*>;

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

Result<std::vector<ComputedReport>> Compute(const Population& population, const Reports& reports) {
  const EvaluationStage stage(*population.evaluator,
                              reports.size() == 1 ? reports[0]->name : std::to_string(reports.size()) + " reports");
  const engine::Evaluator& evaluator = *population.evaluator;
  std::vector<engine::ReportResult> results = engine::ComputeReports(evaluator, population.as_of, reports);
  std::vector<ComputedReport> computed;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    std::string error = results[i].error;
    ComputedReport& one = computed.emplace_back(ComputedReport{reports[i], std::move(results[i].table), {}, {}});
    if (error.empty() && HasSeries(*reports[i])) {
      one.series = engine::AnalyseSeries(evaluator, population.as_of, *reports[i]);
      error = one.series->error;
    }
    if (!error.empty()) {
      return adapters::Error{"computing the report \"" + reports[i]->name + "\"", error, "",
                             adapters::ErrorClass::kRefused};
    }
    for (const engine::GoalMatrix& matrix : population.program.goal_matrices) {
      if (&population.program.reports[matrix.report] != reports[i]) continue;
      one.matrix = ComputedMatrix{&matrix, engine::JudgeGoals(evaluator, population.as_of, matrix.cells)};
    }
  }
  return computed;
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
  for (const engine::Report* report : reports) columns.AddReport(*report);
  if (options.alerts) {
    for (const engine::Alert& alert : (*program)->alerts) columns.AddAlert(alert);
  }
  Result<std::unique_ptr<Population>> population = session.Load(columns);
  if (!population) return population.error();
  Result<std::vector<ComputedReport>> computed = Compute(**population, reports);
  if (!computed) return computed.error();

  if (format == OutputFormat::kJson && !options.alerts) {
    WriteAllJson(session.out(), **population, *computed, options.names.size() == 1);
  } else {
    const ReportStyle style{format == OutputFormat::kTable, options.intervals};
    for (std::size_t i = 0; i < computed->size(); ++i) {
      if (i > 0) session.out() << '\n';
      WriteWhole(session, **population, (*computed)[i], style, i == 0);
    }
  }
  if (options.alerts && !reports.empty()) session.out() << '\n';
  const bool raised = options.alerts && JudgeAlerts(session, **population);
  WarnOfRunaways(*(*population)->evaluator);
  return raised ? kAnswerIsNo : kDone;
}

}  // namespace segue::cli
