// `sum of E.p in last W >= n`: the values of the events that cover T, taken together.
//
// A sweep over the starts and ends of what the events cover, as in engine/coverage_count.h; at each of these moments
// the values that come and go are added and taken away.
//
// Worked example: `sum of purchase.amount in last 30 days >= 100`, 60 EUR on 1 May and 50 EUR on 11 May: the sum is 60
// from 1 May, 110 from 11 May, 50 from 31 May and 0 from 10 June; the column holds [11 May, 31 May).
#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/aggregate_value.h"
#include "engine/kernels.h"

namespace segue::engine {
namespace {

/// Ascending by what `key` gives. Most often it is so already.
template <typename Items, typename Key>
void SortIfNeeded(Items& items, Key key) {
  if (!std::ranges::is_sorted(items, {}, key)) std::ranges::sort(items, {}, key);
}

class AggregateKernel {
 public:
  AggregateKernel(const AggregateNode& node, Workspace& workspace)
      : workspace_(workspace),
        stream_(workspace.Stream(workspace.plan().StreamOf(node.events))),
        coverage_(workspace.CoverageOf(node.when)),
        codes_(workspace.plan().CodesOf(node)),
        by_item_(node.kind == AggregateKind::kDistinct && codes_.AreLists()),
        test_(node.test) {}

  template <typename Aggregate>
  void Write(Aggregate aggregate, IntervalColumn& out) {
    InstantBuffer &starts = workspace_.instants(0), &ends = workspace_.instants(1);
    coverage_.OfAll(stream_.Instants(), starts, ends);
    aggregate.Open({});
    const bool nothing_passes = aggregate.Passes(test_, kAlways);
    IntervalWriter writer = workspace_.Write(out);
    std::uint32_t covered = 0;  // of `starts` and `ends`: the contact's first
    for (std::uint32_t position = 0; position < workspace_.size(); ++position, writer.Close()) {
      writer.Begin(workspace_.Floor(position));
      values_.clear();
      const std::uint32_t last = stream_.Last(position);
      for (std::uint32_t event = stream_.First(position); event < last; ++event, ++covered) {
        AddValues(event, {starts[covered], ends[covered]});
      }
      if (!values_.empty()) {
        Sort();
        Sweep(aggregate, writer);
      } else if (nothing_passes) {
        writer.Add(writer.floor(), kForever);
      }
    }
  }

  /// The value at one instant.
  template <typename Aggregate>
  std::optional<Value> At(Aggregate aggregate, std::uint32_t position, Instant instant, ValueType type) {
    values_.clear();
    for (std::uint32_t event = stream_.First(position); event < stream_.Last(position); ++event) {
      AddValues(event, coverage_.Of(stream_.At(event)));
    }
    aggregate.Open(values_);
    for (const CoveredValue& value : values_) {
      if (value.start <= instant && instant < value.end) aggregate.Enter(value);
    }
    return aggregate.Result(type);
  }

 private:
  /// The values in order of start, and in order of end.
  void Sort() {
    SortIfNeeded(values_, &CoveredValue::start);
    leaving_.clear();
    if (std::ranges::is_sorted(values_, {}, &CoveredValue::end)) return;
    leaving_.resize(values_.size());
    std::iota(leaving_.begin(), leaving_.end(), 0U);
    std::ranges::sort(leaving_, {}, [&](std::uint32_t i) { return values_[i].end; });
  }
  /// The value that leaves after `nth` others.
  const CoveredValue& Leaving(std::size_t nth) const { return values_[leaving_.empty() ? nth : leaving_[nth]]; }

  void AddValues(std::uint32_t event, const Interval& covered) {
    if (covered.start >= covered.end) return;
    const EventKindId kind = stream_.Kind(event);
    const std::uint32_t row = stream_.Row(event);
    const EventColumn& events = workspace_.timelines().events[kind];
    if (by_item_) {
      for (const ValueCode item : codes_.ItemsOf(events, kind, row))
        values_.push_back({covered.start, covered.end, item});
    } else if (const ValueCode code = codes_.Of(events, kind, row); code != kNoCode) {
      values_.push_back({covered.start, covered.end, code});
    }
  }

  template <typename Aggregate>
  void Sweep(Aggregate& aggregate, IntervalWriter& writer) {
    aggregate.Open(values_);
    bool inside = aggregate.Passes(test_, writer.floor());
    Instant since = writer.floor();
    for (std::size_t start = 0, end = 0; end < values_.size();) {
      const Instant next_end = Leaving(end).end;
      const Instant at = start < values_.size() ? std::min(values_[start].start, next_end) : next_end;
      if (at >= kForever) break;
      for (; start < values_.size() && values_[start].start == at; ++start) aggregate.Enter(values_[start]);
      for (; end < values_.size() && Leaving(end).end == at; ++end) aggregate.Leave(Leaving(end));
      const bool now_inside = aggregate.Passes(test_, at);
      if (inside && !now_inside) writer.Add(since, at);
      if (!inside && now_inside) since = at;
      inside = now_inside;
    }
    if (inside) writer.Add(since, kForever);
  }

  Workspace& workspace_;
  const EventStream& stream_;
  Coverage& coverage_;
  const ValueCodes& codes_;
  const bool by_item_;
  const ResultTest test_;
  std::vector<CoveredValue> values_;
  std::vector<std::uint32_t> leaving_;  // empty: in the order of `values_`
};

ValueType TypeOf(const AggregateNode& node, const Schema& schema) {
  const EventMatch& first = node.events.alternatives.front();
  return schema.events[first.kind].properties[node.properties.front()].type;
}

/// Calls `use` with what the node computes.
template <typename Use>
auto WithAggregate(const AggregateNode& node, ValueType type, Use use) {
  const bool average = node.kind == AggregateKind::kAverage;
  switch (node.kind) {
    case AggregateKind::kSum:
    case AggregateKind::kAverage:
      if (type != ValueType::kMoney) return use(NumberSum(average));
      return average ? use(MoneySum<true>()) : use(MoneySum<false>());
    case AggregateKind::kLargest:
    case AggregateKind::kSmallest:
      return use(Extreme(node.kind == AggregateKind::kLargest));
    case AggregateKind::kDistinct:
      break;
  }
  return use(DistinctCount());
}

}  // namespace

void Evaluate(const AggregateNode& node, Workspace& workspace, IntervalColumn& out) {
  AggregateKernel kernel(node, workspace);
  WithAggregate(node, TypeOf(node, workspace.program().schema),
                [&](auto aggregate) { kernel.Write(std::move(aggregate), out); });
}

std::optional<Value> AggregateAt(const AggregateNode& node, Workspace& workspace, std::uint32_t position,
                                 Instant instant) {
  AggregateKernel kernel(node, workspace);
  const ValueType type = TypeOf(node, workspace.program().schema);
  return WithAggregate(node, type,
                       [&](auto aggregate) { return kernel.At(std::move(aggregate), position, instant, type); });
}

}  // namespace segue::engine
