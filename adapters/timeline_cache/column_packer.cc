// Numbers are packed as whole numbers of tenths, hundredths, … where that gives back the very same double.
#include "adapters/timeline_cache/column_packer.h"

#include <xxhash.h>

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <thread>

namespace segue::timeline_cache {
namespace {

using engine::ValueType;

constexpr std::array<std::uint32_t, 5> kDivisors = {1, 10, 100, 1'000, 10'000};
constexpr double kLargestExact = 9'007'199'254'740'992;  // 2^53

/// The whole number that gives `value` when divided, or nothing.
bool InParts(double value, std::uint32_t divisor, std::int64_t& parts) {
  const double scaled = std::nearbyint(value * divisor);
  if (!(std::abs(scaled) <= kLargestExact)) return false;
  parts = static_cast<std::int64_t>(scaled);
  // The bits are compared: −0 is another value than 0.
  return std::bit_cast<std::uint64_t>(static_cast<double>(parts) / divisor) == std::bit_cast<std::uint64_t>(value);
}

bool AllInParts(std::span<const double> numbers, std::uint32_t divisor, std::vector<std::int64_t>& parts) {
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (std::isnan(numbers[i])) {
      parts[i] = engine::kMissingInteger;
    } else if (!InParts(numbers[i], divisor, parts[i])) {
      return false;
    }
  }
  return true;
}

PackedBytes PackNumbers(std::span<const double> numbers) {
  std::vector<std::int64_t> parts(numbers.size());
  for (const std::uint32_t divisor : kDivisors) {
    if (!AllInParts(numbers, divisor, parts)) continue;
    PackedBytes packed = PackIntegers(parts);
    packed.chunk.divisor = divisor;
    return packed;
  }
  for (std::size_t i = 0; i < numbers.size(); ++i) parts[i] = std::bit_cast<std::int64_t>(numbers[i]);
  PackedBytes packed = PackIntegers(parts);
  packed.chunk.divisor = 0;
  return packed;
}

}  // namespace

PackedBytes PackIntegers(std::span<const std::int64_t> values) {
  PackedBytes packed;
  packed.chunk.shape = ShapeOf(values);
  packed.chunk.count = static_cast<std::uint32_t>(values.size());
  Pack(values, packed.chunk.shape, packed.bytes);
  packed.chunk.extent.size = packed.bytes.size();
  packed.chunk.extent.checksum = XXH3_64bits(packed.bytes.data(), packed.bytes.size());
  return packed;
}

PackedBytes PackValues(const engine::Column& column, std::size_t first, std::size_t last) {
  if (column.type == ValueType::kNumber) return PackNumbers(column.numbers.view().subspan(first, last - first));
  if (!column.integers.empty()) return PackIntegers(column.integers.view().subspan(first, last - first));
  const auto codes = column.codes.view().subspan(first, last - first);
  return PackIntegers(std::vector<std::int64_t>(codes.begin(), codes.end()));
}

std::vector<PackedBytes> PackAll(std::size_t count, const std::function<PackedBytes(std::size_t)>& pack) {
  std::vector<PackedBytes> packed(count);
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < count; i = next++) packed[i] = pack(i);
  };
  std::vector<std::jthread> others;
  const std::size_t workers = std::min<std::size_t>(count, std::max(1U, std::thread::hardware_concurrency()));
  for (std::size_t worker = 1; worker < workers; ++worker) others.emplace_back(work);
  work();
  return packed;
}

}  // namespace segue::timeline_cache
