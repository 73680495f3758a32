// `experiment` declarations: arms, what is compared, strata, the range and the time before it.
#pragma once

#include "dsl/syntax.h"
#include "rules/context.h"
#include "rules/metrics.h"

namespace segue::rules {

/// Reports what cannot be told apart, compared or tested; the experiment is then not whole.
engine::Experiment LowerExperiment(Context& context, Metrics& metrics, const MeasurePool& measures,
                                   const Declared<dsl::ExperimentDeclaration>& declared);

}  // namespace segue::rules
