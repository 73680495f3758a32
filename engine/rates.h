// How far a rate can be trusted.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/answers.h"
#include "statistics/interval.h"

namespace segue::engine {

/// The 95 % interval of a share (Wilson's, see statistics/proportion.h), as decimals. None for ratios, and where the
/// parts have no value or mean nothing.
std::optional<statistics::Interval> IntervalOf(const Cell& cell, Rate rate);

/// A division of counts by fewer than `fewest`: chance decides more of it than what it measures.
bool IsTooFew(const Cell& cell, Rate rate, std::int64_t fewest);

}  // namespace segue::engine
