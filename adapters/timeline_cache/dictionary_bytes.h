// The distinct values of a column as bytes: texts, or sets of texts.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/timelines.h"

namespace segue::timeline_cache {

/// Nothing for types without a dictionary.
std::vector<std::byte> DictionaryBytes(const engine::Column& column);
/// Sets the dictionary of a column whose type is set; always one of the kind that the type wants. Throws Damaged.
void ReadDictionary(std::span<const std::byte> bytes, engine::Column& column);

}  // namespace segue::timeline_cache
