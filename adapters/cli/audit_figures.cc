// See audit_figures.h.
#include "adapters/cli/audit_figures.h"

#include <utility>

#include "adapters/cli/figure_text.h"
#include "adapters/cli/goal_output.h"
#include "engine/experiment_answer.h"
#include "engine/goal_status.h"

namespace segue::cli {
namespace {

class Collector {
 public:
  explicit Collector(const Population& population) : population_(population), program_(population.program) {}

  Result<std::vector<AuditedFigure>> Collect() {
    std::vector<const engine::Report*> reports;
    for (const engine::Report& report : program_.reports) reports.push_back(&report);
    const auto results = engine::ComputeReports(*population_.evaluator, population_.as_of, reports);
    for (std::size_t i = 0; i < reports.size(); ++i) {
      if (!results[i].error.empty()) {
        return adapters::Error{"computing the report \"" + reports[i]->name + "\"", results[i].error, "",
                               adapters::ErrorClass::kRefused};
      }
      for (const engine::ReportRow& row : results[i].table.rows) AddRow(*reports[i], row);
    }
    AddGoals();
    AddAlerts();
    AddExperiments();
    return std::move(figures_);
  }

 private:
  void Add(std::string name, std::string value) { figures_.push_back({std::move(name), std::move(value)}); }

  std::string ValueText(const engine::Cell& cell, const engine::ShownMetric& shown) const {
    return CsvText(CellValueOf(cell, program_.metrics[shown.metric], shown.expression));
  }

  void AddRow(const engine::Report& report, const engine::ReportRow& row) {
    std::string place;
    if (row.period) place += " " + population_.calendar.Label(row.period->start, *report.period);
    if (row.offset) place += " + " + std::to_string(*row.offset);
    for (const auto& split : row.splits) place += " " + split.value_or("(missing)");
    for (std::size_t i = 0; i < report.shown.size(); ++i) {
      Add(report.name + ": " + report.shown[i].title + place, ValueText(row.cells[i], report.shown[i]));
    }
  }

  void AddGoals() {
    const auto results = engine::JudgeGoals(*population_.evaluator, population_.as_of, program_.goals);
    for (std::size_t i = 0; i < results.size(); ++i) {
      const engine::Goal& goal = program_.goals[i];
      for (const engine::GoalRow& row : results[i].rows) {
        std::string name = "goal " + goal.name;
        for (const auto& split : row.splits) name += " " + split.value_or("(missing)");
        Add(name + ": value", ValueText(row.value, goal.shown));
        Add(name + ": status", StatusText(row, Reader::OfTable(population_.calendar)));
      }
    }
  }

  void AddAlerts() {
    const auto verdicts = engine::JudgeAlerts(*population_.evaluator, population_.as_of, program_.alerts);
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
      Add("alert " + program_.alerts[i].name + ": value", ValueText(verdicts[i].value, program_.alerts[i].shown));
      Add("alert " + program_.alerts[i].name + ": raised", verdicts[i].raised ? "yes" : "no");
    }
  }

  /// The figure of each arm, and by how much it differs from the control. One that has not begun at the as-of instant
  /// says so.
  void AddExperiments() {
    for (const engine::Experiment& experiment : program_.experiments) {
      const auto result = engine::ComputeExperiment(*population_.evaluator, population_.as_of, experiment);
      if (!result.error.empty()) {
        Add("experiment " + experiment.name, result.error);
        continue;
      }
      for (std::size_t i = 0; i < result.arms.size(); ++i) {
        const std::string arm = "experiment " + experiment.name + " " + result.arms[i].name;
        Add(arm + ": contacts", std::to_string(result.arms[i].contacts));
        for (std::size_t j = 0; j < result.measures.size(); ++j) {
          const std::string& metric = program_.metrics[experiment.measures[j].metric].name;
          const auto& value = result.measures[j].arms[i].value;
          Add(arm + ": " + metric, value ? CsvText(Rate{*value}) : "");
        }
      }
      AddComparisons(experiment, result);
    }
  }

  void AddComparisons(const engine::Experiment& experiment, const engine::ExperimentResult& result) {
    for (std::size_t j = 0; j < result.measures.size(); ++j) {
      for (const engine::ArmComparison& one : result.measures[j].comparisons) {
        const bool known = result.measures[j].recorded && one.missing == engine::NoComparison::kNone;
        Add("experiment " + experiment.name + " " + result.arms[one.arm].name + " − " + result.arms[one.against].name +
                ": " + program_.metrics[experiment.measures[j].metric].name,
            known ? CsvText(Rate{one.plain.difference}) : "");
      }
    }
  }

  const Population& population_;
  const engine::Program& program_;
  std::vector<AuditedFigure> figures_;
};

}  // namespace

void AddAuditedColumns(const engine::Program& program, NeededColumns& columns) {
  for (const engine::Report& report : program.reports) columns.AddReport(report);
  for (const engine::Goal& goal : program.goals) columns.AddGoal(goal);
  for (const engine::Alert& alert : program.alerts) columns.AddAlert(alert);
  for (const engine::Experiment& experiment : program.experiments) columns.AddExperiment(experiment);
}

Result<std::vector<AuditedFigure>> AuditFigures(const Population& population) {
  return Collector(population).Collect();
}

}  // namespace segue::cli
