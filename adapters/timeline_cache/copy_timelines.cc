// A window's rows may lie in the middle of larger arrays: each column is shown to the sink from its own beginning.
#include "adapters/timeline_cache/copy_timelines.h"

#include <algorithm>
#include <vector>

namespace segue::timeline_cache {
namespace {

/// Contacts that are copied at a time.
constexpr std::uint32_t kContactsAtOnce = 16 * adapters::TimelineSink::kStretchUnit;

/// Contacts [first, first + size) of timelines.
struct Stretch {
  const engine::Timelines* timelines;
  std::uint32_t first, size;
};

/// The rows of some contacts in a group of columns.
struct Rows {
  std::vector<std::uint32_t> offsets;  // from 0
  std::size_t first = 0, count = 0;
};

Rows RowsOf(const engine::Array<std::uint32_t>& offsets, const Stretch& stretch) {
  Rows rows;
  rows.offsets.assign(std::size_t{stretch.size} + 1, 0);
  if (offsets.empty()) return rows;
  rows.first = offsets[stretch.first];
  for (std::uint32_t i = 0; i <= stretch.size; ++i)
    rows.offsets[i] = offsets[stretch.first + i] - static_cast<std::uint32_t>(rows.first);
  rows.count = rows.offsets.back();
  return rows;
}

template <typename T>
engine::Array<T> Part(const engine::Array<T>& values, const Rows& rows) {
  if (values.empty()) return {};
  return {values.view().subspan(rows.first, rows.count), nullptr};
}

engine::Column Part(const engine::Column& column, const Rows& rows) {
  engine::Column part;
  part.type = column.type;
  part.codes = Part(column.codes, rows);
  part.numbers = Part(column.numbers, rows);
  part.integers = Part(column.integers, rows);
  part.dictionary = column.dictionary;
  part.sets = column.sets;
  return part;
}

engine::IntervalGroup Part(const engine::IntervalGroup& group, const Stretch& stretch) {
  Rows rows = RowsOf(group.offsets, stretch);
  engine::IntervalGroup part;
  part.starts = Part(group.starts, rows);
  part.ends = Part(group.ends, rows);
  part.offsets = std::move(rows.offsets);
  return part;
}

engine::FieldColumn Part(const engine::FieldColumn& column, const Stretch& stretch) {
  Rows rows = RowsOf(column.offsets, stretch);
  engine::FieldColumn part;
  part.at = Part(column.at, rows);
  part.value = Part(column.value, rows);
  part.offsets = std::move(rows.offsets);
  return part;
}

engine::EventColumn Part(const engine::EventColumn& column, const Stretch& stretch) {
  Rows rows = RowsOf(column.offsets, stretch);
  engine::EventColumn part;
  part.at = Part(column.at, rows);
  part.rank = Part(column.rank, rows);
  for (const engine::Column& property : column.properties) part.properties.push_back(Part(property, rows));
  part.offsets = std::move(rows.offsets);
  return part;
}

void CopyStretch(const Stretch& stretch, const engine::Schema& schema, bool last, adapters::TimelineSink& sink) {
  const engine::Timelines& timelines = *stretch.timelines;
  sink.AddBirths(timelines.born.view().subspan(stretch.first, stretch.size));
  sink.AddAbsences(Part(timelines.absences, stretch));
  for (std::size_t id = 0; id < schema.fields.size(); ++id)
    sink.AddField(static_cast<engine::FieldId>(id), Part(timelines.fields[id], stretch), last);
  for (std::size_t id = 0; id < schema.lists.size(); ++id)
    sink.AddList(static_cast<engine::ListId>(id), Part(timelines.lists[id], stretch));
  for (std::size_t id = 0; id < schema.events.size(); ++id) {
    if (schema.events[id].account) continue;
    sink.AddEvents(static_cast<engine::EventKindId>(id), Part(timelines.events[id], stretch), last);
  }
}

}  // namespace

void CopyTimelines(const engine::TimelineSource& source, const engine::Schema& schema,
                   const adapters::StoreState& state, const ContactNumbers& numbers, adapters::TimelineSink& sink) {
  sink.Begin(state, schema, source.contacts());
  const std::unique_ptr<engine::TimelineReader> reader = source.OpenReader();
  std::vector<std::string> keys;
  for (std::uint32_t first = 0; first < source.contacts(); first += kContactsAtOnce) {
    const std::uint32_t size = std::min(kContactsAtOnce, source.contacts() - first);
    const engine::TimelineWindow window = reader->Read(first, size);
    sink.AddContacts(std::span(window.timelines->keys).subspan(window.first, size),
                     numbers.identities.subspan(first, size), numbers.changed.subspan(first, size));
    CopyStretch({window.timelines, window.first, size}, schema, first + size == source.contacts(), sink);
  }
  for (std::size_t id = 0; id < schema.events.size(); ++id) {
    const engine::EventColumn& events = source.common().events[id];
    if (schema.events[id].account && !events.at.empty())
      sink.AddEvents(static_cast<engine::EventKindId>(id), events, true);
  }
}

}  // namespace segue::timeline_cache
