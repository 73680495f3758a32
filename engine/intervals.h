// Sets of moments: sorted, disjoint, non-touching half-open intervals, one set per contact of a batch.
//
//   contact 0: [1, 5) [9, ∞)      offsets 0 2 3
//   contact 1: [2, 3)             starts  1 9 2     ends 5 ∞ 3
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/instant.h"
#include "engine/unfilled.h"

namespace segue::engine {

/// One set of moments: views of the starts and ends of one contact.
struct IntervalView {
  std::span<const Instant> starts;
  std::span<const Instant> ends;

  std::size_t size() const { return starts.size(); }
  bool empty() const { return starts.empty(); }
  Interval operator[](std::size_t i) const { return {starts[i], ends[i]}; }
  /// Binary search.
  bool Contains(Instant instant) const;
};

/// Interval sets of the contacts of one batch.
struct IntervalColumn {
  std::vector<std::uint32_t> offsets{0};
  InstantBuffer starts;
  InstantBuffer ends;

  std::size_t size() const { return offsets.size() - 1; }
  IntervalView operator[](std::size_t contact) const;
  void Clear();
  /// Appends to the open contact; intervals must come ascending by start. Empty ones are dropped, touching or
  /// overlapping ones merged.
  void Append(Instant start, Instant end) {
    if (start >= end) return;
    if (starts.size() > offsets.back() && start <= ends.back()) {
      if (end > ends.back()) ends.back() = end;
      return;
    }
    starts.push_back(start);
    ends.push_back(end);
  }
  /// Closes the open contact.
  void Close() { offsets.push_back(static_cast<std::uint32_t>(starts.size())); }
};

/// Set algebra, contact by contact; the result replaces `out`, which must be neither operand.
void Intersect(const IntervalColumn& a, const IntervalColumn& b, IntervalColumn& out);
void Unite(const IntervalColumn& a, const IntervalColumn& b, IntervalColumn& out);
/// a without b.
void Subtract(const IntervalColumn& a, const IntervalColumn& b, IntervalColumn& out);

}  // namespace segue::engine
