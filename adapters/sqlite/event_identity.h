// The identity of an event: 64 bits that are also its row's id, so rows lie in the order of their identity.
//
// With an id of the source: XXH3-64 of (import, id). Two imports may use the same ids for different events.
// Without: the upper 17 bits are the instant in steps of 2^26 ms (18.6 hours), the lower 47 bits XXH3 of contact key,
// instant, properties and position among equal ones in the file. Files that cover a stretch of time thus touch a
// stretch of the table.
//
// A hash alone never decides that two events are one: who finds an identity taken compares the contents and, if they
// differ, takes the next free identity (event_inserter.h). The import's name is not part of the hash: the same
// event out of two mappings, without an id, is one event.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/instant.h"

namespace segue::sqlite {

/// Properties in a fixed order whose names are hashed once; values add up, so neither the order of declaration nor
/// properties that are missing change an event's identity.
class PropertyHasher {
 public:
  void AddProperty(std::string_view name);
  /// The hash of one property's value, given as bytes (AppendBytes). Sums of these make up the hash of all.
  std::uint64_t HashValue(std::size_t property, std::string_view bytes) const;

 private:
  std::vector<std::uint64_t> seeds_;
};

std::int64_t IdentityOfSourceId(std::uint64_t import_seed, std::string_view source_id);
/// XXH3 of the import's name.
std::uint64_t SeedOfImport(std::string_view import);

std::int64_t IdentityOfContent(std::uint64_t contact_hash, engine::Instant at, std::uint64_t properties);
/// For the second, third … of equal events (position 1, 2 …) from the identity of the first.
std::int64_t IdentityAtPosition(std::int64_t first, std::int64_t position);

}  // namespace segue::sqlite
