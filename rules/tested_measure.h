// Which metrics an experiment can test: those of which every contact has a part of its own.
#pragma once

#include <optional>

#include "dsl/syntax.h"
#include "rules/metrics.h"

namespace segue::rules {

/// One measure, or one divided by another. Reports, at the name, what has no value for a single contact.
std::optional<engine::ExperimentMeasure> TestedMeasureOf(Context& context, const Metrics& metrics,
                                                         const MeasurePool& measures, const dsl::Name& metric);

}  // namespace segue::rules
