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

/// `did E at least k times in last W`, W exact, the commonest condition: of events in order with equal lengths, k cover
/// T exactly when some event and the k − 1 before it do. So the answer is a union of intervals already in order.
void UniteExactLengths(const EventStream& stream, std::int64_t length, std::uint32_t times, Workspace& workspace,
                       IntervalColumn& out) {
  IntervalWriter writer = workspace.Write(out);
  length = std::min(length, kForever);  // the sum of two instants' sizes does not overflow
  for (std::uint32_t position = 0; position < workspace.size(); ++position, writer.Close()) {
    writer.Begin(workspace.Floor(position));
    const std::uint32_t last = stream.Last(position);
    for (std::uint32_t event = stream.First(position); event + times <= last; ++event) {
      writer.Add(stream.At(event + times - 1), stream.At(event) + length);
    }
  }
}

/// `did E` once or more with any clauses whose starts are in order.
void UniteCoverage(const EventStream& stream, Coverage& coverage, Workspace& workspace, IntervalColumn& out) {
  IntervalWriter writer = workspace.Write(out);
  for (std::uint32_t position = 0; position < workspace.size(); ++position, writer.Close()) {
    writer.Begin(workspace.Floor(position));
    const std::uint32_t last = stream.Last(position);
    for (std::uint32_t event = stream.First(position); event < last && !writer.Complete(); ++event) {
      const Interval covered = coverage.Of(stream.At(event));
      writer.Add(covered.start, covered.end);
    }
  }
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
  if (!node.at_most && node.at_least > 0 && node.at_least <= kMostTimes && coverage.OnlyExactLength()) {
    const auto times = static_cast<std::uint32_t>(node.at_least);
    return UniteExactLengths(stream, *coverage.OnlyExactLength(), times, workspace, out);
  }
  if (IsOnceOrMore(node) && coverage.StartsAscend()) return UniteCoverage(stream, coverage, workspace, out);
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
