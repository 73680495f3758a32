// What looks wrong in a lifecycle.
#include "rules/lifecycle_review.h"

#include <algorithm>
#include <queue>
#include <string>
#include <utility>

#include "rules/codes.h"
#include "rules/lengths.h"
#include "rules/prover.h"
#include "rules/windows.h"

namespace segue::rules {
namespace {

using engine::StateId;
using engine::Transition;

constexpr std::size_t kMostCompared = 300;  // transitions are compared in pairs

bool Contains(const std::vector<StateId>& states, StateId state) {
  return std::binary_search(states.begin(), states.end(), state);
}

class Review {
 public:
  Review(Context& context, std::uint32_t index, const std::vector<const dsl::TransitionItem*>& written)
      : context_(context),
        lifecycle_(context.lifecycles[index]),
        states_(context.model.states[index]),
        written_(written),
        prover_(ProverOf(context)) {}

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
    const auto count = static_cast<StateId>(reached.size());
    for (StateId state = 0; state < count; ++state) {
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
      Beaten beaten;
      const auto& origins = lifecycle_.transitions[later].from;
      if (std::all_of(origins.begin(), origins.end(), [&](StateId from) { return IsBeaten(later, from, beaten); })) {
        ReportBeaten(later, beaten);
      }
    }
  }
  struct Beaten {
    std::size_t by = 0;
    bool comes_back = false;
  };
  bool IsBeaten(std::size_t later, StateId from, Beaten& beaten) {
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      const Transition& other = lifecycle_.transitions[earlier];
      if (!Contains(other.from, from) || !Beats(other, lifecycle_.transitions[later])) continue;
      beaten.by = earlier;
      beaten.comes_back = beaten.comes_back || ComesBack(other, from);
      return true;
    }
    return false;
  }
  void ReportBeaten(std::size_t later, const Beaten& beaten) {
    context_.report.Warning(code::kAlwaysBeaten, written_[later]->span,
                            beaten.comes_back ? "this transition hardly ever fires: an earlier one fires first, unless "
                                                "a contact comes back at the very same instant"
                                              : "this transition never fires: an earlier one always fires first",
                            "put it before the other, or give the other a condition",
                            "the earlier one is at " + context_.report.Place(written_[beaten.by]->span));
  }

  /// Whenever `later` could fire, `earlier` fires at that instant or before, from the same state.
  bool Beats(const Transition& earlier, const Transition& later) {
    if (earlier.when && (!later.when || !prover_.Implies({*later.when, false}, {*earlier.when, false}))) return false;
    if (earlier.on) return later.on && prover_.EventsWithin(*later.on, *earlier.on);
    if (earlier.after) return later.after && NeverLonger(*earlier.after, *later.after);
    return true;
  }

  /// Whether after `transition` a contact could be in `from` again at the same instant. Then the transition may be
  /// barred, since a state is entered once per instant, and another one fires.
  bool ComesBack(const Transition& transition, StateId from) {
    std::vector<bool> reached(lifecycle_.states.size(), false);
    std::vector<StateId> open{transition.to};
    while (!open.empty()) {
      const StateId state = open.back();
      open.pop_back();
      if (state == from) return true;
      if (reached[state]) continue;
      reached[state] = true;
      for (const Transition& next : lifecycle_.transitions) {
        if (Contains(next.from, state) && FiresTogether(transition, next)) open.push_back(next.to);
      }
    }
    return false;
  }
  /// At one instant; `after` takes time.
  bool FiresTogether(const Transition& first, const Transition& second) {
    if (second.after) return false;
    if (!first.when) return true;
    const Fact condition{*first.when, false};
    if (second.when && prover_.NeverTogether({condition, {*second.when, false}})) return false;
    return !second.on || !DeniesEvents(*first.when, *second.on);
  }
  /// The condition says that such an event did not just happen: `did not purchase in last 365 days` of a purchase.
  bool DeniesEvents(engine::NodeId condition, const engine::EventSet& events) {
    const auto& operation = context_.graph[condition].operation;
    if (const auto* all = std::get_if<engine::AllOfNode>(&operation)) {
      return std::any_of(all->parts.begin(), all->parts.end(),
                         [&](engine::NodeId part) { return DeniesEvents(part, events); });
    }
    const auto* complement = std::get_if<engine::ComplementNode>(&operation);
    if (complement == nullptr) return false;
    const auto* did = std::get_if<engine::DidNode>(&context_.graph[complement->part].operation);
    return did != nullptr && did->at_least == 1 && !did->at_most && CoversOwnInstant(did->when) &&
           prover_.EventsWithin(events, did->events);
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
  bool CouldFlip(const Transition& there, const Transition& back) {
    if (there.on || back.on || (there.after && back.after)) return false;
    if (!there.when || !back.when) return true;
    return !prover_.NeverTogether({{*there.when, false}, {*back.when, false}});
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
  Prover prover_;
};

}  // namespace

void ReviewLifecycle(Context& context, std::uint32_t lifecycle,
                     const std::vector<const dsl::TransitionItem*>& written) {
  Review(context, lifecycle, written).Run();
}

}  // namespace segue::rules
