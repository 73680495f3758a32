// The long integer and its rounding.
#include "engine/exact_sum.h"

#include <bit>
#include <cmath>

namespace segue::engine {
namespace {

constexpr int kLimbBits = 32;
constexpr std::uint64_t kLimbMask = 0xFFFFFFFF;
constexpr int kMantissaBits = 53;

__extension__ using Wide = unsigned __int128;

}  // namespace

void ExactSum::Clear() { limbs_.fill(0); }

void ExactSum::Accumulate(double value, std::int64_t sign) {
  int exponent = 0;
  const double fraction = std::frexp(std::fabs(value), &exponent);
  auto mantissa = static_cast<std::uint64_t>(std::ldexp(fraction, kMantissaBits));
  int position = exponent - kMantissaBits - kLowestExponent;
  if (position < 0) {  // a subnormal number, whose lowest bits are 0
    mantissa >>= -position;
    position = 0;
  }
  if (value < 0) sign = -sign;
  const auto limb = static_cast<std::size_t>(position / kLimbBits);
  const int shift = position % kLimbBits;
  limbs_[limb] += sign * static_cast<std::int64_t>((mantissa << shift) & kLimbMask);
  limbs_[limb + 1] += sign * static_cast<std::int64_t>((mantissa >> (kLimbBits - shift)) & kLimbMask);
  limbs_[limb + 2] += sign * static_cast<std::int64_t>((mantissa >> kLimbBits) >> (kLimbBits - shift));
}

void ExactSum::Carry() {
  for (std::size_t i = 0; i + 1 < limbs_.size(); ++i) {
    const std::int64_t carry = limbs_[i] >> kLimbBits;
    limbs_[i] -= carry * (std::int64_t{1} << kLimbBits);
    limbs_[i + 1] += carry;
  }
}

double ExactSum::Rounded() {
  Carry();
  if (limbs_.back() >= 0) return RoundPositive();
  ExactSum opposite;
  for (std::size_t i = 0; i < limbs_.size(); ++i) opposite.limbs_[i] = -limbs_[i];
  opposite.Carry();
  return -opposite.RoundPositive();
}

double ExactSum::RoundPositive() const {
  std::size_t highest = limbs_.size() - 1;
  while (highest > 0 && limbs_[highest] == 0) --highest;
  if (limbs_[highest] == 0) return 0;
  Wide top = 0;  // the three highest limbs, those below the lowest being 0
  for (std::size_t i = 0; i < 3; ++i) {
    top = top << kLimbBits | static_cast<std::uint64_t>(i <= highest ? limbs_[highest - i] : 0);
  }
  const int bits = 2 * kLimbBits + static_cast<int>(std::bit_width(static_cast<std::uint64_t>(limbs_[highest])));
  const int dropped = bits - kMantissaBits;
  auto mantissa = static_cast<std::uint64_t>(top >> dropped);
  const Wide rest = top & ((Wide{1} << dropped) - 1);
  const Wide half = Wide{1} << (dropped - 1);
  bool below = false;
  for (std::size_t i = 0; i + 2 < highest && !below; ++i) below = limbs_[i] != 0;
  if (rest > half || (rest == half && (below || mantissa % 2 == 1))) ++mantissa;
  const int exponent = kLimbBits * (static_cast<int>(highest) - 2) + kLowestExponent + dropped;
  return std::ldexp(static_cast<double>(mantissa), exponent);
}

}  // namespace segue::engine
