// Codes of a dictionary are unpacked as they are needed, 32 bits wide; numbers by way of their parts.
#include "adapters/timeline_cache/chunk_reader.h"

#include <bit>
#include <limits>
#include <numeric>

namespace segue::timeline_cache {
namespace {

using engine::ValueType;

template <typename T>
std::span<T> Grow(std::vector<T>& values, std::size_t count) {
  values.resize(values.size() + count);
  return std::span(values).last(count);
}

bool IsCoded(ValueType type) {
  return type == ValueType::kText || type == ValueType::kChoice || type == ValueType::kList || type == ValueType::kFlag;
}

template <typename T>
std::vector<T> UnpackAll(const CacheFile& file, const PackedColumn& column) {
  std::size_t size = 0;
  for (const PackedChunk& chunk : column) size += chunk.count;
  std::vector<T> values;
  values.reserve(size);
  for (const PackedChunk& chunk : column)
    Unpack(file.Bytes(chunk.extent).data(), chunk.shape, 0, Grow(values, chunk.count));
  return values;
}

double NumberOf(std::int64_t part, std::uint32_t divisor) {
  if (divisor == 0) return std::bit_cast<double>(part);
  if (part == engine::kMissingInteger) return std::numeric_limits<double>::quiet_NaN();
  return static_cast<double>(part) / divisor;
}

}  // namespace

RowRange ChunkReader::AppendOffsets(const PackedColumn& counts, const ContactRange& contacts,
                                    std::vector<std::uint32_t>& offsets) {
  RowRange rows{contacts.chunk, 0, 0};
  if (counts.empty()) {
    offsets.resize(offsets.size() + contacts.last - contacts.first, offsets.back());
    return rows;
  }
  const PackedChunk& chunk = counts[contacts.chunk];
  counts_.resize(contacts.last);
  Unpack(file_.Bytes(chunk.extent).data(), chunk.shape, 0, std::span(counts_));
  rows.first = std::accumulate(counts_.begin(), counts_.begin() + contacts.first, 0U);
  std::uint32_t end = offsets.back();
  for (std::uint32_t contact = contacts.first; contact < contacts.last; ++contact) {
    end += counts_[contact];
    offsets.push_back(end);
    rows.count += counts_[contact];
  }
  return rows;
}

void ChunkReader::AppendIntegers(const PackedColumn& column, const RowRange& rows,
                                 std::vector<std::int64_t>& out) const {
  if (rows.count == 0) return;
  const PackedChunk& chunk = column[rows.chunk];
  Unpack(file_.Bytes(chunk.extent).data(), chunk.shape, rows.first, Grow(out, rows.count));
}

void ChunkReader::AppendValues(const ValueEntry& entry, const RowRange& rows, ValueBuffer& out) {
  if (rows.count == 0) return;
  if (IsCoded(entry.type)) {
    const PackedChunk& chunk = entry.values[rows.chunk];
    return Unpack(file_.Bytes(chunk.extent).data(), chunk.shape, rows.first, Grow(out.codes, rows.count));
  }
  if (entry.type != ValueType::kNumber) return AppendIntegers(entry.values, rows, out.integers);
  parts_.clear();
  AppendIntegers(entry.values, rows, parts_);
  const std::uint32_t divisor = entry.values[rows.chunk].divisor;
  for (const std::int64_t part : parts_) out.numbers.push_back(NumberOf(part, divisor));
}

void ChunkReader::AppendMissing(ValueType type, std::size_t rows, ValueBuffer& out) {
  if (IsCoded(type)) {
    out.codes.resize(out.codes.size() + rows, 0);
  } else if (type == ValueType::kNumber) {
    out.numbers.resize(out.numbers.size() + rows, std::numeric_limits<double>::quiet_NaN());
  } else {
    out.integers.resize(out.integers.size() + rows, engine::kMissingInteger);
  }
}

std::vector<std::uint32_t> UnpackWhole(const CacheFile& file, const PackedColumn& column) {
  return UnpackAll<std::uint32_t>(file, column);
}

std::vector<std::int64_t> UnpackWholeIntegers(const CacheFile& file, const PackedColumn& column) {
  return UnpackAll<std::int64_t>(file, column);
}

}  // namespace segue::timeline_cache
