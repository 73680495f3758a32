// From when on the absence of an event is evidence: `recorded since` of the event kinds that a measure depends on,
// through conditions, flags, lifecycles (all their transitions) and `for`.
//
//   event purchase recorded since 2024-01-01; segment Buyer = did purchase; metric m = members of Buyer
//   m depends on purchase: before 2024-01-01 it has no value, not 0.
#pragma once

#include <algorithm>
#include <vector>

#include "engine/program.h"
#include "engine/timelines.h"

namespace segue::engine {

/// What holds for a set of event kinds together.
struct Recorded {
  bool imported = true;     // every kind was fed by some import
  Instant since = kAlways;  // the latest `recorded since`

  bool At(Instant instant) const { return imported && instant >= since; }
  Recorded& operator&=(const Recorded& other) {
    imported = imported && other.imported;
    since = std::max(since, other.since);
    return *this;
  }
};

class RecordedDependencies {
 public:
  /// Both must outlive this.
  RecordedDependencies(const Program& program, const Timelines& timelines);

  const Recorded& OfNode(NodeId node) const { return nodes_[node]; }
  Recorded OfMeasure(const Measure& measure) const;

 private:
  Recorded OfKind(EventKindId kind) const;
  Recorded OfMatches(const std::vector<EventMatch>& matches) const;
  Recorded OfEvents(const EventSet& events) const;
  Recorded OfNodes(const std::vector<NodeId>& nodes) const;
  Recorded OfLifecycle(const Lifecycle& lifecycle) const;
  Recorded OfScore(const Score& score) const;
  Recorded OfOperation(const NodeOperation& operation) const;

  const Program& program_;
  const Timelines& timelines_;
  std::vector<Recorded> nodes_;
};

}  // namespace segue::engine
