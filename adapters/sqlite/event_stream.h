// The events of one kind, sorted in a thread of its own while the caller inserts what has come out so far.
//
// A fixed number of blocks goes round, so memory is bounded. The thread touches the buffer and its spill file and
// nothing else; the store belongs to the caller.
#pragma once

#include <exception>
#include <memory>
#include <thread>

#include "adapters/channel.h"
#include "adapters/sqlite/event_block.h"
#include "adapters/sqlite/event_buffer.h"

namespace segue::sqlite {

class EventStream {
 public:
  /// Drains `buffer`, which must outlive the stream and not be used meanwhile.
  explicit EventStream(EventBuffer& buffer);
  EventStream(const EventStream&) = delete;
  EventStream& operator=(const EventStream&) = delete;
  /// Stops early, if it was not read to its end.
  ~EventStream();

  /// The next block, in order, or null at the end. It lives until the next call. Throws what failed in the thread.
  const EventBlock* Next();

 private:
  using BlockPointer = std::unique_ptr<EventBlock>;
  void Run(EventBuffer& buffer);
  void Sort(EventBuffer& buffer);

  adapters::Channel<BlockPointer> empty_, full_;
  BlockPointer lent_;  // to the caller
  std::exception_ptr failure_;
  std::thread thread_;
};

}  // namespace segue::sqlite
