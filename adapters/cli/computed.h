// What commands compute over a population before they write it in one form or another.
#pragma once

#include <vector>

#include "adapters/cli/experiment_words.h"
#include "adapters/cli/report_output.h"

namespace segue::cli {

using Reports = std::vector<const engine::Report*>;

/// The pictures of lifecycles that these reports ask for, which only pages show.
std::vector<const engine::LifecycleDrawing*> DrawingsOf(const engine::Program& program, const Reports& reports);

/// One run over the contacts for all reports and all pictures.
Result<std::vector<ComputedReport>> ComputeReports(const Population& population, const Reports& reports,
                                                   const std::vector<const engine::LifecycleDrawing*>& drawings);

Result<std::vector<ComputedExperiment>> ComputeExperiments(const Population& population,
                                                           const std::vector<const engine::Experiment*>& experiments);

}  // namespace segue::cli
