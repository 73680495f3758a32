// segue report: the reports of the rule files.
#include "adapters/cli/commands.h"
#include "adapters/cli/evaluation_stage.h"
#include "adapters/cli/names.h"
#include "adapters/cli/report_output.h"

namespace segue::cli {
namespace {

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
  std::vector<ComputedReport> computed;
  for (const engine::Report* report : reports) {
    const EvaluationStage stage(*population.evaluator, report->name);
    engine::ReportResult result = engine::ComputeReport(*population.evaluator, population.as_of, *report);
    if (!result.error.empty()) {
      return adapters::Error{"computing the report \"" + report->name + "\"", result.error, "",
                             adapters::ErrorClass::kRefused};
    }
    computed.push_back({report, std::move(result.table)});
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

}  // namespace

Result<int> RunCommand(Session& session, const ReportOptions& options) {
  Result<const engine::Program*> program = session.Program();
  if (!program) return program.error();
  const OutputFormat format = session.options().format;
  Result<Reports> reports = ReportsAsked(**program, options, format);
  if (!reports) return reports.error();

  NeededColumns columns(**program);
  for (const engine::Report* report : *reports) columns.AddReport(*report);
  Result<std::unique_ptr<Population>> population = session.Load(columns);
  if (!population) return population.error();
  Result<std::vector<ComputedReport>> computed = Compute(**population, *reports);
  if (!computed) return computed.error();

  if (format == OutputFormat::kJson) {
    WriteAllJson(session.out(), **population, *computed, options.names.size() == 1);
  } else {
    for (std::size_t i = 0; i < computed->size(); ++i) {
      if (i > 0) session.out() << '\n';
      WriteReport(session, **population, (*computed)[i], i == 0);
    }
  }
  WarnOfRunaways(*(*population)->evaluator);
  return kDone;
}

}  // namespace segue::cli
