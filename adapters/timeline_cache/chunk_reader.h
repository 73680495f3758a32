// Rows out of packed chunks into growing arrays.
#pragma once

#include <cstdint>
#include <vector>

#include "adapters/timeline_cache/cache_file.h"
#include "engine/timelines.h"

namespace segue::timeline_cache {

/// Contacts [first, last) of one chunk.
struct ContactRange {
  std::size_t chunk = 0;
  std::uint32_t first = 0, last = 0;
};

/// Their rows in a column.
struct RowRange {
  std::size_t chunk = 0;
  std::uint32_t first = 0, count = 0;
};

/// A column's values while they are put together; the arrays are kept from window to window.
struct ValueBuffer {
  std::vector<std::uint32_t> codes;
  std::vector<double> numbers;
  std::vector<std::int64_t> integers;

  void Clear() {
    codes.clear();
    numbers.clear();
    integers.clear();
  }
};

class ChunkReader {
 public:
  /// The file must outlive the reader.
  explicit ChunkReader(const CacheFile& file) : file_(file) {}

  /// Continues `offsets`, which hold at least the 0, by the contacts of the range. A column that was never filled has
  /// no rows.
  RowRange AppendOffsets(const PackedColumn& counts, const ContactRange& contacts, std::vector<std::uint32_t>& offsets);
  void AppendIntegers(const PackedColumn& column, const RowRange& rows, std::vector<std::int64_t>& out) const;
  void AppendValues(const ValueEntry& entry, const RowRange& rows, ValueBuffer& out);
  /// Values of a type that are all missing.
  static void AppendMissing(engine::ValueType type, std::size_t rows, ValueBuffer& out);

 private:
  const CacheFile& file_;
  std::vector<std::uint32_t> counts_;
  std::vector<std::int64_t> parts_;
};

/// All values of a column.
std::vector<std::uint32_t> UnpackWhole(const CacheFile& file, const PackedColumn& column);
std::vector<std::int64_t> UnpackWholeIntegers(const CacheFile& file, const PackedColumn& column);

}  // namespace segue::timeline_cache
