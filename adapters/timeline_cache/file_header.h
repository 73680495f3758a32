// The first bytes of a cache file.
#pragma once

#include <cstdint>

namespace segue::timeline_cache {

inline constexpr char kMagic[8] = {'S', 'E', 'G', 'U', 'E', 'T', 'L', 'C'};
/// Raised whenever the layout changes; a cache of another version is built anew.
inline constexpr std::uint32_t kVersion = 1;

struct FileHeader {
  char magic[8] = {};
  std::uint32_t version = 0;
  std::uint32_t unused = 0;
  std::uint64_t directory_offset = 0, directory_size = 0;
  std::uint64_t directory_checksum = 0;  // XXH3-64
  std::uint64_t checksum = 0;            // XXH3-64 of the bytes before
};
static_assert(sizeof(FileHeader) == 48);

}  // namespace segue::timeline_cache
