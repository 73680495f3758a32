// The lifecycle's loop: find the earliest firing, move, repeat until nothing fires before the horizon.
#include "engine/lifecycle_runner.h"

#include <algorithm>
#include <limits>

namespace segue::engine {
namespace {

constexpr Instant kNeverEntered = std::numeric_limits<Instant>::min();

}  // namespace

LifecycleRunner::LifecycleRunner(LifecycleId lifecycle, Workspace& workspace, MoveColumn& out)
    : lifecycle_(workspace.program().lifecycles[lifecycle]),
      plan_(workspace.plan().lifecycle(lifecycle)),
      workspace_(workspace),
      out_(out),
      cursors_(lifecycle_.transitions.size()),
      entered_(lifecycle_.states.size()) {
  for (std::size_t i = 0; i < cursors_.size(); ++i) {
    const Transition& transition = lifecycle_.transitions[i];
    TransitionCursor& cursor = cursors_[i];
    cursor.to = transition.to;
    if (plan_.on[i]) cursor.events = &workspace.Stream(*plan_.on[i]);
    if (transition.when) cursor.condition = &workspace.column(*transition.when);
    if (transition.after) cursor.after = &*transition.after;
  }
}

bool LifecycleRunner::Run(std::uint32_t position) {
  Open(position);
  for (std::size_t moves = 0;; ++moves) {
    const Firing firing = EarliestFiring();
    if (firing.at > workspace_.scope().horizon || firing.at >= kForever) return true;
    if (moves == kMaximumMoves) return false;
    Fire(firing);
  }
}

void LifecycleRunner::Open(std::uint32_t position) {
  for (TransitionCursor& cursor : cursors_) {
    if (cursor.events != nullptr) {
      cursor.event = cursor.events->First(position);
      cursor.last_event = cursor.events->Last(position);
    }
    cursor.not_before = kAlways;
    if (cursor.condition != nullptr) cursor.moments = MomentsCursor((*cursor.condition)[position]);
  }
  std::fill(entered_.begin(), entered_.end(), kNeverEntered);
  used_.clear();
  state_ = lifecycle_.start;
  entry_ = workspace_.Born(position);
  entered_[state_] = entry_;
}

LifecycleRunner::Firing LifecycleRunner::EarliestFiring() {
  Firing earliest;
  for (const std::uint16_t transition : plan_.transitions_from[state_]) {
    const Instant at = NextFiring(transition);
    if (at < earliest.at) earliest = {at, transition};
    if (at == entry_) break;  // nothing is earlier, and later ones are written later
  }
  return earliest;
}

Instant LifecycleRunner::NextFiring(std::uint16_t transition) {
  return cursors_[transition].events != nullptr ? NextEvent(transition) : NextMoment(transition);
}

// What is skipped here stays skipped: earlier events are past, used ones used, and a barred target stays barred for
// the rest of the instant.
Instant LifecycleRunner::NextEvent(std::uint16_t transition) {
  TransitionCursor& cursor = cursors_[transition];
  const bool barred = Barred(transition);
  for (; cursor.event < cursor.last_event; ++cursor.event) {
    const Instant at = cursor.events->At(cursor.event);
    if (at < entry_ || (at == entry_ && (barred || IsUsed(cursor)))) continue;
    if (cursor.condition != nullptr && !cursor.moments.Contains(at)) continue;
    return at;
  }
  return kForever;
}

Instant LifecycleRunner::NextMoment(std::uint16_t transition) {
  TransitionCursor& cursor = cursors_[transition];
  const Instant ripe = cursor.after != nullptr ? workspace_.calendar().Add(entry_, *cursor.after) : entry_;
  if (cursor.condition == nullptr) return ripe == entry_ && Barred(transition) ? kForever : ripe;
  const Instant at = cursor.moments.FirstAtOrAfter(std::max(ripe, cursor.not_before));
  if (at != entry_ || !Barred(transition)) return at;
  cursor.not_before = cursor.moments.NextStartAfter(entry_);
  return cursor.not_before;
}

bool LifecycleRunner::IsUsed(const TransitionCursor& cursor) const {
  const std::pair event(cursor.events->Kind(cursor.event), cursor.events->Row(cursor.event));
  return std::find(used_.begin(), used_.end(), event) != used_.end();
}

void LifecycleRunner::Fire(const Firing& firing) {
  const TransitionCursor& cursor = cursors_[firing.transition];
  if (firing.at != entry_) used_.clear();
  out_.at.push_back(firing.at);
  out_.from.push_back(state_);
  out_.to.push_back(cursor.to);
  out_.transition.push_back(firing.transition);
  if (cursor.events != nullptr) {
    used_.emplace_back(cursor.events->Kind(cursor.event), cursor.events->Row(cursor.event));
    out_.event_kind.push_back(used_.back().first);
    out_.event_row.push_back(used_.back().second);
  } else {
    out_.event_kind.push_back(kNoEvent);
    out_.event_row.push_back(kNoEvent);
  }
  state_ = cursor.to;
  entry_ = firing.at;
  entered_[state_] = entry_;
}

}  // namespace segue::engine
