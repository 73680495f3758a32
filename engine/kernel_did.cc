// `did E …`: true while the number of matching events that cover T is in range.
//
// Worked example: `did purchase at least 2 times in last 30 days`, purchases on 1 and 11 May: they cover [1, 31 May)
// and [11 May, 10 June), so the column holds [11 May, 31 May).
#include <algorithm>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/batch_line.h"
#include "engine/coverage.h"
#include "engine/coverage_count.h"
#include "engine/kernels.h"

namespace segue::engine {
namespace {

/// More would overflow a row number.
constexpr std::int64_t kMostTimes = 1'000'000'000;

bool IsOnceOrMore(const DidNode& node) { return node.at_least == 1 && !node.at_most; }

/// Rows of one stream, for UniteOneLength.
class StreamRows {
 public:
  explicit StreamRows(const EventStream& stream)
      : size_(stream.Rows()), at_(stream.Instants().data()), contact_(stream.Positions()) {}

  std::uint32_t size() const { return size_; }
  Position ContactOf(std::uint32_t row) const { return contact_[row]; }
  Instant At(std::uint32_t row) const { return at_[row]; }
  /// The row is of another contact than the row `before`, or further away than `length`.
  bool IsApart(std::uint32_t before, std::uint32_t row, std::int64_t length) const {
    return (contact_[row] != contact_[before]) | (at_[row] > at_[before] + length);
  }

 private:
  std::uint32_t size_;
  const Instant* at_;
  const Position* contact_;
};

/// The same of several streams, merged.
class LineRows {
 public:
  explicit LineRows(std::span<const LinePlace> places) : places_(places) {}

  std::uint32_t size() const { return static_cast<std::uint32_t>(places_.size()); }
  Position ContactOf(std::uint32_t row) const { return PositionOf(places_[row]); }
  Instant At(std::uint32_t row) const { return InstantOf(places_[row]); }
  bool IsApart(std::uint32_t before, std::uint32_t row, std::int64_t length) const {
    return places_[row] > places_[before] + static_cast<LinePlace>(length);
  }

 private:
  std::span<const LinePlace> places_;
};

/// `did E in last W`, W exact: an interval ends where the next event is further away than W. No step depends on the one
/// before but for where it writes. False where some event lies before its contact's first moment.
template <typename Rows>
bool UniteOneLength(const Rows& rows, std::int64_t length, const Workspace& workspace, IntervalColumn& out) {
  const Instant* floors = workspace.Floors().data();
  const Instant horizon = workspace.scope().horizon;
  out.starts.resize(rows.size());
  out.ends.resize(rows.size());
  out.offsets.assign(std::size_t{workspace.size()} + 1, 0);
  Instant *starts = out.starts.data(), *ends = out.ends.data();
  std::uint32_t* offsets = out.offsets.data() + 1;
  std::uint32_t written = 0;
  bool early = false;
  for (std::uint32_t row = 0; row < rows.size(); ++row) {
    const Instant instant = rows.At(row), end = instant + length;
    const Position contact = rows.ContactOf(row);
    const bool fresh = (row == 0) | rows.IsApart(row - (row != 0), row, length);
    early |= instant < floors[contact];
    starts[written] = instant;
    written += fresh;
    ends[written - 1] = end > horizon ? kForever : end;
    offsets[contact] = written;
  }
  CarryOffsets(out.offsets);
  out.starts.resize(written);
  out.ends.resize(written);
  return !early;
}

/// `did E at least k times in last W`, W exact, the commonest condition: of events in order with equal lengths, k cover
/// T exactly when some event and the k − 1 before it do. So the answer is a union of intervals already in order.
void UniteExactLengths(const EventStream& stream, std::int64_t length, std::uint32_t times, Workspace& workspace,
                       IntervalColumn& out) {
  length = std::min(length, kForever);  // the sum of two instants' sizes does not overflow
  if (times == 1 && length > 0 && UniteOneLength(StreamRows(stream), length, workspace, out)) return;
  const std::uint32_t rows = stream.Rows();
  const std::span<const Instant> at = stream.Instants();
  const Position* contact = stream.Positions();
  RunWriter writer = workspace.WriteRuns(out, rows);
  const std::uint32_t before = times - 1;
  for (std::uint32_t row = before; row < rows; ++row) {
    const Instant earliest = at[row - before];
    // Where k is more than one this is mostly not so, and then a branch is cheaper than the writer's arithmetic.
    const bool covers = (contact[row - before] == contact[row]) & (at[row] < earliest + length);
    if (covers) writer.Add(contact[row], at[row], earliest + length);
  }
  writer.Finish();
}

bool AreOrdered(const Position* contact, const InstantBuffer& starts, const InstantBuffer& ends, bool ends_matter) {
  bool ordered = true;
  for (std::size_t row = 1; row < starts.size(); ++row) {
    const bool ascends = (starts[row - 1] <= starts[row]) & (!ends_matter || ends[row - 1] <= ends[row]);
    ordered &= (contact[row - 1] != contact[row]) | ascends;
  }
  return ordered;
}

/// The same for any clauses whose starts and ends are in the order of events; false, and nothing written, where they
/// are not.
bool UniteCoverage(const EventStream& stream, Coverage& coverage, std::uint32_t times, Workspace& workspace,
                   IntervalColumn& out) {
  InstantBuffer &starts = workspace.instants(0), &ends = workspace.instants(1);
  const std::uint32_t rows = stream.Rows();
  const Position* contact = stream.Positions();
  coverage.OfAll(stream.Instants(), starts, ends);
  const std::uint32_t before = times - 1;
  // Of a union the ends do not matter.
  if (!coverage.KeepsOrder() && !AreOrdered(contact, starts, ends, before > 0)) return false;
  RunWriter writer = workspace.WriteRuns(out, rows);
  if (before == 0) {
    for (std::uint32_t row = 0; row < rows; ++row) writer.Add(contact[row], starts[row], ends[row]);
  }
  for (std::uint32_t row = before; before > 0 && row < rows; ++row) {
    // As above: mostly not so.
    const bool covers = (contact[row - before] == contact[row]) & (starts[row] < ends[row - before]);
    if (covers) writer.Add(contact[row], starts[row], ends[row - before]);
  }
  writer.Finish();
  return true;
}

void CountCoverage(const EventStream& stream, Coverage& coverage, const CountRange& range, Workspace& workspace,
                   IntervalColumn& out) {
  IntervalWriter writer = workspace.Write(out);
  InstantBuffer& starts = workspace.instants(0);
  InstantBuffer& ends = workspace.instants(1);
  for (std::uint32_t position = 0; position < workspace.size(); ++position, writer.Close()) {
    writer.Begin(workspace.Floor(position));
    starts.clear();
    ends.clear();
    const std::uint32_t last = stream.Last(position);
    for (std::uint32_t event = stream.First(position); event < last; ++event) {
      const Interval covered = coverage.Of(stream.At(event));
      if (covered.start >= covered.end) continue;
      starts.push_back(covered.start);
      ends.push_back(covered.end);
    }
    SweepCounts(starts, ends, range, writer);
  }
}

void EvaluateStream(const DidNode& node, StreamId id, Workspace& workspace, IntervalColumn& out) {
  const EventStream& stream = workspace.Stream(id);
  Coverage& coverage = workspace.CoverageOf(node.when);
  if (!node.at_most && node.at_least > 0 && node.at_least <= kMostTimes) {
    const auto times = static_cast<std::uint32_t>(node.at_least);
    if (const auto length = coverage.OnlyExactLength())
      return UniteExactLengths(stream, *length, times, workspace, out);
    if (UniteCoverage(stream, coverage, times, workspace, out)) return;
  }
  CountCoverage(stream, coverage, {node.at_least, node.at_most}, workspace, out);
}

/// Of several kinds, at least once in last W, W exact; false where it has to be found kind by kind.
bool UniteMergedKinds(const DidNode& node, const MergedStream& merged, Workspace& workspace, IntervalColumn& out) {
  const std::optional<std::int64_t> length = workspace.CoverageOf(node.when).OnlyExactLength();
  if (!length || *length <= 0 || *length >= kLineReach) return false;
  std::vector<const EventStream*> streams;
  for (const StreamId part : merged.parts) streams.push_back(&workspace.Stream(part));
  const std::optional<std::span<const LinePlace>> places = workspace.line().Merge(streams);
  return places && UniteOneLength(LineRows(*places), *length, workspace, out);
}

/// Of several kinds, at least once: the union of each kind's answer, which spares ordering their events by rank.
void UniteKinds(const DidNode& node, const MergedStream& merged, Workspace& workspace, IntervalColumn& out) {
  if (UniteMergedKinds(node, merged, workspace, out)) return;
  IntervalColumn &part = workspace.spare(0), &united = workspace.spare(1);
  EvaluateStream(node, merged.parts.front(), workspace, out);
  for (std::size_t i = 1; i < merged.parts.size(); ++i) {
    EvaluateStream(node, merged.parts[i], workspace, part);
    Unite(out, part, united);
    std::swap(out, united);
  }
}

}  // namespace

void Evaluate(const DidNode& node, Workspace& workspace, IntervalColumn& out) {
  const StreamId stream = workspace.plan().StreamOf(node.events);
  const auto* merged = std::get_if<MergedStream>(&workspace.plan().stream(stream));
  if (merged != nullptr && !merged->parts.empty() && IsOnceOrMore(node)) {
    return UniteKinds(node, *merged, workspace, out);
  }
  EvaluateStream(node, stream, workspace, out);
}

}  // namespace segue::engine
