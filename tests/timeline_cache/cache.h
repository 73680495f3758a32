// What the tests of the cache share: a store's cache written and opened, and its timelines as text.
#pragma once

#include <optional>
#include <string>

#include "adapters/timeline_cache/cache_writer.h"
#include "adapters/timeline_cache/cached_timelines.h"
#include "tests/sqlite/shop.h"

namespace segue::timeline_cache::test {

using sqlite::SqliteStore;
using sqlite::test::Must;

inline void WriteBase(SqliteStore& store, const CachePaths& paths) {
  CacheWriter writer(paths.base);
  Must(store.Export(writer));
  writer.Commit();
}

/// Throws Damaged when there is none of the store's present state.
inline std::unique_ptr<CachedTimelines> OpenCache(SqliteStore& store, const CachePaths& paths,
                                                  const engine::Schema& schema) {
  return std::make_unique<CachedTimelines>(CacheFiles::Open(paths, Must(store.ReadState()).stamp), schema,
                                           adapters::LoadRequest::All(schema));
}

/// All contacts in one window, as the store's own timelines would be described.
inline std::string DescribeWhole(const engine::TimelineSource& source, const engine::Schema& schema) {
  const auto reader = source.OpenReader();
  return sqlite::test::Describe(schema, *reader->Read(0, source.contacts()).timelines);
}

}  // namespace segue::timeline_cache::test
