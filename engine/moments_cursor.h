// Looks up ascending instants in one contact's moments: a pointer that moves forward, instead of a search each.
#pragma once

#include "engine/intervals.h"

namespace segue::engine {

class MomentsCursor {
 public:
  MomentsCursor() = default;
  explicit MomentsCursor(IntervalView moments) : moments_(moments) {}

  /// `instant` must not be before that of an earlier call.
  bool Contains(Instant instant) {
    Advance(instant);
    return next_ < moments_.size() && moments_.starts[next_] <= instant;
  }

  /// The first moment at or after `instant`, which may also go back; kForever when there is none.
  Instant FirstAtOrAfter(Instant instant) {
    Seek(instant);
    if (next_ == moments_.size()) return kForever;
    return moments_.starts[next_] > instant ? moments_.starts[next_] : instant;
  }
  /// The first start of a run after `instant`, which may also go back; kForever when there is none.
  Instant NextStartAfter(Instant instant) {
    Seek(instant);
    const std::size_t run = next_ < moments_.size() && moments_.starts[next_] <= instant ? next_ + 1 : next_;
    return run < moments_.size() ? moments_.starts[run] : kForever;
  }

 private:
  void Advance(Instant instant) {
    while (next_ < moments_.size() && moments_.ends[next_] <= instant) ++next_;
  }
  void Seek(Instant instant) {
    while (next_ > 0 && moments_.ends[next_ - 1] > instant) --next_;
    Advance(instant);
  }

  IntervalView moments_;
  std::size_t next_ = 0;  // the first run that ends after the last instant asked for
};

}  // namespace segue::engine
