// Matching events of the contacts of a batch, each contact's in the order (instant, rank, kind, row).
//
// A stream of all rows of one kind is a view of the timelines; others are copied into the stream's own buffers,
// which each worker keeps from batch to batch.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/instant.h"
#include "engine/program.h"
#include "engine/run_writer.h"
#include "engine/timelines.h"

namespace segue::engine {

class EventStream {
 public:
  /// Events of contact `position`: the indexes [First, Last) of the functions below. One contact's events follow those
  /// of the contact before.
  std::uint32_t First(std::size_t position) const { return first_[position]; }
  std::uint32_t Last(std::size_t position) const { return first_[position + 1]; }
  /// The events of all contacts, and their instants.
  std::uint32_t Rows() const { return first_[contacts_] - first_[0]; }
  std::span<const Instant> Instants() const { return {at_ + first_[0], Rows()}; }
  /// The contacts to which Instants() belong.
  const Position* Positions() const {
    if (positions_.empty()) FillPositions(first_, contacts_, positions_);
    return positions_.data();
  }
  Instant At(std::uint32_t index) const { return at_[index]; }
  EventKindId Kind(std::uint32_t index) const { return kinds_ == nullptr ? only_kind_ : kinds_[index]; }
  std::uint32_t Row(std::uint32_t index) const { return rows_ == nullptr ? index : rows_[index]; }

  /// Every row of one kind. `offsets` (contacts + 1) must outlive the use.
  void View(EventKindId kind, const EventColumn& events, const std::uint32_t* offsets, std::size_t contacts);

  /// The rows at or before as_of whose mark, marks[row - offsets[0]], is 1; without marks (nullptr) all of them.
  void Select(EventKindId kind, const EventColumn& events, const std::uint32_t* offsets, std::size_t contacts,
              const std::uint8_t* marks, Instant as_of);

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

  const std::uint32_t* first_ = nullptr;  // contacts_ + 1
  std::size_t contacts_ = 0;
  const Instant* at_ = nullptr;
  const EventKindId* kinds_ = nullptr;   // null: all of only_kind_
  const std::uint32_t* rows_ = nullptr;  // null: the index is the row
  EventKindId only_kind_ = 0;
  bool several_kinds_ = false;
  std::vector<std::uint32_t> offsets_;
  UnfilledVector<std::uint32_t> counts_;     // of rows selected before each row
  mutable std::vector<Position> positions_;  // empty until asked for
  InstantBuffer at_buffer_;
  std::vector<EventKindId> kind_buffer_;
  UnfilledVector<std::uint32_t> row_buffer_;
};

}  // namespace segue::engine
