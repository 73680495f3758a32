// Random numbers that are the same on every machine (the standard distributions are not).
#pragma once

#include <cstdint>
#include <cstdlib>
#include <vector>

namespace segue::oracle {

/// A number that the caller of the tests may set, such as the first seed.
inline std::uint64_t FromEnvironment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

/// SplitMix64. Neighbouring seeds give unrelated sequences.
class RandomSource {
 public:
  explicit RandomSource(std::uint64_t seed) : state_(Mix(Mix(seed) + 1)) {}

  std::uint64_t Next() { return Mix(state_ += 0x9E3779B97F4A7C15ULL); }
  /// 0 ≤ result < bound; bound > 0.
  template <typename Integer>
  Integer Below(Integer bound) {
    return static_cast<Integer>(Next() % static_cast<std::uint64_t>(bound));
  }
  /// Both included.
  std::int64_t Between(std::int64_t low, std::int64_t high) { return low + Below(high - low + 1); }
  bool Chance(int percent) { return Below(100) < percent; }
  template <typename T>
  const T& Pick(const std::vector<T>& items) {
    return items[Below(items.size())];
  }

 private:
  static std::uint64_t Mix(std::uint64_t mixed) {
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
    return mixed ^ (mixed >> 31);
  }

  std::uint64_t state_;
};

}  // namespace segue::oracle
