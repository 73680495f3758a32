// `A then B within W`: the events b that some a comes before, at most W earlier.
//
// Walking through both in the order of events, it is enough to remember the latest a⊕W so far: calendar lengths are
// not monotone, but any a that reaches b will do. With `same`, it is remembered per value: the steps of a contact are
// sorted by value, then each value is walked by itself.
//
// Worked example, `then buy within 2 days`: clicks on days 1 and 5 reach to days 3 and 7 (included), so of purchases on
// days 3, 4 and 7 those of days 3 and 7 are left.
#include <algorithm>
#include <compare>
#include <span>
#include <vector>

#include "engine/workspace.h"

namespace segue::engine {
namespace {

/// Where an event stands in the order of all of a contact's events.
struct EventPlace {
  Instant at = 0;
  std::int64_t rank = 0;
  EventKindId kind = 0;
  std::uint32_t row = 0;
  friend auto operator<=>(const EventPlace&, const EventPlace&) = default;
};

EventPlace PlaceOf(const EventStream& stream, std::uint32_t index, const Timelines& timelines) {
  const EventKindId kind = stream.Kind(index);
  const Array<std::int64_t>& rank = timelines.events[kind].rank;
  const std::uint32_t row = stream.Row(index);
  return {stream.At(index), rank.empty() ? 0 : rank[row], kind, row};
}

/// Marks, contact by contact, the events of `base` that have a precedent.
class PrecedentMarker {
 public:
  PrecedentMarker(const PrecededStream& plan, const EventStream& base, const EventStream& first,
                  const Workspace& workspace)
      : plan_(plan), base_(base), first_(first), workspace_(workspace) {}

  /// One mark per event of the contact in `base`, valid until the next call.
  const std::vector<std::uint8_t>& Mark(std::uint32_t position) {
    marks_.assign(base_.Last(position) - base_.First(position), 0);
    plan_.same.empty() ? MarkAny(position) : MarkSame(position);
    return marks_;
  }

 private:
  static constexpr std::uint32_t kNoMark = 0xFFFFFFFF;

  /// An a with the instant up to which it reaches, or a b with its own.
  struct Step {
    Instant at = 0;
    std::uint32_t mark = kNoMark;  // of a b
  };

  Instant Reach(std::uint32_t event) const { return workspace_.calendar().Add(first_.At(event), plan_.within); }

  /// Calls `on_first` and `on_base` in the order of events; an event in both is a b before it is an a.
  template <typename OnFirst, typename OnBase>
  void WalkInOrder(std::uint32_t position, OnFirst on_first, OnBase on_base) const {
    const Timelines& timelines = workspace_.timelines();
    std::uint32_t first = first_.First(position);
    const std::uint32_t last = first_.Last(position);
    for (std::uint32_t event = base_.First(position); event < base_.Last(position); ++event) {
      const EventPlace place = PlaceOf(base_, event, timelines);
      while (first < last && PlaceOf(first_, first, timelines) < place) on_first(first++);
      on_base(event);
    }
  }

  void MarkAny(std::uint32_t position) {
    Instant reach = kAlways;
    const std::uint32_t begin = base_.First(position);
    WalkInOrder(
        position, [&](std::uint32_t event) { reach = std::max(reach, Reach(event)); },
        [&](std::uint32_t event) { marks_[event - begin] = base_.At(event) <= reach; });
  }

  void MarkSame(std::uint32_t position) {
    steps_.clear();
    values_.clear();
    const std::uint32_t begin = base_.First(position);
    WalkInOrder(
        position,
        [&](std::uint32_t event) {
          AddStep(first_, event, {Reach(event), kNoMark});
        },
        [&](std::uint32_t event) {
          AddStep(base_, event, {base_.At(event), event - begin});
        });
    SortByValue();
    for (std::size_t i = 0; i < order_.size();) i = MarkValue(i);
  }

  /// Leaves out events that lack a value.
  void AddStep(const EventStream& stream, std::uint32_t event, Step step) {
    const std::size_t size = values_.size();
    for (const CodesId same : plan_.same) {
      const EventKindId kind = stream.Kind(event);
      const EventColumn& events = workspace_.timelines().events[kind];
      const ValueCode value = workspace_.plan().codes(same).Of(events, kind, stream.Row(event));
      if (value == kNoCode) return values_.resize(size);
      values_.push_back(value);
    }
    steps_.push_back(step);
  }

  std::span<const ValueCode> ValuesOf(std::uint32_t step) const {
    return std::span(values_).subspan(step * plan_.same.size(), plan_.same.size());
  }

  /// Equal values together, and among them in the order of events.
  void SortByValue() {
    order_.resize(steps_.size());
    for (std::uint32_t i = 0; i < order_.size(); ++i) order_[i] = i;
    std::sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) {
      const auto left = ValuesOf(a), right = ValuesOf(b);
      const auto order = std::lexicographical_compare_three_way(left.begin(), left.end(), right.begin(), right.end());
      return order != 0 ? order < 0 : a < b;
    });
  }

  /// Walks the steps of one value from order_[begin] on; returns where the next value begins.
  std::size_t MarkValue(std::size_t begin) {
    const auto values = ValuesOf(order_[begin]);
    Instant reach = kAlways;
    std::size_t i = begin;
    for (; i < order_.size() && std::ranges::equal(values, ValuesOf(order_[i])); ++i) {
      const Step& step = steps_[order_[i]];
      if (step.mark == kNoMark) {
        reach = std::max(reach, step.at);
      } else {
        marks_[step.mark] = step.at <= reach;
      }
    }
    return i;
  }

  const PrecededStream& plan_;
  const EventStream& base_;
  const EventStream& first_;
  const Workspace& workspace_;
  std::vector<std::uint8_t> marks_;
  std::vector<Step> steps_;
  std::vector<ValueCode> values_;  // of each step, one per entry of plan_.same
  std::vector<std::uint32_t> order_;
};

}  // namespace

void Workspace::Fill(const PrecededStream& plan, EventStream& stream) {
  const EventStream& base = Part(plan.base);
  const EventStream& first = Part(plan.first);
  PrecedentMarker marker(plan, base, first, *this);
  stream.Start(size_, std::nullopt);
  for (std::uint32_t position = 0; position < size_; ++position, stream.Close()) {
    const std::vector<std::uint8_t>& marks = marker.Mark(position);
    const std::uint32_t begin = base.First(position);
    for (std::uint32_t i = 0; i < marks.size(); ++i) {
      if (marks[i] != 0) stream.Append(base.At(begin + i), base.Kind(begin + i), base.Row(begin + i));
    }
  }
  stream.Finish();
}

}  // namespace segue::engine
