// The contacts that a file of newer facts will tell of, in the order of their keys, and what is known of each.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "adapters/new_facts.h"
#include "adapters/timeline_cache/cached_timelines.h"

namespace segue::timeline_cache {

struct ToldContact {
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  std::string key;
  std::uint32_t id = 0;        // under which the store knows it
  std::uint32_t position = 0;  // in the base; of a new one, where it has to be put in
  std::int64_t changed = 0;
  bool is_new = false;
  bool touched = false;           // fields, lists and existence are read again
  bool reread = false;            // events too
  std::uint32_t earlier = kNone;  // its number in the newer file that is there
};

/// Those of the newer file that is there, and those of the new facts, ascending by key. Throws Damaged for an id that
/// neither knows.
std::vector<ToldContact> FindTold(const CachedTimelines& cache, const adapters::NewFacts& facts);

inline constexpr std::size_t kNoKind = ~std::size_t{0};
/// For each kind of the schema, which of the facts' kinds it is, or kNoKind.
std::vector<std::size_t> FactKinds(const engine::Schema& schema, const adapters::NewFacts& facts);

}  // namespace segue::timeline_cache
