// See computed.h.
#include "adapters/cli/computed.h"

#include <algorithm>
#include <utility>

#include "adapters/cli/evaluation_stage.h"

namespace segue::cli {
namespace {

bool HasSeries(const engine::Report& report) {
  return report.trend || report.seasonal || report.project || !report.correlations.empty();
}

}  // namespace

std::vector<const engine::LifecycleDrawing*> DrawingsOf(const engine::Program& program, const Reports& reports) {
  std::vector<const engine::LifecycleDrawing*> drawings;
  for (const engine::LifecycleDrawing& drawing : program.lifecycle_drawings) {
    const engine::Report* report = &program.reports[drawing.report];
    if (std::find(reports.begin(), reports.end(), report) != reports.end()) drawings.push_back(&drawing);
  }
  return drawings;
}

Result<std::vector<ComputedReport>> ComputeReports(const Population& population, const Reports& reports,
                                                   const std::vector<const engine::LifecycleDrawing*>& drawings) {
  const EvaluationStage stage(*population.evaluator,
                              reports.size() == 1 ? reports[0]->name : std::to_string(reports.size()) + " reports");
  const engine::Evaluator& evaluator = *population.evaluator;
  Reports counted = reports;
  for (const engine::LifecycleDrawing* drawing : drawings) counted.push_back(&drawing->counted);
  std::vector<engine::ReportResult> results = engine::ComputeReports(evaluator, population.as_of, counted);
  std::vector<ComputedReport> computed;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    std::string error = results[i].error;
    ComputedReport& one = computed.emplace_back(ComputedReport{reports[i], std::move(results[i].table), {}, {}, {}});
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
    for (std::size_t j = 0; j < drawings.size(); ++j) {
      if (&population.program.reports[drawings[j]->report] != reports[i]) continue;
      one.lifecycles.push_back({drawings[j], std::move(results[reports.size() + j].table)});
    }
  }
  return computed;
}

Result<std::vector<ComputedExperiment>> ComputeExperiments(const Population& population,
                                                           const std::vector<const engine::Experiment*>& experiments) {
  std::vector<ComputedExperiment> computed;
  for (const engine::Experiment* experiment : experiments) {
    const EvaluationStage stage(*population.evaluator, experiment->name);
    engine::ExperimentResult result = engine::ComputeExperiment(*population.evaluator, population.as_of, *experiment);
    if (!result.error.empty()) {
      return adapters::Error{"computing the experiment \"" + experiment->name + "\"", result.error, "",
                             adapters::ErrorClass::kRefused};
    }
    computed.push_back({experiment, std::move(result)});
  }
  return computed;
}

}  // namespace segue::cli
