// Scores: points gathered into steps, and tests of their total.
//
// Worked example: `+5 per email_clicked in last 30 days; +10 while (in Vip)`, a click on 1 May, Vip from 11 May on:
// the steps are (first moment, 0), (1 May, 5), (11 May, 15), (31 May, 10).
#include <algorithm>
#include <limits>

#include "engine/kernels.h"

namespace segue::engine {
namespace {

/// Gathers the changes of one contact after the other; what an item needs is looked up once per batch.
class PointGatherer {
 public:
  PointGatherer(const Score& score, Workspace& workspace)
      : score_(score), workspace_(workspace), changes_(workspace.point_changes()) {
    for (const PointsPerEvent& item : score.per_event) {
      events_.push_back({&workspace.Stream(workspace.plan().StreamOf(item.events)), &workspace.CoverageOf(item.when)});
    }
  }

  /// The changes after the contact's first moment, ascending; those of the first moment itself come as one sum.
  Points Gather(std::uint32_t position) {
    floor_ = workspace_.Floor(position);
    at_floor_ = 0;
    changes_.clear();
    for (std::size_t i = 0; i < events_.size(); ++i) AddEvents(events_[i], score_.per_event[i].points, position);
    for (const PointsWhile& item : score_.during) AddRuns(item, position);
    std::sort(changes_.begin(), changes_.end(), [](const PointChange& a, const PointChange& b) { return a.at < b.at; });
    return at_floor_;
  }

 private:
  struct ItemEvents {
    const EventStream* stream;
    Coverage* coverage;
  };

  void AddEvents(const ItemEvents& item, Points points, std::uint32_t position) {
    const std::uint32_t last = item.stream->Last(position);
    for (std::uint32_t event = item.stream->First(position); event < last; ++event) {
      const Interval covered = item.coverage->Of(item.stream->At(event));
      if (covered.start < covered.end) AddInterval(covered, points);
    }
  }

  void AddRuns(const PointsWhile& item, std::uint32_t position) {
    const IntervalView runs = workspace_.column(item.node)[position];
    for (std::size_t i = 0; i < runs.size(); ++i) AddInterval(runs[i], item.points);
  }

  void AddInterval(Interval interval, Points points) {
    AddChange(interval.start, points);
    if (interval.end < kForever) AddChange(interval.end, -points);
  }

  void AddChange(Instant at, Points points) {
    if (at <= floor_) {
      at_floor_ += points;
    } else if (at <= workspace_.scope().horizon) {
      changes_.push_back({at, points});
    }
  }

  const Score& score_;
  Workspace& workspace_;
  std::vector<PointChange>& changes_;
  std::vector<ItemEvents> events_;
  Instant floor_ = 0;
  Points at_floor_ = 0;
};

void AppendStep(StepColumn& out, Instant at, Points value) {
  const bool first = out.at.size() == out.offsets.back();
  if (!first && out.values.back() == value) return;
  out.at.push_back(at);
  out.values.push_back(value);
}

/// From running totals to steps: one for each instant at which the capped total changes.
void WriteSteps(Instant floor, Points total, const std::vector<PointChange>& changes, Points cap, StepColumn& out) {
  AppendStep(out, floor, std::min(total, cap));
  for (std::size_t i = 0; i < changes.size(); ++i) {
    total += changes[i].points;
    const bool last_of_instant = i + 1 == changes.size() || changes[i + 1].at != changes[i].at;
    if (last_of_instant) AppendStep(out, changes[i].at, std::min(total, cap));
  }
}

bool IsInRange(const std::vector<PointRange>& ranges, Points value) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [&](const PointRange& range) { return range.low <= value && value <= range.high; });
}

}  // namespace

void RunScore(const Score& score, Workspace& workspace, StepColumn& out) {
  out.offsets.assign(1, 0);
  out.at.clear();
  out.values.clear();
  const Points cap = score.at_most.value_or(std::numeric_limits<Points>::max());
  PointGatherer gatherer(score, workspace);
  for (std::uint32_t position = 0; position < workspace.size(); ++position) {
    if (workspace.Exists(position)) {
      const Points at_floor = gatherer.Gather(position);
      WriteSteps(workspace.Floor(position), at_floor, workspace.point_changes(), cap, out);
    }
    out.offsets.push_back(static_cast<std::uint32_t>(out.at.size()));
  }
}

void Evaluate(const ScoreTestNode& node, Workspace& workspace, IntervalColumn& out) {
  const StepColumn& steps = workspace.StepsOf(node.run);
  IntervalWriter writer = workspace.Write(out);
  for (std::uint32_t position = 0; position < workspace.size(); ++position, writer.Close()) {
    writer.Begin(workspace.Floor(position));
    const std::uint32_t last = steps.offsets[position + 1];
    for (std::uint32_t step = steps.offsets[position]; step < last; ++step) {
      if (!IsInRange(node.ranges, steps.values[step])) continue;
      writer.Add(steps.at[step], step + 1 < last ? steps.at[step + 1] : kForever);
    }
  }
}

}  // namespace segue::engine
