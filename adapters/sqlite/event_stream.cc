// Numbers equal events as they come out of the buffer, and packs them into blocks.

#include "adapters/sqlite/event_stream.h"

#include <optional>
#include <string>
#include <utility>

namespace segue::sqlite {
namespace {

constexpr int kBlocks = 4;

/// Counts how often the same content came before, in a stream where equal ones stand together.
class PositionCounter {
 public:
  std::int64_t PositionOf(const EventRecord& record) {
    if (record.source_id) return 0;
    const bool again = any_ && record.identity == identity_ && record.contact == contact_ && record.at == at_ &&
                       record.values == values_;
    if (again) return ++position_;
    any_ = true;
    identity_ = record.identity;
    contact_ = record.contact;
    at_ = record.at;
    values_ = record.values;
    return position_ = 0;
  }

 private:
  bool any_ = false;
  std::int64_t identity_ = 0, position_ = 0;
  ContactId contact_ = 0;
  engine::Instant at_ = 0;
  std::string values_;
};

}  // namespace

EventStream::EventStream(EventBuffer& buffer) {
  for (int i = 0; i < kBlocks; ++i) empty_.Push(std::make_unique<EventBlock>());
  thread_ = std::thread([this, &buffer] { Run(buffer); });
}

EventStream::~EventStream() {
  empty_.Close();
  full_.Close();
  thread_.join();
}

const EventBlock* EventStream::Next() {
  if (lent_) empty_.Push(std::move(lent_));
  if (std::optional<BlockPointer> block = full_.Pop()) {
    lent_ = std::move(*block);
    return lent_.get();
  }
  // The channel is closed by the thread's last act, after which it writes nothing.
  if (failure_) std::rethrow_exception(failure_);
  return nullptr;
}

void EventStream::Run(EventBuffer& buffer) {
  try {
    Sort(buffer);
  } catch (...) {
    // Thrown again where the caller can tell of it.
    failure_ = std::current_exception();
  }
  full_.Close();
}

void EventStream::Sort(EventBuffer& buffer) {
  PositionCounter positions;
  std::optional<BlockPointer> block = empty_.Pop();
  const auto next_block = [&] {
    full_.Push(std::move(*block));
    block = empty_.Pop();
    if (block) (*block)->Clear();
    return block.has_value();
  };
  const bool ended = buffer.Drain([&](const EventRecord& record) {
    const std::int64_t position = positions.PositionOf(record);
    if ((*block)->Add(record, position)) return true;
    return next_block() && (*block)->Add(record, position);
  });
  if (ended && !(*block)->empty()) full_.Push(std::move(*block));
}

}  // namespace segue::sqlite
