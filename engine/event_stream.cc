// Streams of events: views and buffers.
#include "engine/event_stream.h"

namespace segue::engine {

void EventStream::View(EventKindId kind, const EventColumn& events, const RowBounds& bounds) {
  first_ = bounds.first.data();
  last_ = bounds.last.data();
  at_ = events.at.data();
  kinds_ = nullptr;
  rows_ = nullptr;
  only_kind_ = kind;
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
