// A lifecycle replayed slowly: at every candidate instant, ask every transition.
//
// "`start` is entered at birth, before that instant's events. At an instant: of the transitions from the current state
// that can fire, the first written fires, using up one matching event (the first in the order above); repeat. A state
// is entered at most once per instant; a `when` or `after` barred by that waits until its condition becomes true anew
// (an `after` without condition, until the state is entered anew)."
#include <algorithm>
#include <set>

#include "tests/oracle/oracle.h"

namespace segue::oracle {

using engine::Instant;
using engine::NodeId;
using engine::StateId;
using engine::Transition;

namespace {

constexpr std::size_t kMostMoves = 10'000;

template <typename Container, typename Item>
bool Has(const Container& items, const Item& item) {
  return std::find(items.begin(), items.end(), item) != items.end();
}

}  // namespace

struct Oracle::Replay {
  const Oracle& oracle;
  const engine::Lifecycle& lifecycle;
  Details& out;

  StateId state = 0;
  Instant entered = 0;               // when the current state was entered
  std::vector<StateId> entered_now;  // states entered at the current instant
  EventList used_now;                // events used up at the current instant
  std::vector<bool> waits;           // per transition: barred, waits until true anew
  std::set<Instant> agenda;

  void Run();
  void At(Instant now);
  bool Step(Instant now);
  void Enter(StateId to, Instant now);
  bool ConditionHolds(const Transition& transition, Instant now) const;
  const Event* FiringEvent(std::size_t index, Instant now) const;
  bool Ripe(std::size_t index, Instant now) const;
  void Fire(std::size_t index, const Event* event, Instant now);
  void PlanInstants();
  void EndWaits(Instant now);
};

void Oracle::RunLifecycle(NodeId node) {
  const auto& run = std::get<engine::LifecycleRunNode>(program_.nodes[node].operation);
  const auto& lifecycle = program_.lifecycles[run.lifecycle];
  for (const auto& transition : lifecycle.transitions)
    details_[node].fired_by.push_back(transition.on ? Select(*transition.on) : EventList{});
  Replay replay{*this, lifecycle, details_[node], lifecycle.start, 0, {}, {}, {}, {}};
  replay.Run();
}

void Oracle::Replay::PlanInstants() {
  agenda.insert(oracle.contact_.born);
  for (std::size_t i = 0; i < lifecycle.transitions.size(); ++i) {
    for (const Event* event : out.fired_by[i]) agenda.insert(event->at);
    if (const auto& when = lifecycle.transitions[i].when) {
      const auto& candidates = oracle.details_[*when].candidates;
      agenda.insert(candidates.begin(), candidates.end());
    }
  }
}

void Oracle::Replay::Run() {
  waits.assign(lifecycle.transitions.size(), false);
  PlanInstants();
  Enter(lifecycle.start, oracle.contact_.born);
  while (!agenda.empty() && out.moves.size() < kMostMoves) {
    const Instant now = *agenda.begin();
    agenda.erase(agenda.begin());
    if (now > oracle.scope_.horizon || now >= engine::kForever) return;
    if (now >= oracle.contact_.born) At(now);
  }
}

void Oracle::Replay::At(Instant now) {
  if (now != oracle.contact_.born) entered_now.clear();
  used_now.clear();
  EndWaits(now);
  while (Step(now)) {
  }
}

/// A condition that is false at some instant can become true anew.
void Oracle::Replay::EndWaits(Instant now) {
  for (std::size_t i = 0; i < waits.size(); ++i) {
    const auto& when = lifecycle.transitions[i].when;
    if (when && !oracle.Holds(*when, now)) waits[i] = false;
  }
}

void Oracle::Replay::Enter(StateId to, Instant now) {
  state = to;
  entered = now;
  entered_now.push_back(to);
  for (std::size_t i = 0; i < lifecycle.transitions.size(); ++i) {
    const auto& transition = lifecycle.transitions[i];
    if (!transition.after || !Has(transition.from, to)) continue;
    if (!transition.when) waits[i] = false;  // "until the state is entered anew"
    const Instant ripe = oracle.calendar_.Add(now, *transition.after);
    if (ripe > now) agenda.insert(ripe);
  }
}

bool Oracle::Replay::ConditionHolds(const Transition& transition, Instant now) const {
  return !transition.when || oracle.Holds(*transition.when, now);
}

const Event* Oracle::Replay::FiringEvent(std::size_t index, Instant now) const {
  for (const Event* event : out.fired_by[index])
    if (event->at == now && !Has(used_now, event)) return event;
  return nullptr;
}

/// For `when` and `after`: nothing but a state entered already can stop it.
bool Oracle::Replay::Ripe(std::size_t index, Instant now) const {
  const auto& transition = lifecycle.transitions[index];
  if (transition.after && now < oracle.calendar_.Add(entered, *transition.after)) return false;
  return !waits[index] && ConditionHolds(transition, now);
}

bool Oracle::Replay::Step(Instant now) {
  for (std::size_t i = 0; i < lifecycle.transitions.size(); ++i) {
    const auto& transition = lifecycle.transitions[i];
    if (!Has(transition.from, state)) continue;
    const bool barred = Has(entered_now, transition.to);
    const Event* event = transition.on ? FiringEvent(i, now) : nullptr;
    const bool can_fire = transition.on ? event && ConditionHolds(transition, now) : Ripe(i, now);
    if (!can_fire) continue;
    if (barred) {
      if (!transition.on) waits[i] = true;
      continue;
    }
    Fire(i, event, now);
    return out.moves.size() < kMostMoves;
  }
  return false;
}

void Oracle::Replay::Fire(std::size_t index, const Event* event, Instant now) {
  Move move{now, state, lifecycle.transitions[index].to, static_cast<std::uint16_t>(index)};
  if (event != nullptr) {
    used_now.push_back(event);
    move.event_kind = event->kind;
    move.event_row = event->row;
  }
  out.moves.push_back(move);
  Enter(move.to, now);
}

}  // namespace segue::oracle
