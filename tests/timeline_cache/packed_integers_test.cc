// Whatever is packed comes back, whole or in part; and small things stay small.
#include "adapters/timeline_cache/packed_integers.h"

#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <random>

using namespace segue;
using namespace segue::timeline_cache;

namespace {

using Values = std::vector<std::int64_t>;

struct Packed {
  PackedShape shape;
  std::vector<std::byte> bytes;  // with what may be read behind them
};

Packed PackAll(const Values& values) {
  Packed packed{ShapeOf(values), {}};
  Pack(values, packed.shape, packed.bytes);
  CHECK(packed.bytes.size() == PackedSize(packed.shape, values.size()));
  packed.bytes.resize(packed.bytes.size() + kPackedPadding, std::byte{0xA5});
  return packed;
}

Values Part(const Packed& packed, std::size_t first, std::size_t count) {
  Values values(count);
  Unpack(packed.bytes.data(), packed.shape, first, std::span(values));
  return values;
}

void CheckComesBack(const Values& values) {
  const Packed packed = PackAll(values);
  REQUIRE(IsSound(packed.shape));
  REQUIRE(Part(packed, 0, values.size()) == values);
  for (std::size_t first = 0; first < values.size(); first += 1 + values.size() / 7) {
    const std::size_t count = (values.size() - first + 1) / 2;
    REQUIRE(Part(packed, first, count) == Values(values.begin() + static_cast<std::ptrdiff_t>(first),
                                                 values.begin() + static_cast<std::ptrdiff_t>(first + count)));
  }
}

constexpr std::int64_t kLow = std::numeric_limits<std::int64_t>::min() + 1;
constexpr std::int64_t kHigh = std::numeric_limits<std::int64_t>::max();

}  // namespace

TEST_CASE("instants in whole seconds take the bits of their seconds") {
  CHECK(ShapeOf(Values{1'000, 3'000, 2'000}) == PackedShape{1'000, 1'000, 2, 0});
  CHECK(ShapeOf(Values{5, 5, 5}) == PackedShape{5, 1, 0, 0});
  CHECK(ShapeOf(Values{}) == PackedShape{0, 1, 0, 0});
  CHECK(PackedSize({0, 1, 3, 0}, 22) == 16);
}

TEST_CASE("missing, always and forever take a code each, and only where they occur") {
  CHECK(ShapeOf(Values{1'000, 3'000, engine::kMissingInteger, 2'000}) == PackedShape{1'000, 1'000, 2, 1});
  CHECK(ShapeOf(Values{engine::kAlways, engine::kForever}) == PackedShape{0, 1, 1, 6});
  CHECK(ShapeOf(Values{engine::kForever}) == PackedShape{0, 1, 0, 4});
}

TEST_CASE("the far ends of the range come back") {
  CheckComesBack({});
  CheckComesBack({kLow, kHigh});
  CheckComesBack({kLow, 0, kHigh, engine::kMissingInteger});
  CheckComesBack({engine::kMissingInteger, engine::kAlways, engine::kForever, kHigh, kLow});
  CheckComesBack({engine::kForever, engine::kForever});
  CheckComesBack({0, (std::int64_t{1} << 57) - 1});
  CheckComesBack({0, std::int64_t{1} << 57});
  CheckComesBack({-1, 0, 1});
}

TEST_CASE("random values of every width come back") {
  std::mt19937_64 random(7);
  for (int round = 0; round < 3'000; ++round) {
    const unsigned width = static_cast<unsigned>(random() % 65);
    const std::int64_t base = static_cast<std::int64_t>(random()) >> (random() % 64);
    const std::uint64_t scale = random() % 3 == 0 ? 1 : 1 + random() % 2'000;
    Values values(random() % 70);
    for (std::int64_t& value : values) {
      const std::uint64_t code = width == 0 ? 0 : random() >> (64 - width);
      value = static_cast<std::int64_t>(static_cast<std::uint64_t>(base) + scale * code);
      if (random() % 9 == 0) value = kSpecialValues[random() % kSpecialValues.size()];
    }
    CheckComesBack(values);
  }
}
