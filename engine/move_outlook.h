// The moves of contacts so far, and when each has to be looked at again.
#pragma once

#include <span>
#include <vector>

#include "engine/answers.h"

namespace segue::engine {

struct MoveOutlook {
  /// Up to and including as_of, as ListMoves has them, but by contact, then lifecycle, then order of happening.
  std::vector<MoveRecord> moves;
  /// By contact: the first instant after as_of at which the contact makes a move if nothing happens, or at which a fact
  /// lies that is not known yet as of as_of; the horizon of the evaluation where neither is nearer.
  std::vector<Instant> next;
};

/// Of the contacts of the evaluator that are `wanted` (by contact; empty: all), in the columns that it has loaded. The
/// others have no moves and the horizon as `next`.
MoveOutlook LookAtMoves(const Evaluator& evaluator, Instant as_of, std::span<const LifecycleId> lifecycles,
                        const std::vector<bool>& wanted = {});

}  // namespace segue::engine
