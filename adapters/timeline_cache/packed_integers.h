// Integers in as few bits as a stretch of them needs: value = base + scale × code, each code in `width` bits.
//
// Instants of one month in whole seconds take 22 bits instead of 64. Values that stand for something (missing, always,
// forever) would stretch the range; each that occurs gets one of the lowest codes instead.
//
// Worked example: 1000, 3000, missing, 2000: special codes {missing}, base 1000, scale 1000, codes 1 3 0 2 in 2 bits.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/instant.h"
#include "engine/timelines.h"

namespace segue::timeline_cache {

/// In the order of their bits in PackedShape::specials.
inline constexpr std::array kSpecialValues = {engine::kMissingInteger, engine::kAlways, engine::kForever};

struct PackedShape {
  std::int64_t base = 0;
  std::uint64_t scale = 1;
  std::uint8_t width = 0;     // bits of a code, 0 … 57 or 64
  std::uint8_t specials = 0;  // one bit for each of kSpecialValues that occurs

  friend bool operator==(const PackedShape&, const PackedShape&) = default;
};

/// Bytes behind the codes that Unpack may touch.
inline constexpr std::size_t kPackedPadding = 8;

/// Bytes of `count` codes, a multiple of eight, without the padding.
std::size_t PackedSize(const PackedShape& shape, std::size_t count);
/// Whether the shape can be unpacked at all; what is read from a file may say anything.
bool IsSound(const PackedShape& shape);

PackedShape ShapeOf(std::span<const std::int64_t> values);
/// Appends PackedSize bytes.
void Pack(std::span<const std::int64_t> values, const PackedShape& shape, std::vector<std::byte>& bytes);

/// Values [first, first + out.size()); kPackedPadding bytes behind the codes can be read.
void Unpack(const std::byte* bytes, const PackedShape& shape, std::size_t first, std::span<std::int64_t> out);
/// The same where every value fits: codes of a dictionary, counts.
void Unpack(const std::byte* bytes, const PackedShape& shape, std::size_t first, std::span<std::uint32_t> out);

}  // namespace segue::timeline_cache
