// How many of a contact's events cover each moment, by a sweep over the starts and ends of what they cover.
#pragma once

#include <optional>
#include <vector>

#include "engine/interval_writer.h"

namespace segue::engine {

/// At least and at most so many.
struct CountRange {
  std::int64_t at_least = 1;
  std::optional<std::int64_t> at_most;

  bool Contains(std::int64_t count) const { return count >= at_least && (!at_most || count <= *at_most); }
};

/// Adds the moments at which the number of [starts[i], ends[i]) is in `range`, from the writer's floor on.
/// Sorts both; they need not pair up afterwards, a sweep only counts.
void SweepCounts(InstantBuffer& starts, InstantBuffer& ends, const CountRange& range, IntervalWriter& writer);

}  // namespace segue::engine
