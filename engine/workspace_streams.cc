// Filling streams of events: rows of one kind by filters over the whole batch, kinds merged by (instant, rank, kind,
// row), and events chosen by what was true at their instant.
#include <algorithm>

#include "engine/moments_cursor.h"
#include "engine/workspace.h"

namespace segue::engine {
namespace {

/// A contact's remaining events of one part of a merged stream.
struct PartCursor {
  const EventStream* stream = nullptr;
  const EventColumn* events = nullptr;
  std::uint32_t index = 0, last = 0;
  Instant at = 0;  // of the event at `index`

  std::int64_t Rank() const { return events->rank.empty() ? 0 : events->rank[stream->Row(index)]; }
  /// `this` has the lower kind, so it is first where instant and rank are equal.
  bool ComesAfter(const PartCursor& other) const { return other.at != at ? other.at < at : other.Rank() < Rank(); }
};

void AppendRest(const PartCursor& cursor, EventStream& out) {
  for (std::uint32_t index = cursor.index; index < cursor.last; ++index) {
    out.Append(cursor.stream->At(index), cursor.stream->Kind(index), cursor.stream->Row(index));
  }
}

/// Empties `cursors`, which ascend by kind.
void MergeContact(std::vector<PartCursor>& cursors, EventStream& out) {
  while (cursors.size() > 1) {
    std::size_t next = 0;
    for (std::size_t i = 1; i < cursors.size(); ++i) {
      if (cursors[next].ComesAfter(cursors[i])) next = i;
    }
    PartCursor& cursor = cursors[next];
    out.Append(cursor.at, cursor.stream->Kind(cursor.index), cursor.stream->Row(cursor.index));
    if (++cursor.index == cursor.last) {
      cursors.erase(cursors.begin() + static_cast<std::ptrdiff_t>(next));
    } else {
      cursor.at = cursor.stream->At(cursor.index);
    }
  }
  for (const PartCursor& cursor : cursors) AppendRest(cursor, out);
  cursors.clear();
}

}  // namespace

const EventStream& Workspace::Stream(StreamId id) {
  const EventStream& stream = Part(id);
  rows_seen_ = rows_seen_.value_or(0) + stream.Rows();
  return stream;
}

const EventStream& Workspace::Part(StreamId id) {
  Kept<EventStream>& kept = streams_[id];
  if (kept.batch == batch_) return kept.value;
  kept.batch = batch_;
  std::visit([&](const auto& plan) { Fill(plan, kept.value); }, plan_.stream(id));
  return kept.value;
}

const std::vector<std::uint8_t>& Workspace::Marks(FilterId filter) {
  Kept<std::vector<std::uint8_t>>& kept = marks_[filter];
  if (kept.batch == batch_) return kept.value;
  kept.batch = batch_;
  const EventKindId kind = plan_.filter_kind(filter);
  kept.value.resize(LastRow(kind) - FirstRow(kind));
  plan_.filter(filter).Mark(timelines().events[kind], FirstRow(kind), kept.value, filter_scratch_);
  return kept.value;
}

void Workspace::Fill(const KindStream& plan, EventStream& stream) {
  const EventColumn& events = timelines().events[plan.kind];
  const std::uint32_t* offsets = Offsets(plan.kind);
  if (plan.filters.empty()) {
    if (!AnyLater(plan.kind, offsets)) return stream.View(plan.kind, events, offsets, size_);
    return stream.Select(plan.kind, events, offsets, size_, nullptr, scope_.as_of);
  }
  const std::uint8_t* marks = Marks(plan.filters.front()).data();
  if (plan.filters.size() > 1) {
    row_marks_ = Marks(plan.filters.front());
    for (const FilterId filter : plan.filters) {
      const std::vector<std::uint8_t>& other = Marks(filter);
      for (std::size_t row = 0; row < row_marks_.size(); ++row) row_marks_[row] |= other[row];
    }
    marks = row_marks_.data();
  }
  stream.Select(plan.kind, events, offsets, size_, marks, scope_.as_of);
}

void Workspace::Fill(const MergedStream& plan, EventStream& stream) {
  std::vector<const EventStream*> parts;
  for (const StreamId part : plan.parts) parts.push_back(&Part(part));
  std::vector<PartCursor> cursors;
  stream.Start(size_, std::nullopt);
  for (std::uint32_t position = 0; position < size_; ++position, stream.Close()) {
    for (const EventStream* part : parts) {
      const std::uint32_t first = part->First(position), last = part->Last(position);
      if (first == last) continue;
      cursors.push_back({part, &timelines().events[part->Kind(first)], first, last, part->At(first)});
    }
    MergeContact(cursors, stream);
  }
  stream.Finish();
}

void Workspace::Fill(const DuringStream& plan, EventStream& stream) {
  const EventStream& base = Part(plan.base);
  stream.Start(size_, std::nullopt);
  std::vector<MomentsCursor> conditions(plan.conditions.size());
  for (std::uint32_t position = 0; position < size_; ++position, stream.Close()) {
    for (std::size_t i = 0; i < conditions.size(); ++i) {
      conditions[i] = MomentsCursor(columns_[plan.conditions[i].node][position]);
    }
    for (std::uint32_t event = base.First(position); event < base.Last(position); ++event) {
      const Instant at = base.At(event);
      bool holds = true;
      for (std::size_t i = 0; i < conditions.size() && holds; ++i) {
        holds = conditions[i].Contains(plan.conditions[i].just_before ? at - 1 : at);
      }
      if (holds) stream.Append(at, base.Kind(event), base.Row(event));
    }
  }
  stream.Finish();
}

}  // namespace segue::engine
