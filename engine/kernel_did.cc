// `did E …`: true while the number of matching events that cover T is in range.
//
// Worked example: `did purchase at least 2 times in last 30 days`, purchases on 1 and 11 May: they cover [1, 31 May)
// and [11 May, 10 June), so the column holds [11 May, 31 May).
#include <algorithm>
#include <utility>

#include "engine/coverage.h"
#include "engine/coverage_count.h"
#include "engine/kernels.h"

namespace segue::engine {
namespace {

/// More would overflow a row number.
constexpr std::int64_t kMostTimes = 1'000'000'000;

bool IsOnceOrMore(const DidNode& node) { return node.at_least == 1 && !node.at_most; }

/// `did E in last W`, W exact: an interval ends where the next event is further away than W. No step depends on the one
/// before but for where it writes. False where some event lies before its contact's first moment.
bool UniteOneLength(const EventStream& stream, std::int64_t length, const Workspace& workspace, IntervalColumn& out) {
  const std::uint32_t rows = stream.Rows();
  const Instant* at = stream.Instants();
  const Position* contact = stream.Positions();
  const Instant* floors = workspace.Floors().data();
  const Instant horizon = workspace.scope().horizon;
  out.starts.resize(std::size_t{rows} + 1);
  out.ends.resize(std::size_t{rows} + 1);
  out.offsets.assign(std::size_t{workspace.size()} + 1, 0);
  Instant *starts = out.starts.data(), *ends = out.ends.data();
  std::uint32_t* offsets = out.offsets.data() + 1;
  std::uint32_t written = 0;
  bool early = false;
  for (std::uint32_t row = 0; row < rows; ++row) {
    const std::uint32_t before = row - (row != 0);
    const Instant instant = at[row], end = instant + length;
    const bool fresh = (row == 0) | (contact[row] != contact[before]) | (instant > at[before] + length);
    early |= instant < floors[contact[row]];
    starts[written] = instant;
    written += fresh;
    ends[written - 1] = end > horizon ? kForever : end;
    offsets[contact[row]] = written;
  }
  for (std::uint32_t position = 1; position < workspace.size(); ++position) {
    offsets[position] = std::max(offsets[position], offsets[position - 1]);
  }
  out.starts.resize(written);
  out.ends.resize(written);
  return !early;
}

/// `did E at least k times in last W`, W exact, the commonest condition: of events in order with equal lengths, k cover
/// T exactly when some event and the k − 1 before it do. So the answer is a union of intervals already in order.
void UniteExactLengths(const EventStream& stream, std::int64_t length, std::uint32_t times, Workspace& workspace,
                       IntervalColumn& out) {
  length = std::min(length, kForever);  // the sum of two instants' sizes does not overflow
  if (times == 1 && length > 0 && UniteOneLength(stream, length, workspace, out)) return;
  const std::uint32_t rows = stream.Rows();
  const Instant* at = stream.Instants();
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

/// The same for any clauses whose starts and ends are in the order of events; false, and nothing written, where they
/// are not.
bool UniteCoverage(const EventStream& stream, Coverage& coverage, std::uint32_t times, Workspace& workspace,
                   IntervalColumn& out) {
  std::vector<Instant>&starts = workspace.instants(0), &ends = workspace.instants(1);
  const std::uint32_t rows = stream.Rows();
  const Position* contact = stream.Positions();
  coverage.OfAll(stream.Instants(), rows, starts, ends);
  const std::uint32_t before = times - 1;
  bool ordered = true;
  // A union needs starts in order only; counting takes those that cover nothing for what they are not.
  for (std::uint32_t row = 0; row < rows; ++row) ordered &= before == 0 || starts[row] < ends[row];
  for (std::uint32_t row = 1; row < rows; ++row) {
    const bool ascends = (starts[row - 1] <= starts[row]) & (before == 0 || ends[row - 1] <= ends[row]);
    ordered &= (contact[row - 1] != contact[row]) | ascends;
  }
  if (!ordered) return false;
  RunWriter writer = workspace.WriteRuns(out, rows);
  for (std::uint32_t row = before; row < rows; ++row) {
    writer.Add(contact[row], starts[row], contact[row - before] == contact[row] ? ends[row - before] : kAlways);
  }
  writer.Finish();
  return true;
}

void CountCoverage(const EventStream& stream, Coverage& coverage, const CountRange& range, Workspace& workspace,
                   IntervalColumn& out) {
  IntervalWriter writer = workspace.Write(out);
  std::vector<Instant>& starts = workspace.instants(0);
  std::vector<Instant>& ends = workspace.instants(1);
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

/// Of several kinds, at least once: the union of each kind's answer, which spares merging their events.
void UniteKinds(const DidNode& node, const MergedStream& merged, Workspace& workspace, IntervalColumn& out) {
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
