// An event table read from both ends at once, each half by a connection of its own; whoever finishes second builds the
// columns.
#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "adapters/sqlite/event_loader.h"

namespace segue::sqlite {

class EventHalves {
 public:
  /// `column` must outlive the reading.
  EventHalves(EventRequest request, engine::EventColumn& column)
      : request_(std::move(request)),
        column_(column),
        lower_rows_(request_.stored->events / 2),
        upper_rows_(request_.stored->events - lower_rows_) {}

  const EventRequest& request() const { return request_; }

  /// To be called once each, on any two threads.
  void ReadLower(const Database& reader, const ContactOrder& order);
  void ReadUpper(const Database& reader, const ContactOrder& order);
  /// Instead of both.
  void ReadWhole(const Database& reader, const ContactOrder& order);

 private:
  void FinishHalf(const Database& reader, const ContactOrder& order);
  std::vector<EventStretch> Join(const Database& reader, const ContactOrder& order);

  const EventRequest request_;
  engine::EventColumn& column_;
  const std::int64_t lower_rows_, upper_rows_;
  EventStretch lower_, upper_;
  std::atomic<int> halves_left_{2};
};

}  // namespace segue::sqlite
