// Sort, merge, count.

#include "adapters/sqlite/interval_group.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace segue::sqlite {

engine::IntervalGroup GroupIntervals(std::vector<ContactInterval> intervals, std::size_t contacts) {
  std::erase_if(intervals, [](const ContactInterval& each) { return each.interval.start >= each.interval.end; });
  std::sort(intervals.begin(), intervals.end(), [](const ContactInterval& left, const ContactInterval& right) {
    return std::tie(left.position, left.interval.start) < std::tie(right.position, right.interval.start);
  });
  std::vector<std::uint32_t> offsets(contacts + 1);
  std::vector<engine::Instant> starts, ends;
  for (std::size_t i = 0; i < intervals.size(); ++i) {
    const auto& [position, interval] = intervals[i];
    if (i > 0 && intervals[i - 1].position == position && interval.start <= ends.back()) {
      ends.back() = std::max(ends.back(), interval.end);
      continue;
    }
    starts.push_back(interval.start);
    ends.push_back(interval.end);
    ++offsets[std::size_t{position} + 1];
  }
  engine::IntervalGroup group;
  if (starts.empty()) return group;
  std::partial_sum(offsets.begin(), offsets.end(), offsets.begin());
  group.offsets = std::move(offsets);
  group.starts = std::move(starts);
  group.ends = std::move(ends);
  return group;
}

}  // namespace segue::sqlite
