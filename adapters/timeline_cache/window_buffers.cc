// Arrays of a window do not own what they show: the reader does.
#include "adapters/timeline_cache/window_buffers.h"

#include <algorithm>

namespace segue::timeline_cache {
namespace {

template <typename T>
engine::Array<T> View(const std::vector<T>& values) {
  return {std::span(values), nullptr};
}

void Clear(IntervalsBuffer& intervals) {
  intervals.offsets.assign(1, 0);
  intervals.starts.clear();
  intervals.ends.clear();
}

void Show(const IntervalsBuffer& intervals, engine::IntervalGroup& group) {
  group.offsets = View(intervals.offsets);
  group.starts = View(intervals.starts);
  group.ends = View(intervals.ends);
}

bool AllZero(const std::vector<std::int64_t>& values) {
  return std::ranges::all_of(values, [](std::int64_t value) { return value == 0; });
}

}  // namespace

WindowBuffers::WindowBuffers(const engine::Schema& schema)
    : fields(schema.fields.size()), kinds(schema.events.size()), lists(schema.lists.size()) {
  for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
    kinds[kind].properties.resize(schema.events[kind].properties.size());
    accounts.push_back(schema.events[kind].account);
  }
}

void WindowBuffers::Clear() {
  keys.clear();
  born.clear();
  timeline_cache::Clear(absences);
  for (FieldBuffer& field : fields) {
    field.offsets.assign(1, 0);
    field.at.clear();
    field.value.Clear();
  }
  for (KindBuffer& kind : kinds) {
    kind.offsets.assign(1, 0);
    kind.at.clear();
    kind.rank.clear();
    for (ValueBuffer& property : kind.properties) property.Clear();
  }
  for (IntervalsBuffer& list : lists) timeline_cache::Clear(list);
}

void ShowValues(const ValueBuffer& values, engine::Column& column) {
  column.codes = View(values.codes);
  column.numbers = View(values.numbers);
  column.integers = View(values.integers);
}

void WindowBuffers::Show(const BoundColumns& columns, engine::Timelines& timelines) const {
  timelines.keys = keys;
  timelines.born = View(born);
  timeline_cache::Show(absences, timelines.absences);
  for (std::size_t id = 0; id < fields.size(); ++id) {
    if (!columns.fields[id].wanted) continue;
    timelines.fields[id].offsets = View(fields[id].offsets);
    timelines.fields[id].at = View(fields[id].at);
    ShowValues(fields[id].value, timelines.fields[id].value);
  }
  for (std::size_t id = 0; id < kinds.size(); ++id) {
    const BoundKind& bound = columns.kinds[id];
    if (!bound.wanted || accounts[id]) continue;
    timelines.events[id].offsets = View(kinds[id].offsets);
    timelines.events[id].at = View(kinds[id].at);
    // Without any rank there is nothing to compare.
    timelines.events[id].rank = AllZero(kinds[id].rank) ? engine::Array<std::int64_t>() : View(kinds[id].rank);
    for (std::size_t i = 0; i < bound.properties.size(); ++i) {
      if (bound.properties[i].wanted) ShowValues(kinds[id].properties[i], timelines.events[id].properties[i]);
    }
  }
  for (std::size_t id = 0; id < lists.size(); ++id) {
    if (columns.lists[id].wanted) timeline_cache::Show(lists[id], timelines.lists[id]);
  }
}

}  // namespace segue::timeline_cache
