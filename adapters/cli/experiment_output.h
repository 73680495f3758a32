// A computed experiment as csv, json or tables.
#pragma once

#include <vector>

#include "adapters/cli/experiment_words.h"

namespace segue::cli {

/// Two tables, arms and comparisons, with sentences around them. `header` is left out below the first of several.
void WriteExperiment(Session& session, const Population& population, const ComputedExperiment& computed, bool header);

/// The rows of these tables alone: of the arms, and of the comparisons of one measure.
void WriteArmRows(ResultWriter& writer, const Population& population, const ComputedExperiment& computed,
                  const Reader& reader);
void WriteComparisonRows(ResultWriter& writer, const Population& population, const ComputedExperiment& computed,
                         std::size_t measure, const Reader& reader);

/// The rows of all experiments under one header (docs/commands.md).
void WriteExperimentsCsv(Session& session, const Population& population,
                         const std::vector<ComputedExperiment>& computed);

/// One JSON document with the arms, the sentences and the rows, without a line end.
void WriteExperimentJson(std::ostream& out, const Population& population, const ComputedExperiment& computed);

}  // namespace segue::cli
