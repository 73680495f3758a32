// What a run leaves for the next one: whom it need not look at again, and how to see that nothing before has changed.
//
// Derived, like the cache: where it is missing or damaged, the next run looks at everybody.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/instant.h"

namespace segue::timeline_cache {

struct RunMemory {
  std::int64_t run = 0;      // its id in the ledger
  std::int64_t changes = 0;  // StoreState::changes of the facts that it looked at
  engine::Instant as_of = 0;
  std::uint64_t rules = 0;  // fingerprint of the rules
  /// Of each contact: the id under which the store knows it, when it has to be looked at again, and the fingerprint of
  /// its moves up to as_of. Parallel.
  std::vector<std::uint32_t> contacts;
  std::vector<engine::Instant> next;
  std::vector<std::uint64_t> moves;

  static std::string PathOf(const std::string& store) { return store + ".timelines-run"; }
  /// Nothing when there is no such file, or not what was written.
  static std::optional<RunMemory> Read(const std::string& path);
  /// Written beside and renamed; where it cannot be written there is none.
  void Write(const std::string& path) const;
};

/// XXH3-64.
std::uint64_t FingerprintOf(std::string_view bytes, std::uint64_t seed = 0);

}  // namespace segue::timeline_cache
