// `did E …`: true while the number of matching events that cover T is in range.
//
// Worked example: `did purchase at least 2 times in last 30 days`, purchases on 1 and 11 May: they cover [1, 31 May)
// and [11 May, 10 June), so the column holds [11 May, 31 May).
#include "engine/coverage.h"
#include "engine/coverage_count.h"
#include "engine/kernels.h"

namespace segue::engine {
namespace {

/// `did E in last W`, W exact: the commonest condition, a union of intervals already in order.
void UniteExactLengths(const EventStream& stream, std::int64_t length, Workspace& workspace, IntervalColumn& out) {
  IntervalWriter writer = workspace.Write(out);
  length = std::min(length, kForever);  // the sum of two instants' sizes does not overflow
  for (std::uint32_t position = 0; position < workspace.size(); ++position, writer.Close()) {
    writer.Begin(workspace.Floor(position));
    const std::uint32_t last = stream.Last(position);
    for (std::uint32_t event = stream.First(position); event < last; ++event) {
      writer.Add(stream.At(event), stream.At(event) + length);
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

}  // namespace

void Evaluate(const DidNode& node, Workspace& workspace, IntervalColumn& out) {
  const EventStream& stream = workspace.Stream(workspace.plan().StreamOf(node.events));
  Coverage coverage(node.when, workspace.calendar());
  const bool any = node.at_least == 1 && !node.at_most;
  if (any && coverage.OnlyExactLength()) return UniteExactLengths(stream, *coverage.OnlyExactLength(), workspace, out);
  if (any && coverage.StartsAscend()) return UniteCoverage(stream, coverage, workspace, out);
  CountCoverage(stream, coverage, {node.at_least, node.at_most}, workspace, out);
}

}  // namespace segue::engine
