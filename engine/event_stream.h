// Matching events of the contacts of a batch, each contact's in the order (instant, rank, kind, row).
//
// A stream of all rows of one kind is a view of the timelines; others are copied into the stream's own buffers,
// which each worker keeps from batch to batch.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/instant.h"
#include "engine/program.h"
#include "engine/timelines.h"

namespace segue::engine {

/// The rows of one kind that exist as of the scope, by position in the batch: [first[p], last[p]).
struct RowBounds {
  std::vector<std::uint32_t> first, last;
};

class EventStream {
 public:
  /// Events of contact `position`: the indexes [First, Last) of the functions below.
  std::uint32_t First(std::size_t position) const { return first_[position]; }
  std::uint32_t Last(std::size_t position) const { return last_[position]; }
  /// The events of the batch's contacts.
  std::uint64_t Rows(std::size_t contacts) const { return contacts == 0 ? 0 : Last(contacts - 1) - First(0); }
  Instant At(std::uint32_t index) const { return at_[index]; }
  EventKindId Kind(std::uint32_t index) const { return kinds_ == nullptr ? only_kind_ : kinds_[index]; }
  std::uint32_t Row(std::uint32_t index) const { return rows_ == nullptr ? index : rows_[index]; }

  /// Every row of one kind within `bounds`, which must outlive the use.
  void View(EventKindId kind, const EventColumn& events, const RowBounds& bounds);

  /// The rows of one kind within `bounds` whose mark, marks[row - first_marked], is 1.
  void Select(EventKindId kind, const EventColumn& events, const RowBounds& bounds, const std::uint8_t* marks,
              std::uint32_t first_marked);

  /// Filling (a stream is always filled in the same way): Start, then for each contact Append… and Close, then Finish.
  /// One kind needs no array of kinds.
  void Start(std::size_t contacts, std::optional<EventKindId> only_kind);
  void Append(Instant at, EventKindId kind, std::uint32_t row) {
    at_buffer_.push_back(at);
    row_buffer_.push_back(row);
    if (several_kinds_) kind_buffer_.push_back(kind);
  }
  void Close() { offsets_.push_back(static_cast<std::uint32_t>(at_buffer_.size())); }
  void Finish();

 private:
  void Reserve(std::size_t rows);

  const std::uint32_t* first_ = nullptr;
  const std::uint32_t* last_ = nullptr;
  const Instant* at_ = nullptr;
  const EventKindId* kinds_ = nullptr;   // null: all of only_kind_
  const std::uint32_t* rows_ = nullptr;  // null: the index is the row
  EventKindId only_kind_ = 0;
  bool several_kinds_ = false;
  std::vector<std::uint32_t> offsets_;
  std::vector<Instant> at_buffer_;
  std::vector<EventKindId> kind_buffer_;
  std::vector<std::uint32_t> row_buffer_;
};

}  // namespace segue::engine
