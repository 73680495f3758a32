// Streams of events: views and buffers.
#include "engine/event_stream.h"

#include <algorithm>

namespace segue::engine {

void EventStream::View(EventKindId kind, const EventColumn& events, const std::uint32_t* offsets,
                       std::size_t contacts) {
  first_ = offsets;
  contacts_ = contacts;
  at_ = events.at.data();
  kinds_ = nullptr;
  rows_ = nullptr;
  only_kind_ = kind;
  positions_.clear();
}

// Every row is written, and only counted when selected: cheaper than a branch that filters make unpredictable.
void EventStream::Select(EventKindId kind, const EventColumn& events, const std::uint32_t* offsets,
                         std::size_t contacts, const std::uint8_t* marks, Instant as_of) {
  only_kind_ = kind;
  const std::uint32_t first = offsets[0], rows = offsets[contacts] - first;
  Reserve(std::size_t{rows} + 1);
  const Instant* at = events.at.data() + first;
  std::uint32_t count = 0;
  for (std::uint32_t row = 0; row < rows; ++row) {
    counts_[row] = count;
    at_buffer_[count] = at[row];
    row_buffer_[count] = first + row;
    const std::uint32_t marked = marks == nullptr ? 1 : marks[row];
    count += marked & (at[row] <= as_of ? 1U : 0U);
  }
  counts_[rows] = count;
  offsets_.resize(contacts + 1);
  for (std::size_t position = 0; position <= contacts; ++position) {
    offsets_[position] = counts_[offsets[position] - first];
  }
  Finish();
}

void EventStream::Reserve(std::size_t rows) {
  at_buffer_.resize(std::max(at_buffer_.size(), rows));
  row_buffer_.resize(std::max(row_buffer_.size(), rows));
  counts_.resize(std::max(counts_.size(), rows));
}

void EventStream::Start(std::size_t contacts, std::optional<EventKindId> only_kind) {
  several_kinds_ = !only_kind;
  only_kind_ = only_kind.value_or(0);
  at_buffer_.clear();
  kind_buffer_.clear();
  row_buffer_.clear();
  offsets_.assign(1, 0);
  offsets_.reserve(contacts + 1);
}

void EventStream::Finish() {
  first_ = offsets_.data();
  contacts_ = offsets_.size() - 1;
  positions_.clear();
  at_ = at_buffer_.data();
  kinds_ = several_kinds_ ? kind_buffer_.data() : nullptr;
  rows_ = row_buffer_.data();
}

}  // namespace segue::engine
