// `last E …`, `first E …`: the latest (first) matching event ≤ T satisfies every clause.
//
// The latest event is the latest from its instant until the next event's; of several at one instant the last in order
// counts, for the first event the first in order.
#include <algorithm>
#include <span>

#include "engine/coverage.h"
#include "engine/kernels.h"

namespace segue::engine {
namespace {

class OrdinalKernel {
 public:
  OrdinalKernel(const OrdinalNode& node, Workspace& workspace)
      : node_(node),
        workspace_(workspace),
        stream_(workspace.Stream(workspace.plan().StreamOf(node.events))),
        coverage_(workspace.CoverageOf(node.when)) {}

  void WriteContact(std::uint32_t position, IntervalWriter& writer) {
    const std::uint32_t first = stream_.First(position), last = stream_.Last(position);
    if (first == last) return;
    if (node_.first) return Write(first, kForever, writer);
    for (std::uint32_t event = first; event < last; ++event) {
      const Instant next = event + 1 < last ? stream_.At(event + 1) : kForever;
      if (next > stream_.At(event)) Write(event, next, writer);
    }
  }

 private:
  /// The event is the one that counts until `until`.
  void Write(std::uint32_t event, Instant until, IntervalWriter& writer) {
    if (!Has(event)) return;
    const Interval covered = coverage_.Of(stream_.At(event));
    writer.Add(covered.start, std::min(covered.end, until));
  }

  bool Has(std::uint32_t event) const {
    return std::any_of(node_.has.begin(), node_.has.end(), [&](const EventMatch& match) {
      return match.kind == stream_.Kind(event) &&
             workspace_.plan().Matches(match, workspace_.timelines().events[match.kind], stream_.Row(event));
    });
  }

  const OrdinalNode& node_;
  const Workspace& workspace_;
  const EventStream& stream_;
  Coverage& coverage_;
};

}  // namespace

namespace {

/// Without `has`, the whole batch at once.
void WriteAll(const OrdinalNode& node, Workspace& workspace, IntervalColumn& out) {
  const EventStream& stream = workspace.Stream(workspace.plan().StreamOf(node.events));
  InstantBuffer &starts = workspace.instants(0), &ends = workspace.instants(1);
  const std::uint32_t rows = stream.Rows();
  const std::span<const Instant> at = stream.Instants();
  const Position* contact = stream.Positions();
  workspace.CoverageOf(node.when).OfAll(at, starts, ends);
  RunWriter writer = workspace.WriteRuns(out, rows);
  // Behind the last row stands a contact that is nobody's.
  if (node.first) {
    for (std::uint32_t row = 0; row < rows; ++row) {
      const bool is_first = row == 0 || contact[row - 1] != contact[row];
      writer.Add(contact[row], starts[row], Choose(is_first, ends[row], kAlways));
    }
  } else {
    for (std::uint32_t row = 0; row < rows; ++row) {
      const Instant next = at[row + (row + 1 < rows)];
      const bool is_followed = (contact[row + 1] == contact[row]) & (next < ends[row]);
      writer.Add(contact[row], starts[row], Choose(is_followed, next, ends[row]));
    }
  }
  writer.Finish();
}

}  // namespace

void Evaluate(const OrdinalNode& node, Workspace& workspace, IntervalColumn& out) {
  if (node.has.empty()) return WriteAll(node, workspace, out);
  OrdinalKernel kernel(node, workspace);
  IntervalWriter writer = workspace.Write(out);
  for (std::uint32_t position = 0; position < workspace.size(); ++position, writer.Close()) {
    writer.Begin(workspace.Floor(position));
    kernel.WriteContact(position, writer);
  }
}

}  // namespace segue::engine
