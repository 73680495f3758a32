// XXH3 over little fixed-size tuples.

#include "adapters/sqlite/event_identity.h"

#include <xxhash.h>

#include <algorithm>

namespace segue::sqlite {
namespace {

constexpr int kHashBits = 47;
constexpr int kTimeStepBits = 26;
constexpr std::uint64_t kHashMask = (std::uint64_t{1} << kHashBits) - 1;
constexpr std::int64_t kLastStep = (std::int64_t{1} << (63 - kHashBits)) - 1;

std::int64_t Join(std::int64_t step, std::uint64_t hash) {
  return static_cast<std::int64_t>((static_cast<std::uint64_t>(step) << kHashBits) | (hash & kHashMask));
}

}  // namespace

void PropertyHasher::AddProperty(std::string_view name) { seeds_.push_back(XXH3_64bits(name.data(), name.size())); }

std::uint64_t PropertyHasher::HashValue(std::size_t property, std::string_view bytes) const {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seeds_[property]);
}

std::uint64_t SeedOfImport(std::string_view import) { return XXH3_64bits(import.data(), import.size()); }

std::int64_t IdentityOfSourceId(std::uint64_t import_seed, std::string_view source_id) {
  return static_cast<std::int64_t>(XXH3_64bits_withSeed(source_id.data(), source_id.size(), import_seed));
}

std::int64_t IdentityOfContent(std::uint64_t contact_hash, engine::Instant at, std::uint64_t properties) {
  const std::uint64_t tuple[] = {contact_hash, static_cast<std::uint64_t>(at), properties};
  const std::int64_t step = std::clamp(at >> kTimeStepBits, -kLastStep - 1, kLastStep);
  return Join(step, XXH3_64bits(tuple, sizeof tuple));
}

std::int64_t IdentityAtPosition(std::int64_t first, std::int64_t position) {
  if (position == 0) return first;
  const std::int64_t tuple[] = {first, position};
  return Join(first >> kHashBits, XXH3_64bits(tuple, sizeof tuple));
}

}  // namespace segue::sqlite
