// What looks wrong in a lifecycle.
#include "rules/lifecycle_review.h"

#include <algorithm>
#include <queue>
#include <string>
#include <utility>

#include "rules/codes.h"
#include "rules/contradictions.h"
#include "rules/node_key.h"
#include "rules/time_reader.h"

namespace segue::rules {
namespace {

using engine::StateId;
using engine::Transition;

constexpr std::size_t kMostCompared = 300;  // transitions are compared in pairs

bool Contains(const std::vector<StateId>& states, StateId state) {
  return std::binary_search(states.begin(), states.end(), state);
}

/// Every event of `later` is one of `earlier`.
bool TakesEveryEvent(const engine::EventSet& earlier, const engine::EventSet& later) {
  if (!earlier.during.empty()) return false;
  return std::all_of(later.alternatives.begin(), later.alternatives.end(), [&](const engine::EventMatch& event) {
    return std::any_of(earlier.alternatives.begin(), earlier.alternatives.end(), [&](const engine::EventMatch& taken) {
      return taken.kind == event.kind && (!taken.filter || KeyOf(taken.filter) == KeyOf(event.filter));
    });
  });
}

/// The longer one is never reached first; lengths of different kinds are not compared.
bool NotLonger(const engine::Length& a, const engine::Length& b) {
  if ((a.months == 0) != (b.months == 0)) return false;
  return a.months <= b.months && a.milliseconds <= b.milliseconds;
}

/// Whenever `later` could fire, `earlier` fires at that instant or before, from the same state.
bool Beats(const Transition& earlier, const Transition& later) {
  const bool same_condition = !earlier.when || earlier.when == later.when;
  if (!same_condition) return false;
  if (earlier.on) return later.on && TakesEveryEvent(*earlier.on, *later.on);
  if (earlier.after) return later.after && NotLonger(*earlier.after, *later.after);
  return !later.on && !later.after;
}

class Review {
 public:
  Review(Context& context, std::uint32_t index, const std::vector<const dsl::TransitionItem*>& written)
      : context_(context),
        lifecycle_(context.lifecycles[index]),
        states_(context.model.states[index]),
        written_(written) {}

  void Run() {
    FindUnreachable();
    if (lifecycle_.transitions.size() > kMostCompared) return;
    FindBeaten();
    FindFlips();
    FindShortCycles();
  }

 private:
  const std::string& NameOf(StateId state) const { return lifecycle_.states[state]; }

  void FindUnreachable() {
    std::vector<std::vector<StateId>> next(lifecycle_.states.size());
    for (const Transition& transition : lifecycle_.transitions) {
      for (const StateId from : transition.from) next[from].push_back(transition.to);
    }
    std::vector<bool> reached(next.size(), false);
    std::vector<StateId> open{lifecycle_.start};
    reached[lifecycle_.start] = true;
    while (!open.empty()) {
      const StateId state = open.back();
      open.pop_back();
      for (const StateId to : next[state]) {
        if (!reached[to]) open.push_back(to);
        reached[to] = true;
      }
    }
    for (StateId state = 0; state < reached.size(); ++state) {
      if (!reached[state]) ReportUnreachable(state);
    }
  }

  void ReportUnreachable(StateId state) {
    std::vector<std::string_view> others;
    for (const std::string& name : lifecycle_.states) {
      if (name != NameOf(state)) others.push_back(name);
    }
    std::string hint = context_.suggestions.DidYouMean(NameOf(state), others);
    if (hint.empty()) hint = "write a transition that leads to it, or remove it";
    context_.report.Warning(code::kUnreachable, states_.spans[state],
                            "no transition leads to " + Quote(NameOf(state)) + " from the start", hint);
  }

  void FindBeaten() {
    for (std::size_t later = 0; later < lifecycle_.transitions.size(); ++later) {
      const Transition& transition = lifecycle_.transitions[later];
      std::size_t beaten = 0, by = 0;
      for (const StateId from : transition.from) {
        for (std::size_t earlier = 0; earlier < later; ++earlier) {
          const Transition& other = lifecycle_.transitions[earlier];
          if (!Contains(other.from, from) || !Beats(other, transition)) continue;
          ++beaten;
          by = earlier;
          break;
        }
      }
      if (beaten < transition.from.size()) continue;
      context_.report.Warning(code::kAlwaysBeaten, written_[later]->span,
                              "this transition never fires: an earlier one always fires first",
                              "put it before the other, or give the other a condition",
                              "the earlier one is at " + context_.report.Place(written_[by]->span));
    }
  }

  /// a → b and b → a without events, whose conditions could hold at once: entering one state leads straight back.
  void FindFlips() {
    for (std::size_t i = 0; i < lifecycle_.transitions.size(); ++i) {
      for (std::size_t j = i + 1; j < lifecycle_.transitions.size(); ++j) {
        const Transition& there = lifecycle_.transitions[i];
        const Transition& back = lifecycle_.transitions[j];
        if (!Contains(there.from, back.to) || !Contains(back.from, there.to) || there.to == back.to) continue;
        if (CouldFlip(there, back)) ReportFlip(i, j);
      }
    }
  }
  bool CouldFlip(const Transition& there, const Transition& back) const {
    if (there.on || back.on || (there.after && back.after)) return false;
    if (!there.when || !back.when) return true;
    return !NeverTogether(context_, {*there.when, *back.when});
  }
  void ReportFlip(std::size_t there, std::size_t back) {
    const Transition& transition = lifecycle_.transitions[there];
    const StateId from = lifecycle_.transitions[back].to;
    context_.report.Warning(code::kFlipsBack, written_[back]->span,
                            "a contact could flip back and forth between " + Quote(NameOf(from)) + " and " +
                                Quote(NameOf(transition.to)) + ": both conditions can be true at once",
                            "make one the opposite of the other, or let an event move contacts back",
                            "the way there is at " + context_.report.Place(written_[there]->span));
  }

  /// The quickest way around through unconditional `after` transitions (Dijkstra from each state).
  void FindShortCycles() {
    constexpr std::int64_t kDay = engine::kMillisecondsPerDay;
    for (std::size_t i = 0; i < lifecycle_.transitions.size(); ++i) {
      const Transition& first = lifecycle_.transitions[i];
      if (!IsShort(first)) continue;
      std::vector<std::int64_t> distance(lifecycle_.states.size(), kDay);
      Spread(first.to, first.after->milliseconds, distance);
      const bool returns =
          std::any_of(first.from.begin(), first.from.end(), [&](StateId from) { return distance[from] < kDay; });
      if (!returns) continue;
      context_.report.Warning(code::kShortCycle, written_[i]->span,
                              "contacts go round through these `after` transitions in less than a day",
                              "make one of them a day or longer, or end the round in a final state");
      return;
    }
  }
  static bool IsShort(const Transition& transition) {
    return transition.after && transition.after->months == 0 &&
           transition.after->milliseconds < engine::kMillisecondsPerDay;
  }
  void Spread(StateId start, std::int64_t begin, std::vector<std::int64_t>& distance) const {
    using Entry = std::pair<std::int64_t, StateId>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
    distance[start] = begin;
    open.push({begin, start});
    while (!open.empty()) {
      const auto [so_far, state] = open.top();
      open.pop();
      if (so_far > distance[state]) continue;
      for (const Transition& transition : lifecycle_.transitions) {
        if (!IsShort(transition) || !Contains(transition.from, state)) continue;
        const std::int64_t total = so_far + transition.after->milliseconds;
        if (total >= distance[transition.to]) continue;
        distance[transition.to] = total;
        open.push({total, transition.to});
      }
    }
  }

  Context& context_;
  const engine::Lifecycle& lifecycle_;
  const States& states_;
  const std::vector<const dsl::TransitionItem*>& written_;
};

}  // namespace

void ReviewLifecycle(Context& context, std::uint32_t lifecycle,
                     const std::vector<const dsl::TransitionItem*>& written) {
  Review(context, lifecycle, written).Run();
}

}  // namespace segue::rules
