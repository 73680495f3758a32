// What consumers see of a worker's batch.
#include "engine/evaluation.h"
#include "engine/kernels.h"
#include "engine/workspace.h"

namespace segue::engine {

std::uint32_t Batch::first() const { return workspace_.contact(); }
const Timelines& Batch::timelines() const { return workspace_.timelines(); }
std::uint32_t Batch::timelines_first() const { return workspace_.first(); }
std::uint32_t Batch::size() const { return workspace_.size(); }
const IntervalColumn& Batch::Moments(NodeId node) const { return workspace_.column(node); }
const MoveColumn& Batch::Moves(NodeId run) const { return workspace_.MovesOf(run); }
const StepColumn& Batch::Steps(NodeId run) const { return workspace_.StepsOf(run); }
const IntervalColumn& Batch::Existence() const { return workspace_.existence(); }
bool Batch::HasAbsences() const { return workspace_.has_absences(); }

std::pair<std::uint32_t, std::uint32_t> Batch::EventRows(EventKindId kind, std::uint32_t position) const {
  return workspace_.EventRows(kind, position);
}

bool Batch::HasRows(EventKindId kind) const { return workspace_.HasRows(kind); }

bool Batch::Matches(const EventMatch& match, std::uint32_t row) const {
  return workspace_.plan().Matches(match, timelines().events[match.kind], row);
}

const EventStream& Batch::Stream(const EventSet& events) const {
  return workspace_.Stream(workspace_.plan().StreamOf(events));
}

std::vector<EventFact> Batch::Matching(const EventSet& events, std::uint32_t position) const {
  const EventStream& stream = Stream(events);
  std::vector<EventFact> matching;
  for (std::uint32_t i = stream.First(position); i < stream.Last(position); ++i) {
    matching.push_back({stream.Kind(i), stream.Row(i), stream.At(i)});
  }
  return matching;
}

Profile* Batch::profile() const { return workspace_.profile(); }

std::optional<Value> Batch::AggregateAt(const AggregateNode& node, std::uint32_t position, Instant instant) const {
  return engine::AggregateAt(node, workspace_, position, instant);
}

}  // namespace segue::engine
