// `A then B within W`: the events b that some a comes before, at most W earlier. `A followed by B within W`: the events
// a that some b comes after, at most W later.
//
// Walking through both in the order of events, it is enough to remember the latest a⊕W so far: calendar lengths are
// not monotone, but any a that reaches b will do. With `same`, it is remembered per value: the steps of a contact are
// sorted by value, then each value is walked by itself.
//
// For `followed` the same steps are walked from the last to the first: the nearest b after an a decides.
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

/// Marks, contact by contact, the events of `base` that have their precedent, or are followed.
class SequenceMarker {
 public:
  SequenceMarker(const SequenceStream& plan, const EventStream& base, const EventStream& other,
                 const Workspace& workspace)
      : plan_(plan), base_(base), other_(other), workspace_(workspace) {}

  /// One mark per event of the contact in `base`, valid until the next call.
  const std::vector<std::uint8_t>& Mark(std::uint32_t position) {
    marks_.assign(base_.Last(position) - base_.First(position), 0);
    plan_.same.empty() && !plan_.followed ? MarkAny(position) : MarkSteps(position);
    return marks_;
  }

 private:
  static constexpr std::uint32_t kNoMark = 0xFFFFFFFF;

  /// An event of `base` has a mark. Of an a, the instant up to which it reaches; of a b its own.
  struct Step {
    Instant at = 0;
    std::uint32_t mark = kNoMark;
  };

  Instant Reach(Instant at) const { return workspace_.calendar().Add(at, plan_.within); }

  /// Calls `on_other` and `on_base` in the order of events; an event in both is a b before it is an a.
  template <typename OnOther, typename OnBase>
  void WalkInOrder(std::uint32_t position, OnOther on_other, OnBase on_base) const {
    const Timelines& timelines = workspace_.timelines();
    std::uint32_t other = other_.First(position);
    const std::uint32_t last = other_.Last(position);
    for (std::uint32_t event = base_.First(position); event < base_.Last(position); ++event) {
      const EventPlace place = PlaceOf(base_, event, timelines);
      for (; other < last; ++other) {
        const auto order = PlaceOf(other_, other, timelines) <=> place;
        if (order > 0 || (order == 0 && !plan_.followed)) break;
        on_other(other);
      }
      on_base(event);
    }
    if (plan_.followed) {
      for (; other < last; ++other) on_other(other);
    }
  }

  void MarkAny(std::uint32_t position) {
    Instant reach = kAlways;
    const std::uint32_t begin = base_.First(position);
    WalkInOrder(
        position, [&](std::uint32_t event) { reach = std::max(reach, Reach(other_.At(event))); },
        [&](std::uint32_t event) { marks_[event - begin] = base_.At(event) <= reach; });
  }

  void MarkSteps(std::uint32_t position) {
    steps_.clear();
    values_.clear();
    const std::uint32_t begin = base_.First(position);
    const auto when = [&](Instant at, bool is_a) { return is_a ? Reach(at) : at; };
    WalkInOrder(
        position,
        [&](std::uint32_t event) {
          AddStep(other_, event, {when(other_.At(event), !plan_.followed), kNoMark});
        },
        [&](std::uint32_t event) {
          AddStep(base_, event, {when(base_.At(event), plan_.followed), event - begin});
        });
    SortByValue();
    for (std::size_t i = 0; i < order_.size();) {
      const std::size_t end = EndOfValue(i);
      plan_.followed ? MarkFollowed(i, end) : MarkPreceded(i, end);
      i = end;
    }
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
    if (plan_.same.empty()) return;
    std::sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) {
      const auto left = ValuesOf(a), right = ValuesOf(b);
      const auto order = std::lexicographical_compare_three_way(left.begin(), left.end(), right.begin(), right.end());
      return order != 0 ? order < 0 : a < b;
    });
  }

  /// Where the steps of the value of order_[begin] end.
  std::size_t EndOfValue(std::size_t begin) const {
    const auto values = ValuesOf(order_[begin]);
    std::size_t end = begin + 1;
    while (end < order_.size() && std::ranges::equal(values, ValuesOf(order_[end]))) ++end;
    return end;
  }

  void MarkPreceded(std::size_t begin, std::size_t end) {
    Instant reach = kAlways;
    for (std::size_t i = begin; i < end; ++i) {
      const Step& step = steps_[order_[i]];
      if (step.mark == kNoMark) {
        reach = std::max(reach, step.at);
      } else {
        marks_[step.mark] = step.at <= reach;
      }
    }
  }

  void MarkFollowed(std::size_t begin, std::size_t end) {
    Instant next = kForever;
    for (std::size_t i = end; i-- > begin;) {
      const Step& step = steps_[order_[i]];
      if (step.mark == kNoMark) {
        next = step.at;
      } else {
        marks_[step.mark] = next < kForever && next <= step.at;
      }
    }
  }

  const SequenceStream& plan_;
  const EventStream& base_;
  const EventStream& other_;
  const Workspace& workspace_;
  std::vector<std::uint8_t> marks_;
  std::vector<Step> steps_;
  std::vector<ValueCode> values_;  // of each step, one per entry of plan_.same
  std::vector<std::uint32_t> order_;
};

}  // namespace

void Workspace::Fill(const SequenceStream& plan, EventStream& stream) {
  const EventStream& base = Part(plan.base);
  const EventStream& other = Part(plan.other);
  SequenceMarker marker(plan, base, other, *this);
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
