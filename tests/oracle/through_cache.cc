// See through_cache.h.
#include "tests/oracle/through_cache.h"

#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <vector>

#include "adapters/timeline_cache/cache_writer.h"
#include "adapters/timeline_cache/cached_timelines.h"
#include "adapters/timeline_cache/copy_timelines.h"

namespace segue::oracle {
namespace {

std::string NewPath() {
  static std::atomic<int> number{0};
  const std::string name = "segue-oracle-" + std::to_string(getpid()) + "-" + std::to_string(number++);
  return (std::filesystem::temp_directory_path() / name).string();
}

}  // namespace

ThroughCache::ThroughCache(const engine::Schema& schema, const engine::Timelines& timelines) : path_(NewPath()) {
  using namespace timeline_cache;
  const CachePaths paths = CachePaths::Of(path_);
  const std::vector<std::uint32_t> identities(timelines.contacts(), 1);
  const std::vector<std::int64_t> changed(timelines.contacts(), 1);
  CacheWriter writer(paths.base);
  CopyTimelines(engine::TimelinesInMemory(timelines), schema, {1, 1, timelines.first_data, timelines.data_through},
                {identities, changed}, writer);
  writer.Commit();
  source_ = std::make_unique<CachedTimelines>(CacheFiles::Open(paths, 1), schema, adapters::LoadRequest::All(schema));
}

ThroughCache::~ThroughCache() {
  std::error_code ignored;
  std::filesystem::remove(timeline_cache::CachePaths::Of(path_).base, ignored);
}

}  // namespace segue::oracle
