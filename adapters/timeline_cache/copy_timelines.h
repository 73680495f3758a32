// Timelines of any source, handed to a sink window by window: for writing a base and its newer facts as a new base.
#pragma once

#include <cstdint>
#include <span>

#include "adapters/timeline_sink.h"
#include "engine/timeline_source.h"

namespace segue::timeline_cache {

/// What a source does not know of its contacts, in their order.
struct ContactNumbers {
  std::span<const std::uint32_t> identities;
  std::span<const std::int64_t> changed;
};

/// The source's windows hold every column of the schema, and the keys.
void CopyTimelines(const engine::TimelineSource& source, const engine::Schema& schema,
                   const adapters::StoreState& state, const ContactNumbers& numbers, adapters::TimelineSink& sink);

}  // namespace segue::timeline_cache
