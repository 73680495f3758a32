// The sweep: at most 2n boundaries, two pointers. Boundaries are usually sorted already, as events are.
#include "engine/coverage_count.h"

#include <algorithm>

namespace segue::engine {
namespace {

void SortIfNeeded(InstantBuffer& instants) {
  if (!std::is_sorted(instants.begin(), instants.end())) std::sort(instants.begin(), instants.end());
}

}  // namespace

void SweepCounts(InstantBuffer& starts, InstantBuffer& ends, const CountRange& range, IntervalWriter& writer) {
  SortIfNeeded(starts);
  SortIfNeeded(ends);
  std::int64_t count = 0;
  bool inside = range.Contains(0);
  Instant since = writer.floor();
  for (std::size_t start = 0, end = 0; end < ends.size();) {
    const Instant at = start < starts.size() ? std::min(starts[start], ends[end]) : ends[end];
    if (at >= kForever) break;
    for (; start < starts.size() && starts[start] == at; ++start) ++count;
    for (; end < ends.size() && ends[end] == at; ++end) --count;
    const bool now_inside = range.Contains(count);
    if (inside && !now_inside) writer.Add(since, at);
    if (!inside && now_inside) since = at;
    inside = now_inside;
  }
  if (inside) writer.Add(since, kForever);
}

}  // namespace segue::engine
