// A cache file mapped into memory: its directory, and the bytes of its extents.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "adapters/timeline_cache/directory.h"

namespace segue::timeline_cache {

class CacheFile {
 public:
  /// Throws Damaged: no such file, no cache of this version, or one whose header or directory is not as it was written.
  explicit CacheFile(const std::string& path);
  CacheFile(const CacheFile&) = delete;
  CacheFile& operator=(const CacheFile&) = delete;
  ~CacheFile();

  const Directory& directory() const { return directory_; }
  std::span<const std::byte> Bytes(const Extent& extent) const { return {data_ + extent.offset, extent.size}; }
  std::size_t size() const { return size_; }

  /// Compares the bytes of all extents with their checksums, on all cores. Throws Damaged.
  void Verify(const std::vector<Extent>& extents) const;

 private:
  void Map(const std::string& path);
  void ReadDirectory();

  const std::byte* data_ = nullptr;
  std::size_t size_ = 0;
  Directory directory_;
};

}  // namespace segue::timeline_cache
