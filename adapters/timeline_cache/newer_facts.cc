// The k-th new contact, put in before contact p of the base, stands at p + k in the whole.
#include "adapters/timeline_cache/newer_facts.h"

#include <algorithm>

#include "adapters/timeline_cache/chunk_reader.h"

namespace segue::timeline_cache {

Overlay::Overlay(std::uint32_t base_contacts, const CacheFile& newer) : base_contacts_(base_contacts) {
  const Directory& directory = newer.directory();
  position_ = UnpackWhole(newer, directory.newer.positions);
  is_new_ = UnpackWhole(newer, directory.newer.is_new);
  replaces_ = UnpackWhole(newer, directory.newer.replaces);
  for (std::size_t i = 0; i < position_.size(); ++i) {
    position_[i] += static_cast<std::uint32_t>(added_.size());
    if (is_new_[i] != 0) added_.push_back(position_[i]);
  }
}

std::uint32_t Overlay::AddedBefore(std::uint32_t position) const {
  return static_cast<std::uint32_t>(std::lower_bound(added_.begin(), added_.end(), position) - added_.begin());
}

std::uint32_t Overlay::PositionOfBase(std::uint32_t base) const {
  // The k-th new contact comes before this one when it was put in at or before it.
  std::uint32_t low = 0, high = static_cast<std::uint32_t>(added_.size());
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    added_[middle] - middle <= base ? low = middle + 1 : high = middle;
  }
  return base + low;
}

Overlay::Parts Overlay::PartsOf(std::uint32_t first, std::uint32_t last) const {
  const auto newer = [&](std::uint32_t position) {
    return static_cast<std::uint32_t>(std::lower_bound(position_.begin(), position_.end(), position) -
                                      position_.begin());
  };
  return {first - AddedBefore(first), last - AddedBefore(last), newer(first), newer(last)};
}

}  // namespace segue::timeline_cache
