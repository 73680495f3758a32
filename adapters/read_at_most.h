// A file's bytes, up to a limit.
#pragma once

#include <algorithm>
#include <cstddef>
#include <istream>
#include <string>

namespace segue::adapters {

/// Block by block: a buffer of the whole limit would cost more to clear than most files to read.
inline std::string ReadAtMost(std::istream& file, std::size_t most) {
  constexpr std::size_t kBlock = 16 * 1024;
  std::string bytes;
  while (bytes.size() < most) {
    const std::size_t before = bytes.size(), wanted = std::min(std::max(kBlock, before), most - before);
    bytes.resize(before + wanted);
    file.read(bytes.data() + before, static_cast<std::streamsize>(wanted));
    bytes.resize(before + static_cast<std::size_t>(file.gcount()));
    if (bytes.size() < before + wanted) break;
  }
  return bytes;
}

}  // namespace segue::adapters
