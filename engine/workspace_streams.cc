// Filling streams of events: filter by filter over the batch's rows, then kinds merged by (instant, rank, kind, row).
#include <algorithm>
#include <array>
#include <tuple>

#include "engine/moments_cursor.h"
#include "engine/workspace.h"

namespace segue::engine {
namespace {

/// A contact's remaining rows of one kind.
struct KindCursor {
  const EventColumn* events = nullptr;
  EventKindId kind = 0;
  const std::uint8_t* marks = nullptr;  // null: all rows; else marks[row - first_marked]
  std::uint32_t first_marked = 0;
  std::uint32_t row = 0, last = 0;

  void SkipUnmarked() {
    if (marks == nullptr) return;
    while (row < last && marks[row - first_marked] == 0) ++row;
  }
  Instant At() const { return events->at[row]; }
  std::int64_t Rank() const { return events->rank.empty() ? 0 : events->rank[row]; }
  /// `other` has a greater kind.
  bool AfterOther(const KindCursor& other) const {
    return other.At() != At() ? other.At() < At() : other.Rank() < Rank();
  }
};

}  // namespace

const EventStream& Workspace::Stream(StreamId id) {
  Kept<EventStream>& kept = streams_[id];
  if (kept.batch == batch_) return kept.value;
  kept.batch = batch_;
  Fill(plan_.stream(id), kept.value);
  return kept.value;
}

void Workspace::Fill(const StreamPlan& plan, EventStream& stream) {
  if (plan.base) return FillDuring(plan, stream);
  if (plan.sources.size() != 1) return FillFromSeveralKinds(plan.sources, stream);
  const StreamSource& source = plan.sources.front();
  if (!source.filters.empty()) return FillFromOneKind(source, stream);
  stream.View(source.kind, timelines().events[source.kind], Bounds(source.kind));
}

const std::vector<std::uint8_t>& Workspace::Marks(FilterId filter) {
  Kept<std::vector<std::uint8_t>>& kept = marks_[filter];
  if (kept.batch == batch_) return kept.value;
  kept.batch = batch_;
  const EventKindId kind = plan_.filter_kind(filter);
  kept.value.resize(LastRow(kind) - FirstRow(kind));
  plan_.filter(filter).Mark(FirstRow(kind), kept.value, filter_scratch_);
  return kept.value;
}

void Workspace::MarkSource(const StreamSource& source, std::vector<std::uint8_t>& marks) {
  marks = Marks(source.filters.front());
  for (std::size_t i = 1; i < source.filters.size(); ++i) {
    const std::vector<std::uint8_t>& other = Marks(source.filters[i]);
    for (std::size_t row = 0; row < marks.size(); ++row) marks[row] |= other[row];
  }
}

void Workspace::FillFromOneKind(const StreamSource& source, EventStream& stream) {
  source_marks_.resize(std::max<std::size_t>(source_marks_.size(), 1));
  MarkSource(source, source_marks_[0]);
  const EventColumn& events = timelines().events[source.kind];
  const RowBounds& bounds = Bounds(source.kind);
  const std::uint8_t* marks = source_marks_[0].data();
  const std::uint32_t first_row = FirstRow(source.kind);
  stream.Start(size_, source.kind);
  for (std::uint32_t position = 0; position < size_; ++position, stream.Close()) {
    for (std::uint32_t row = bounds.first[position]; row < bounds.last[position]; ++row) {
      if (marks[row - first_row] != 0) stream.Append(events.at[row], source.kind, row);
    }
  }
  stream.Finish();
}

void Workspace::FillFromSeveralKinds(const std::vector<StreamSource>& sources, EventStream& stream) {
  source_marks_.resize(std::max(source_marks_.size(), sources.size()));
  std::vector<const RowBounds*> bounds;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (!sources[i].filters.empty()) MarkSource(sources[i], source_marks_[i]);
    bounds.push_back(&Bounds(sources[i].kind));
  }
  std::vector<KindCursor> cursors;
  stream.Start(size_, std::nullopt);
  for (std::uint32_t position = 0; position < size_; ++position, stream.Close()) {
    cursors.clear();
    for (std::size_t i = 0; i < sources.size(); ++i) {
      const EventKindId kind = sources[i].kind;
      KindCursor cursor{&timelines().events[kind],
                        kind,
                        sources[i].filters.empty() ? nullptr : source_marks_[i].data(),
                        FirstRow(kind),
                        bounds[i]->first[position],
                        bounds[i]->last[position]};
      cursor.SkipUnmarked();
      if (cursor.row < cursor.last) cursors.push_back(cursor);
    }
    while (!cursors.empty()) {
      std::size_t next = 0;  // cursors ascend by kind, so only a strictly earlier one overtakes
      for (std::size_t i = 1; i < cursors.size(); ++i) {
        if (cursors[next].AfterOther(cursors[i])) next = i;
      }
      KindCursor& cursor = cursors[next];
      stream.Append(cursor.At(), cursor.kind, cursor.row);
      ++cursor.row;
      cursor.SkipUnmarked();
      if (cursor.row == cursor.last) cursors.erase(cursors.begin() + static_cast<std::ptrdiff_t>(next));
    }
  }
  stream.Finish();
}

void Workspace::FillDuring(const StreamPlan& plan, EventStream& stream) {
  const EventStream& base = Stream(*plan.base);
  stream.Start(size_, std::nullopt);
  std::vector<MomentsCursor> conditions(plan.during.size());
  for (std::uint32_t position = 0; position < size_; ++position, stream.Close()) {
    for (std::size_t i = 0; i < conditions.size(); ++i) {
      conditions[i] = MomentsCursor(columns_[plan.during[i].node][position]);
    }
    for (std::uint32_t event = base.First(position); event < base.Last(position); ++event) {
      const Instant at = base.At(event);
      bool holds = true;
      for (std::size_t i = 0; i < conditions.size() && holds; ++i) {
        holds = conditions[i].Contains(plan.during[i].just_before ? at - 1 : at);
      }
      if (holds) stream.Append(at, base.Kind(event), base.Row(event));
    }
  }
  stream.Finish();
}

}  // namespace segue::engine
