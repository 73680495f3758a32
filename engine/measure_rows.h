// The events of one kind that a measure counts: the filters of its alternatives, applied to whole columns beforehand.
//
//   count of (purchase with code = "A" or purchase with amount > 10): each row of purchase is taken by the first
//   alternative that matches it, once.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/report_plan.h"

namespace segue::engine {

/// The rows of one kind for some contacts, with the filters of the alternatives already applied, column by column.
class KindRows {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  /// The contacts [first, last); for an account kind [0, 1).
  KindRows(const PlannedKind& planned, const EventColumn& events, std::uint32_t first, std::uint32_t last)
      : planned_(planned), events_(events) {
    if (events.offsets.empty()) return;
    first_ = events.offsets[first];
    rows_ = events.offsets[last] - first_;
    FilterScratch scratch;
    marks_.resize(planned.alternatives.size());
    for (std::size_t i = 0; i < marks_.size(); ++i) {
      if (!planned.alternatives[i].filter) continue;
      marks_[i].resize(rows_);
      planned.alternatives[i].filter->Mark(events, first_, marks_[i], scratch);
    }
  }

  EventKindId kind() const { return planned_.kind; }
  std::uint32_t first() const { return first_; }
  std::uint32_t size() const { return rows_; }
  const Instant* at() const { return events_.at.data(); }
  /// The index in the EventSet of the first alternative that takes the row, or kNone.
  std::uint32_t FirstMatching(std::uint32_t row) const {
    for (std::size_t i = 0; i < marks_.size(); ++i) {
      if (marks_[i].empty() || marks_[i][row - first_]) return planned_.alternatives[i].index;
    }
    return kNone;
  }

 private:
  const PlannedKind& planned_;
  const EventColumn& events_;
  std::uint32_t first_ = 0, rows_ = 0;
  std::vector<std::vector<std::uint8_t>> marks_;  // by alternative, from row first_; empty: takes every row
};

}  // namespace segue::engine
