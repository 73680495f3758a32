// Two dictionaries of one column as one: the base's codes stay, the newer file's are looked up.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/timelines.h"

namespace segue::timeline_cache {

/// Code of the newer file → code of the whole; empty: the same.
using CodeMap = std::vector<std::uint32_t>;

/// Adds to `whole`, which holds the base's dictionary, what the newer one has besides.
CodeMap Unite(const engine::Column& newer, engine::Column& whole);

inline void Translate(const CodeMap& map, std::vector<std::uint32_t>& codes) {
  if (map.empty()) return;
  for (std::uint32_t& code : codes) code = map[code];
}

}  // namespace segue::timeline_cache
