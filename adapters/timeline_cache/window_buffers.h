// One reader's window of timelines: the arrays behind it, which grow once and are filled again for each window.
#pragma once

#include <cstdint>
#include <vector>

#include "adapters/timeline_cache/bound_columns.h"
#include "adapters/timeline_cache/chunk_reader.h"
#include "engine/timelines.h"

namespace segue::timeline_cache {

struct IntervalsBuffer {
  std::vector<std::uint32_t> offsets;
  std::vector<engine::Instant> starts, ends;
};
struct FieldBuffer {
  std::vector<std::uint32_t> offsets;
  std::vector<engine::Instant> at;
  ValueBuffer value;
};
struct KindBuffer {
  std::vector<std::uint32_t> offsets;
  std::vector<engine::Instant> at;
  std::vector<std::int64_t> rank;
  std::vector<ValueBuffer> properties;

  KindBuffer() = default;
  /// Empty, of a kind with so many properties.
  explicit KindBuffer(std::size_t property_count) : offsets{0}, properties(property_count) {}
};

struct WindowBuffers {
  std::vector<std::string> keys;
  std::vector<engine::Instant> born;
  IntervalsBuffer absences;
  std::vector<FieldBuffer> fields;
  std::vector<KindBuffer> kinds;
  std::vector<IntervalsBuffer> lists;
  std::vector<bool> accounts;  // by kind: its events belong to no window

  explicit WindowBuffers(const engine::Schema& schema);

  /// Empties everything; offsets hold their first 0.
  void Clear();
  /// Lets the arrays of `timelines` show what is here. Columns that are not wanted stay as they are.
  void Show(const BoundColumns& columns, engine::Timelines& timelines) const;
  /// The same for every column, the account's events included.
  void ShowAll(engine::Timelines& timelines) const;

 private:
  void ShowKind(std::size_t id, engine::EventColumn& events) const;
  void ShowField(std::size_t id, engine::FieldColumn& field) const;
};

/// Moves the events of an account kind to where every window finds them.
void KeepEvents(KindBuffer events, engine::EventColumn& column);

/// The column shows the values; type and dictionary stay as they are.
void ShowValues(const ValueBuffer& values, engine::Column& column);

}  // namespace segue::timeline_cache
