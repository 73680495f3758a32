// Set algebra by merging two sorted lists of intervals: linear, no allocation beyond the result's own growth.
#include "engine/intervals.h"

#include <algorithm>

namespace segue::engine {
namespace {

void Prepare(const IntervalColumn& a, IntervalColumn& out) {
  out.Clear();
  out.offsets.reserve(a.size() + 1);
}

void IntersectOne(IntervalView a, IntervalView b, IntervalColumn& out) {
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    out.Append(std::max(a.starts[i], b.starts[j]), std::min(a.ends[i], b.ends[j]));
    a.ends[i] < b.ends[j] ? ++i : ++j;
  }
}

void UniteOne(IntervalView a, IntervalView b, IntervalColumn& out) {
  std::size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    const bool from_a = a.starts[i] <= b.starts[j];
    from_a ? out.Append(a.starts[i], a.ends[i]) : out.Append(b.starts[j], b.ends[j]);
    from_a ? ++i : ++j;
  }
  for (; i < a.size(); ++i) out.Append(a.starts[i], a.ends[i]);
  for (; j < b.size(); ++j) out.Append(b.starts[j], b.ends[j]);
}

void SubtractOne(IntervalView a, IntervalView b, IntervalColumn& out) {
  std::size_t j = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    Instant start = a.starts[i];
    while (j < b.size() && b.ends[j] <= start) ++j;
    for (; j < b.size() && b.starts[j] < a.ends[i]; ++j) {
      out.Append(start, b.starts[j]);
      start = b.ends[j];
      if (start >= a.ends[i]) break;  // b[j] may also cut the next interval of a
    }
    out.Append(start, a.ends[i]);
  }
}

}  // namespace

bool IntervalView::Contains(Instant instant) const {
  const auto after = std::upper_bound(starts.begin(), starts.end(), instant);
  return after != starts.begin() && instant < ends[static_cast<std::size_t>(after - starts.begin()) - 1];
}

IntervalView IntervalColumn::operator[](std::size_t contact) const {
  const std::size_t first = offsets[contact], count = offsets[contact + 1] - first;
  return {{starts.data() + first, count}, {ends.data() + first, count}};
}

void IntervalColumn::Clear() {
  offsets.assign(1, 0);
  starts.clear();
  ends.clear();
}

void Intersect(const IntervalColumn& a, const IntervalColumn& b, IntervalColumn& out) {
  Prepare(a, out);
  for (std::size_t contact = 0; contact < a.size(); ++contact, out.Close()) IntersectOne(a[contact], b[contact], out);
}

void Unite(const IntervalColumn& a, const IntervalColumn& b, IntervalColumn& out) {
  Prepare(a, out);
  for (std::size_t contact = 0; contact < a.size(); ++contact, out.Close()) UniteOne(a[contact], b[contact], out);
}

void Subtract(const IntervalColumn& a, const IntervalColumn& b, IntervalColumn& out) {
  Prepare(a, out);
  for (std::size_t contact = 0; contact < a.size(); ++contact, out.Close()) SubtractOne(a[contact], b[contact], out);
}

}  // namespace segue::engine
