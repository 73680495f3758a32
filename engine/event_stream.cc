// Streams of events: views and buffers.
#include "engine/event_stream.h"

#include <algorithm>

namespace segue::engine {

void EventStream::View(EventKindId kind, const EventColumn& events, const RowBounds& bounds) {
  first_ = bounds.first.data();
  last_ = bounds.last.data();
  at_ = events.at.data();
  kinds_ = nullptr;
  rows_ = nullptr;
  only_kind_ = kind;
}

// Every row is written, and only counted when marked: cheaper than a branch that filters make unpredictable.
void EventStream::Select(EventKindId kind, const EventColumn& events, const RowBounds& bounds,
                         const std::uint8_t* marks, std::uint32_t first_marked) {
  const std::size_t contacts = bounds.first.size();
  only_kind_ = kind;
  offsets_.assign(1, 0);
  Reserve(contacts == 0 ? 0 : bounds.last.back() - first_marked + 1);
  std::uint32_t count = 0;
  for (std::size_t position = 0; position < contacts; ++position) {
    for (std::uint32_t row = bounds.first[position]; row < bounds.last[position]; ++row) {
      at_buffer_[count] = events.at[row];
      row_buffer_[count] = row;
      count += marks[row - first_marked];
    }
    offsets_.push_back(count);
  }
  Finish();
}

void EventStream::Reserve(std::size_t rows) {
  at_buffer_.resize(std::max(at_buffer_.size(), rows));
  row_buffer_.resize(std::max(row_buffer_.size(), rows));
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
  last_ = offsets_.data() + 1;
  at_ = at_buffer_.data();
  kinds_ = several_kinds_ ? kind_buffer_.data() : nullptr;
  rows_ = row_buffer_.data();
}

}  // namespace segue::engine
