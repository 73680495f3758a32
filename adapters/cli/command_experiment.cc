// segue experiment: the experiments of the rule files.
#include "adapters/cli/commands.h"
#include "adapters/cli/computed.h"
#include "adapters/cli/experiment_output.h"
#include "adapters/cli/names.h"

namespace segue::cli {
namespace {

using Experiments = std::vector<const engine::Experiment*>;

Result<Experiments> ExperimentsAsked(const engine::Program& program, const ExperimentOptions& options) {
  Experiments experiments;
  for (const std::string& name : options.names) {
    Result<const engine::Experiment*> experiment = FindExperiment(program, name);
    if (!experiment) return experiment.error();
    experiments.push_back(*experiment);
  }
  if (options.names.empty()) {
    for (const engine::Experiment& experiment : program.experiments) experiments.push_back(&experiment);
  }
  if (!experiments.empty()) return experiments;
  return adapters::Error{"comparing arms", "the rules declare no experiment",
                         "declare one: experiment \"Name\" { arms by variant control \"A\" measure … }"};
}

/// One experiment asked for by name is one document; else they stand in an array.
void WriteAllJson(std::ostream& out, const Population& population, const std::vector<ComputedExperiment>& computed,
                  bool one) {
  if (!one) out << "[\n";
  for (std::size_t i = 0; i < computed.size(); ++i) {
    if (i > 0) out << ",\n";
    WriteExperimentJson(out, population, computed[i]);
  }
  out << (one ? "\n" : "\n]\n");
}

void WriteAllTables(Session& session, const Population& population, const std::vector<ComputedExperiment>& computed) {
  for (std::size_t i = 0; i < computed.size(); ++i) {
    if (i > 0) session.out() << '\n';
    WriteExperiment(session, population, computed[i], i == 0);
  }
}

}  // namespace

Result<int> RunCommand(Session& session, const ExperimentOptions& options) {
  Result<const engine::Program*> program = session.Program();
  if (!program) return program.error();
  Result<Experiments> experiments = ExperimentsAsked(**program, options);
  if (!experiments) return experiments.error();

  NeededColumns columns(**program);
  for (const engine::Experiment* experiment : *experiments) columns.AddExperiment(*experiment);
  Result<std::unique_ptr<Population>> population = session.Load(columns);
  if (!population) return population.error();
  Result<std::vector<ComputedExperiment>> computed = ComputeExperiments(**population, *experiments);
  if (!computed) return computed.error();

  switch (session.options().format) {
    case OutputFormat::kTable:
      WriteAllTables(session, **population, *computed);
      break;
    case OutputFormat::kCsv:
      WriteExperimentsCsv(session, **population, *computed);
      break;
    case OutputFormat::kJson:
      WriteAllJson(session.out(), **population, *computed, options.names.size() == 1);
      break;
  }
  WarnOfRunaways(*(*population)->evaluator);
  return kDone;
}

}  // namespace segue::cli
