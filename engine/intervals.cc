// Set algebra by merging two sorted lists of intervals: linear, no allocation per contact.
#include "engine/intervals.h"

#include <algorithm>

#include "engine/run_writer.h"

namespace segue::engine {
namespace {

void Prepare(const IntervalColumn& a, IntervalColumn& out) {
  out.Clear();
  out.offsets.reserve(a.size() + 1);
}

/// The contacts of each interval of two columns, and behind them the number of contacts. Kept, because the algebra is
/// called for batch after batch.
struct Positions {
  std::vector<Position> a, b;

  static const Positions& Of(const IntervalColumn& a, const IntervalColumn& b) {
    thread_local Positions kept;
    FillPositions(a.offsets.data(), a.size(), kept.a);
    FillPositions(b.offsets.data(), b.size(), kept.b);
    return kept;
  }
};

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

// Both columns are walked through as one list each, ordered by contact and end: which of the two is behind is chosen by
// arithmetic, not by a branch, which data would make unpredictable.
void Intersect(const IntervalColumn& a, const IntervalColumn& b, IntervalColumn& out) {
  const auto& [contact_a, contact_b] = Positions::Of(a, b);
  const std::size_t size_a = a.starts.size(), size_b = b.starts.size();
  out.starts.resize(size_a + size_b);
  out.ends.resize(size_a + size_b);
  out.offsets.assign(a.size() + 1, 0);
  std::uint32_t written = 0;
  for (std::size_t i = 0, j = 0; (i < size_a) & (j < size_b);) {
    const bool same = contact_a[i] == contact_b[j];
    const Instant start = std::max(a.starts[i], b.starts[j]), end = std::min(a.ends[i], b.ends[j]);
    out.starts[written] = start;
    out.ends[written] = end;
    written += same & (start < end);
    out.offsets[contact_a[i] + 1U] = written;
    const bool a_behind = (contact_a[i] < contact_b[j]) | (same & (a.ends[i] < b.ends[j]));
    i += a_behind;
    j += !a_behind;
  }
  CarryOffsets(out.offsets);
  out.starts.resize(written);
  out.ends.resize(written);
}

void Unite(const IntervalColumn& a, const IntervalColumn& b, IntervalColumn& out) {
  const auto& [contact_a, contact_b] = Positions::Of(a, b);
  const std::size_t size_a = a.starts.size(), size_b = b.starts.size();
  const std::vector<Instant> floors(a.size(), kAlways);
  RunWriter writer(out, size_a + size_b, floors, kForever);
  std::size_t i = 0, j = 0;
  while ((i < size_a) & (j < size_b)) {
    const bool from_a = (contact_a[i] < contact_b[j]) | ((contact_a[i] == contact_b[j]) & (a.starts[i] <= b.starts[j]));
    writer.Add(from_a ? contact_a[i] : contact_b[j], from_a ? a.starts[i] : b.starts[j],
               from_a ? a.ends[i] : b.ends[j]);
    i += from_a;
    j += !from_a;
  }
  for (; i < size_a; ++i) writer.Add(contact_a[i], a.starts[i], a.ends[i]);
  for (; j < size_b; ++j) writer.Add(contact_b[j], b.starts[j], b.ends[j]);
  writer.Finish();
}

void Subtract(const IntervalColumn& a, const IntervalColumn& b, IntervalColumn& out) {
  Prepare(a, out);
  for (std::size_t contact = 0; contact < a.size(); ++contact, out.Close()) SubtractOne(a[contact], b[contact], out);
}

}  // namespace segue::engine
