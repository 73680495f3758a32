// Codes lie one behind the other, lowest bits first, in little-endian bytes.
#include "adapters/timeline_cache/packed_integers.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <numeric>

namespace segue::timeline_cache {
namespace {

static_assert(std::endian::native == std::endian::little, "the cache's files are little-endian and mapped as they are");

/// A code of more bits than this may lie across nine bytes.
constexpr std::uint8_t kWidestPacked = 57;
constexpr std::uint8_t kWhole = 64;

/// Which of kSpecialValues a value is, or none: kSpecialValues.size().
std::size_t SpecialOf(std::int64_t value) {
  return static_cast<std::size_t>(std::find(kSpecialValues.begin(), kSpecialValues.end(), value) -
                                  kSpecialValues.begin());
}

std::uint64_t Distance(std::int64_t from, std::int64_t to) {
  return static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from);
}

/// The codes that stand for special values, ascending from 0.
struct SpecialCodes {
  std::array<std::int64_t, kSpecialValues.size()> values{};
  std::uint64_t count = 0;

  explicit SpecialCodes(std::uint8_t specials) {
    for (std::size_t i = 0; i < kSpecialValues.size(); ++i) {
      if ((specials >> i & 1U) != 0) values[count++] = kSpecialValues[i];
    }
  }
};

std::uint64_t LoadWord(const std::byte* at) {
  std::uint64_t word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

template <typename T, typename Decode>
void ForEachCode(const std::byte* bytes, std::uint8_t width, std::size_t first, std::span<T> out, Decode decode) {
  if (width == kWhole) {
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = decode(LoadWord(bytes + (first + i) * 8));
    return;
  }
  const std::uint64_t mask = (std::uint64_t{1} << width) - 1;
  std::size_t bit = first * width;
  for (std::size_t i = 0; i < out.size(); ++i, bit += width) {
    out[i] = decode(LoadWord(bytes + bit / 8) >> (bit % 8) & mask);
  }
}

template <typename T>
void UnpackAny(const std::byte* bytes, const PackedShape& shape, std::size_t first, std::span<T> out) {
  const auto base = static_cast<std::uint64_t>(shape.base);
  const std::uint64_t scale = shape.scale;
  if (shape.width == 0 && shape.specials == 0) {
    std::ranges::fill(out, static_cast<T>(shape.base));
    return;
  }
  if (shape.specials == 0 && scale == 1) {
    return ForEachCode(bytes, shape.width, first, out, [=](std::uint64_t code) { return static_cast<T>(base + code); });
  }
  if (shape.specials == 0) {
    return ForEachCode(bytes, shape.width, first, out,
                       [=](std::uint64_t code) { return static_cast<T>(base + scale * code); });
  }
  const SpecialCodes special(shape.specials);
  ForEachCode(bytes, shape.width, first, out, [&](std::uint64_t code) {
    return code < special.count ? static_cast<T>(special.values[code])
                                : static_cast<T>(base + scale * (code - special.count));
  });
}

std::uint8_t WidthOf(std::uint64_t greatest_code) {
  const auto width = static_cast<unsigned>(std::bit_width(greatest_code));
  return width > kWidestPacked ? kWhole : static_cast<std::uint8_t>(width);
}

}  // namespace

std::size_t PackedSize(const PackedShape& shape, std::size_t count) { return (count * shape.width + 63) / 64 * 8; }

bool IsSound(const PackedShape& shape) {
  return (shape.width <= kWidestPacked || shape.width == kWhole) && shape.specials < 1U << kSpecialValues.size();
}

PackedShape ShapeOf(std::span<const std::int64_t> values) {
  PackedShape shape;
  std::int64_t low = std::numeric_limits<std::int64_t>::max(), high = std::numeric_limits<std::int64_t>::min();
  for (const std::int64_t value : values) {
    if (const std::size_t special = SpecialOf(value); special < kSpecialValues.size()) {
      shape.specials = static_cast<std::uint8_t>(shape.specials | 1U << special);
      continue;
    }
    low = std::min(low, value);
    high = std::max(high, value);
  }
  const std::uint64_t special_codes = SpecialCodes(shape.specials).count;
  if (low > high) {
    shape.width = WidthOf(special_codes == 0 ? 0 : special_codes - 1);
    return shape;
  }
  std::uint64_t scale = 0;
  for (const std::int64_t value : values) {
    if (scale == 1) break;
    if (SpecialOf(value) == kSpecialValues.size() && (scale == 0 || Distance(low, value) % scale != 0))
      scale = std::gcd(scale, Distance(low, value));
  }
  shape.base = low;
  shape.scale = std::max<std::uint64_t>(scale, 1);
  const std::uint64_t greatest = Distance(low, high) / shape.scale;
  // Where no code is left for the special values, the values themselves are kept.
  if (greatest > std::numeric_limits<std::uint64_t>::max() - special_codes) return {0, 1, kWhole, 0};
  shape.width = WidthOf(greatest + special_codes);
  return shape;
}

void Pack(std::span<const std::int64_t> values, const PackedShape& shape, std::vector<std::byte>& bytes) {
  const std::size_t begin = bytes.size(), size = PackedSize(shape, values.size());
  bytes.resize(begin + size + kPackedPadding);
  const SpecialCodes special(shape.specials);
  std::size_t bit = 0;
  for (const std::int64_t value : values) {
    std::uint64_t code = static_cast<std::uint64_t>(
        std::find(special.values.begin(), special.values.begin() + static_cast<std::ptrdiff_t>(special.count), value) -
        special.values.begin());
    if (code == special.count) code += Distance(shape.base, value) / shape.scale;
    std::byte* at = bytes.data() + begin + bit / 8;
    const std::uint64_t word = LoadWord(at) | code << (bit % 8);
    std::memcpy(at, &word, sizeof word);
    bit += shape.width;
  }
  bytes.resize(begin + size);
}

void Unpack(const std::byte* bytes, const PackedShape& shape, std::size_t first, std::span<std::int64_t> out) {
  UnpackAny(bytes, shape, first, out);
}

void Unpack(const std::byte* bytes, const PackedShape& shape, std::size_t first, std::span<std::uint32_t> out) {
  UnpackAny(bytes, shape, first, out);
}

}  // namespace segue::timeline_cache
