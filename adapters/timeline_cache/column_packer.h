// From columns in memory to chunks of packed integers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "adapters/timeline_cache/directory.h"
#include "engine/timelines.h"

namespace segue::timeline_cache {

/// A chunk before it has a place in the file: the offset of `chunk.extent` is not set yet.
struct PackedBytes {
  PackedChunk chunk;
  std::vector<std::byte> bytes;
};

PackedBytes PackIntegers(std::span<const std::int64_t> values);
/// The rows [first, last) of a column.
PackedBytes PackValues(const engine::Column& column, std::size_t first, std::size_t last);

/// Calls pack(i) for each i < count, on all cores; results in order.
std::vector<PackedBytes> PackAll(std::size_t count, const std::function<PackedBytes(std::size_t)>& pack);

}  // namespace segue::timeline_cache
