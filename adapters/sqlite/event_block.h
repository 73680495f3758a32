// Some events of one kind in the order of their table, on their way from the thread that sorts them to the one that
// inserts them. Blocks are used again, and so is their memory.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "adapters/sqlite/event_buffer.h"

namespace segue::sqlite {

class EventBlock {
 public:
  struct Row {
    EventRecord record;
    std::int64_t position = 0;  // among equal events of the file without a source's id
  };
  static constexpr std::size_t kMostRows = 4096;

  void Clear();
  /// Takes a copy. False: the block is full.
  bool Add(const EventRecord& record, std::int64_t position);

  bool empty() const { return rows_.empty(); }
  std::span<const Row> rows() const { return rows_; }
  /// Whether every identity is greater than the one before, so that no two of the block can be one event.
  bool ascending() const { return ascending_; }

 private:
  static constexpr std::size_t kUsualBytes = std::size_t{1} << 19;
  std::string_view Keep(std::string_view text);
  bool Fits(std::size_t bytes);

  std::vector<Row> rows_;
  // The texts. Never grows while it holds any, for the records point into it.
  std::unique_ptr<char[]> bytes_;
  std::size_t used_ = 0, room_ = 0;
  bool ascending_ = true;
};

}  // namespace segue::sqlite
