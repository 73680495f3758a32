// The facts that an answer is computed from: out of the timeline cache, or read from the store into memory.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "adapters/load_request.h"
#include "adapters/result.h"
#include "adapters/sqlite/sqlite_store.h"
#include "engine/timeline_source.h"

namespace segue::cli {

class Facts {
 public:
  Facts() = default;
  explicit Facts(engine::Timelines timelines)
      : memory_(std::make_unique<engine::Timelines>(std::move(timelines))),
        source_(std::make_unique<engine::TimelinesInMemory>(*memory_)) {}
  explicit Facts(std::unique_ptr<engine::TimelineSource> source) : source_(std::move(source)) {}

  const engine::TimelineSource& source() const { return *source_; }

 private:
  std::unique_ptr<engine::Timelines> memory_;
  std::unique_ptr<engine::TimelineSource> source_;
};

/// From the cache beside the store; one that is missing, stale or damaged is built anew. Where none can be written,
/// from the store itself.
adapters::Result<Facts> LoadFacts(sqlite::SqliteStore& store, const std::string& store_path,
                                  const engine::Schema& schema, const adapters::LoadRequest& request);

/// While it lives, imports into the store note what they add; at its end the cache, if it showed the store's state at
/// the beginning, is extended by that. Where it cannot be, the next reading builds it anew.
class CacheExtension {
 public:
  /// The store must outlive it.
  CacheExtension(sqlite::SqliteStore& store, const std::string& store_path, const engine::Schema& schema);
  CacheExtension(const CacheExtension&) = delete;
  CacheExtension& operator=(const CacheExtension&) = delete;
  ~CacheExtension();

 private:
  sqlite::SqliteStore& store_;
  const std::string store_path_;
  bool noting_ = false;
};

/// Single contacts' rows, in mostly ascending order.
class ContactRows {
 public:
  /// The source must outlive it.
  explicit ContactRows(const engine::TimelineSource& source) : source_(source), reader_(source.OpenReader()) {}

  /// The contact is number `second` of the timelines, which stay until the next call.
  std::pair<const engine::Timelines*, std::uint32_t> Of(std::uint32_t contact);

 private:
  const engine::TimelineSource& source_;
  std::unique_ptr<engine::TimelineReader> reader_;
  engine::TimelineWindow window_;
  std::uint32_t first_ = 0, last_ = 0;
};

}  // namespace segue::cli
