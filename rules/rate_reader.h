// What a division is: a ratio of two things, or a share of the units that its denominator counts.
#pragma once

#include "engine/program.h"
#include "rules/context.h"
#include "rules/measure_pool.h"

namespace segue::rules {

/// kNone for anything but a division. A share is only called one where it is certain that every unit which the
/// numerator counts is among those of the denominator, in the same period and row: the interval of a share would be
/// wrong for anything else.
engine::Rate RateOf(Context& context, const MeasurePool& measures, const engine::Expression& expression);

}  // namespace segue::rules
