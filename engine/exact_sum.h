// The exact sum of doubles, to which values can be added and from which they can be taken away again.
//
// Every double is a whole multiple of 2^-1074, so the sum is kept as one long integer in limbs of 32 bits; nothing is
// lost, and the order of additions plays no role. Rounding happens once, when the sum is read (half to even), so ten
// times 0.1 is 1. The same idea as Kulisch's accumulator (Kulisch, Miranker: The arithmetic of the digital computer,
// SIAM Review 28, 1986).
#pragma once

#include <array>
#include <cstdint>

namespace segue::engine {

class ExactSum {
 public:
  void Clear();
  /// `value` is finite. At most 2^31 values between two calls of Rounded.
  void Add(double value) { Accumulate(value, 1); }
  void Subtract(double value) { Accumulate(value, -1); }
  /// The nearest double; ±infinity beyond their range.
  double Rounded();

 private:
  static constexpr int kLowestExponent = -1074;
  static constexpr int kLimbs = 70;  // 2,098 bits of the largest double, room for 2^62 of them, and the sign

  void Accumulate(double value, std::int64_t sign);
  /// Brings all limbs but the last, which carries the sign, into [0, 2^32).
  void Carry();
  double RoundPositive() const;

  std::array<std::int64_t, kLimbs> limbs_{};  // limb i counts 2^(32 i + kLowestExponent)
};

}  // namespace segue::engine
