// An experiment as rows of figures, for csv and json: one for the sizes of the arms, then for each measure one for each
// arm, one for each comparison, and one for each other estimate of a comparison.
#pragma once

#include "adapters/cli/experiment_words.h"
#include "adapters/cli/output.h"

namespace segue::cli {

/// The columns, in the order of the promise in docs/commands.md.
std::vector<OutputColumn> ExperimentColumns();
void WriteExperimentRows(ResultWriter& writer, const Population& population, const ComputedExperiment& computed);

}  // namespace segue::cli
