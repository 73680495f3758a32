// One thread's windows of a cache: unpacked, and newer facts merged in where there are any.
#pragma once

#include <string>
#include <vector>

#include "adapters/timeline_cache/base_reader.h"
#include "adapters/timeline_cache/cached_timelines.h"
#include "adapters/timeline_cache/window_merger.h"

namespace segue::timeline_cache {

class CachedReader final : public engine::TimelineReader {
 public:
  /// The timelines must outlive the reader.
  explicit CachedReader(const CachedTimelines& timelines);

  engine::TimelineWindow Read(std::uint32_t first, std::uint32_t size) override;

 private:
  void Merge(std::uint32_t first, std::uint32_t last, const Overlay::Parts& parts);

  const CachedTimelines& timelines_;
  BaseReader base_reader_;
  std::unique_ptr<BaseReader> newer_reader_;
  WindowBuffers base_, newer_, whole_;
  WindowMerger merger_;
  std::vector<MergedContact> contacts_;
  std::vector<std::vector<std::uint32_t>> replaces_events_;  // by kind, of the window's newer contacts
  engine::Timelines window_;
};

/// The keys of the contacts [first, last).
std::vector<std::string_view> ReadKeys(const CachedTimelines& timelines, std::uint32_t first, std::uint32_t last);

}  // namespace segue::timeline_cache
