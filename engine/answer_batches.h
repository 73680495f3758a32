// What every answer does with the batches of a run: the scope up to an instant, results joined in batch order.
#pragma once

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "engine/evaluation.h"

namespace segue::engine {

/// Facts up to and including `as_of`, intervals exact at `as_of` itself: the millisecond after it is the horizon.
inline Scope ScopeAt(Instant as_of) { return {as_of, as_of < kForever ? as_of + 1 : as_of}; }

/// The interval that contains the instant.
inline std::optional<Interval> IntervalAt(const IntervalView& view, Instant instant) {
  const auto after = std::upper_bound(view.starts.begin(), view.starts.end(), instant);
  if (after == view.starts.begin()) return std::nullopt;
  const Interval interval = view[static_cast<std::size_t>(after - view.starts.begin()) - 1];
  if (instant >= interval.end) return std::nullopt;
  return interval;
}

/// Lists of the batches, one after the other.
template <typename T>
std::vector<T> Concatenate(std::vector<std::vector<T>> parts) {
  std::vector<T> whole;
  std::size_t size = 0;
  for (const auto& part : parts) size += part.size();
  whole.reserve(size);
  for (const auto& part : parts) whole.insert(whole.end(), part.begin(), part.end());
  return whole;
}

}  // namespace segue::engine
