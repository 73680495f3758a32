// Writes one node's column, contact by contact, keeping the open interval in registers.
//
// What reaches beyond the horizon ends in kForever; what begins before the contact's first moment begins there.
#pragma once

#include <algorithm>

#include "engine/intervals.h"

namespace segue::engine {

class IntervalWriter {
 public:
  /// Replaces `out`.
  IntervalWriter(IntervalColumn& out, Instant horizon, std::size_t contacts) : out_(out), horizon_(horizon) {
    out.Clear();
    out.offsets.reserve(contacts + 1);
  }

  /// Opens a contact, whose first moment is `floor`.
  void Begin(Instant floor) {
    floor_ = floor;
    start_ = end_ = kAlways - 1;
  }
  Instant floor() const { return floor_; }

  /// Intervals must come ascending by start; they may be empty, overlap or touch.
  void Add(Instant start, Instant end) {
    start = std::max(start, floor_);
    if (end > horizon_) end = kForever;
    if (start >= end || start > horizon_) return;
    if (start <= end_) {
      end_ = std::max(end_, end);
      return;
    }
    Flush();
    start_ = start;
    end_ = end;
  }
  /// Nothing that could still be added would change the contact.
  bool Complete() const { return end_ >= kForever; }

  void Close() {
    Flush();
    out_.Close();
  }

 private:
  void Flush() {
    if (start_ >= end_) return;
    out_.starts.push_back(start_);
    out_.ends.push_back(end_);
  }

  IntervalColumn& out_;
  Instant horizon_;
  Instant floor_ = kAlways;
  Instant start_ = kAlways - 1, end_ = kAlways - 1;  // empty: nothing open, and nothing touches it
};

}  // namespace segue::engine
