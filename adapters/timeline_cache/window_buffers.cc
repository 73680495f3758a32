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

void KeepEvents(KindBuffer events, engine::EventColumn& column) {
  for (std::size_t i = 0; i < events.properties.size(); ++i) {
    column.properties[i].codes = std::move(events.properties[i].codes);
    column.properties[i].numbers = std::move(events.properties[i].numbers);
    column.properties[i].integers = std::move(events.properties[i].integers);
  }
  if (!AllZero(events.rank)) column.rank = std::move(events.rank);
  column.at = std::move(events.at);
  column.offsets = std::move(events.offsets);
}

void ShowValues(const ValueBuffer& values, engine::Column& column) {
  column.codes = View(values.codes);
  column.numbers = View(values.numbers);
  column.integers = View(values.integers);
}

void WindowBuffers::ShowKind(std::size_t id, engine::EventColumn& events) const {
  const KindBuffer& kind = kinds[id];
  events.offsets = View(kind.offsets);
  events.at = View(kind.at);
  // Without any rank there is nothing to compare.
  events.rank = AllZero(kind.rank) ? engine::Array<std::int64_t>() : View(kind.rank);
  for (std::size_t i = 0; i < kind.properties.size(); ++i) ShowValues(kind.properties[i], events.properties[i]);
}

void WindowBuffers::ShowField(std::size_t id, engine::FieldColumn& field) const {
  field.offsets = View(fields[id].offsets);
  field.at = View(fields[id].at);
  ShowValues(fields[id].value, field.value);
}

void WindowBuffers::Show(const BoundColumns& columns, engine::Timelines& timelines) const {
  timelines.keys = keys;
  timelines.born = View(born);
  timeline_cache::Show(absences, timelines.absences);
  for (std::size_t id = 0; id < fields.size(); ++id) {
    if (columns.fields[id].wanted) ShowField(id, timelines.fields[id]);
  }
  for (std::size_t id = 0; id < kinds.size(); ++id) {
    if (columns.kinds[id].wanted && !accounts[id]) ShowKind(id, timelines.events[id]);
  }
  for (std::size_t id = 0; id < lists.size(); ++id) {
    if (columns.lists[id].wanted) timeline_cache::Show(lists[id], timelines.lists[id]);
  }
}

void WindowBuffers::ShowAll(engine::Timelines& timelines) const {
  timelines.keys = keys;
  timelines.born = View(born);
  timeline_cache::Show(absences, timelines.absences);
  timelines.lists.resize(lists.size());
  for (std::size_t id = 0; id < fields.size(); ++id) ShowField(id, timelines.fields[id]);
  for (std::size_t id = 0; id < kinds.size(); ++id) ShowKind(id, timelines.events[id]);
  for (std::size_t id = 0; id < lists.size(); ++id) timeline_cache::Show(lists[id], timelines.lists[id]);
}

}  // namespace segue::timeline_cache
