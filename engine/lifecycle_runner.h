// Runs one lifecycle for one contact after another (semantics.md, "Lifecycles"). How its sentences are read here:
//
// - The start state is entered at birth; its transitions see every fact of that instant.
// - Being in a state since `entry`, each transition out of it has one next firing instant: `on E [when C]` the next
//   unused matching event at or after `entry` (at whose instant C holds); `when C` the first moment ≥ entry at which C
//   holds; `after D [when C]` the first moment ≥ entry ⊕ D (at which C holds). The earliest fires; at one instant the
//   one written first. Then everything starts anew from the state entered.
// - All events of an instant are there from its beginning, in no matter which order they let a move happen; one that
//   fired a move is used up for this lifecycle. A transition uses the first unused one in the order (rank, kind, row).
// - "Entered at most once per instant" counts entries at that instant: a state in which the contact has been since
//   earlier may be left and entered again, once. The start state counts as entered at birth.
// - A transition whose target was already entered at this instant is barred there. `on` waits for an event at a later
//   instant. `when` and `after … when` wait for the next start of a run of C, also when their state is left and entered
//   again in between. `after` alone waits until its state is entered anew.
// - Time goes on without events after as_of, up to the horizon: conditions change, `after` fires.
//
// Pointers into events and conditions only move forward: linear in events + moves.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "engine/moments_cursor.h"
#include "engine/workspace.h"

namespace segue::engine {

/// More moves than this of one contact stop its lifecycle and are reported.
inline constexpr std::size_t kMaximumMoves = 10'000;

class LifecycleRunner {
 public:
  /// The streams and conditions of the lifecycle must be done for the workspace's batch.
  LifecycleRunner(LifecycleId lifecycle, Workspace& workspace, MoveColumn& out);

  /// Appends the contact's moves; false when they would not end.
  bool Run(std::uint32_t position);

 private:
  struct TransitionCursor {
    const EventStream* events = nullptr;
    const IntervalColumn* condition = nullptr;
    const Length* after = nullptr;
    StateId to = 0;
    std::uint32_t event = 0, last_event = 0;
    MomentsCursor moments;
    Instant not_before = kAlways;  // while barred: the next start of a run of the condition
  };
  struct Firing {
    Instant at = kForever;
    std::uint16_t transition = 0;
  };

  void Open(std::uint32_t position);
  Firing EarliestFiring();
  Instant NextFiring(std::uint16_t transition);
  Instant NextEvent(std::uint16_t transition);
  Instant NextMoment(std::uint16_t transition);
  void Fire(const Firing& firing);
  bool IsUsed(const TransitionCursor& cursor) const;
  /// The target was already entered at the instant of the last entry.
  bool Barred(std::uint16_t transition) const { return entered_[cursors_[transition].to] == entry_; }

  const Lifecycle& lifecycle_;
  const LifecyclePlan& plan_;
  const Workspace& workspace_;
  MoveColumn& out_;
  std::vector<TransitionCursor> cursors_;  // by transition

  StateId state_ = 0;
  Instant entry_ = 0;                                        // of the state, and the present instant
  std::vector<Instant> entered_;                             // by state: last entry
  std::vector<std::pair<EventKindId, std::uint32_t>> used_;  // events that fired at the present instant: kind, row
};

}  // namespace segue::engine
