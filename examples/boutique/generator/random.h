// Random numbers that are the same on every machine and with every standard library (std:: distributions are not).
#pragma once

#include <cmath>
#include <cstdint>

namespace boutique {

/// SplitMix64 (Steele, Lea, Flood 2014): small, fast, good enough for made-up customers.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t Next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  /// Uniform in [0, 1).
  double Share() { return static_cast<double>(Next() >> 11) * 0x1.0p-53; }
  /// Uniform in [low, high], both included.
  int Between(int low, int high) { return low + static_cast<int>(Next() % static_cast<std::uint64_t>(high - low + 1)); }
  bool Chance(double probability) { return Share() < probability; }

 private:
  std::uint64_t state_;
};

}  // namespace boutique
