// Timelines written to a timeline cache and read back from it, so that the oracle judges the cached path too.
#pragma once

#include <memory>
#include <string>

#include "engine/program.h"
#include "engine/timeline_source.h"

namespace segue::oracle {

class ThroughCache {
 public:
  ThroughCache(const engine::Schema& schema, const engine::Timelines& timelines);
  ThroughCache(const ThroughCache&) = delete;
  ThroughCache& operator=(const ThroughCache&) = delete;
  ~ThroughCache();

  const engine::TimelineSource& source() const { return *source_; }

 private:
  std::string path_;
  std::unique_ptr<engine::TimelineSource> source_;
};

}  // namespace segue::oracle
