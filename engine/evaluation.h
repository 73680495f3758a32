// From (program, timelines, scope) to intervals and moves, batch of contacts by batch, on all cores.
//
// Everything that happened after `as_of` is ignored; beyond it time goes on without events, so windows run out and
// `after` triggers fire, up to `horizon`. Intervals that reach the horizon end in kForever.
//
// Worked example: `did purchase in last 30 days`, one purchase on 1 May 00:00 UTC, as of 10 May, horizon 1 July:
// the column holds [1 May, 31 May).
//
// A contact that was born after `as_of` does not exist: its columns are empty and it makes no moves.
//
// Node columns live on [born − 1 ms, ∞): the millisecond before birth stands for "just before" birth, when the contact
// has its field values of birth but none of its events, and lifecycles are in their start state. It is there to be
// looked at by `while just before`; what was true only then is not remembered: `for` counts from birth, `was` and flags
// that stick start at birth. Answers never show it: the functions of answers.h clip to existence.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "engine/calendar.h"
#include "engine/intervals.h"
#include "engine/profile.h"
#include "engine/program.h"
#include "engine/timeline_source.h"
#include "engine/timelines.h"

namespace segue::engine {

struct Scope {
  Instant as_of = kForever;    // inclusive: only facts at or before it exist
  Instant horizon = kForever;  // intervals are exact up to here; at least as_of
};

/// as_of + the longest duration of the rules + 2 years: for "until" and "next flip".
Scope ScopeWithOutlook(const Program& program, const Calendar& calendar, Instant as_of);

inline constexpr std::uint32_t kNoEvent = 0xFFFFFFFF;

/// Moves of one lifecycle for the contacts of a batch, in the order they happened. The birth in the start state is
/// no move. Moves at one instant follow each other (visits of zero length).
struct MoveColumn {
  std::vector<std::uint32_t> offsets{0};
  std::vector<Instant> at;
  std::vector<StateId> from, to;
  std::vector<std::uint16_t> transition;  // index into Lifecycle::transitions
  std::vector<std::uint32_t> event_kind;  // the firing event, or kNoEvent
  std::vector<std::uint32_t> event_row;   // row in that kind's EventColumn
};

/// Values of one score for the contacts of a batch. A contact's first step lies at its first moment; each value holds
/// until the next step. Steps ascend, neighbours differ.
struct StepColumn {
  std::vector<std::uint32_t> offsets{0};
  std::vector<Instant> at;
  std::vector<Points> values;
};

/// A contact's lifecycle that would not end (more than 10,000 moves).
struct RunawayLifecycle {
  std::uint32_t contact = 0;
  LifecycleId lifecycle = 0;
};

class Workspace;
class EventStream;

/// An event of a contact: a row of its kind's EventColumn.
struct EventFact {
  EventKindId kind = 0;
  std::uint32_t row = 0;
  Instant at = 0;
};

/// What is known of the contacts [first, first + size) after evaluation. Positions are relative to `first`.
/// A view: valid only during the call of `consume` that receives it.
class Batch {
 public:
  explicit Batch(Workspace& workspace) : workspace_(workspace) {}

  std::uint32_t first() const;
  std::uint32_t size() const;
  /// The window of the timelines that holds the batch's contacts, as [timelines_first(), timelines_first() + size()).
  /// Rows that a batch speaks of are rows of it.
  const Timelines& timelines() const;
  std::uint32_t timelines_first() const;
  /// The node's moments on [born − 1 ms, ∞) (absences not cut). Not for LifecycleRunNodes and ScoreRunNodes. The node
  /// must be a root of the Run, or one that a root depends on.
  const IntervalColumn& Moments(NodeId node) const;
  /// Moves of a LifecycleRunNode (absences not cut).
  const MoveColumn& Moves(NodeId run) const;
  /// Steps of a ScoreRunNode (absences not cut).
  const StepColumn& Steps(NodeId run) const;
  /// [born, ∞) without absences, and without contacts born after as_of. An absence that begins after as_of is not
  /// known yet, nor is the return from one that ends after it.
  const IntervalColumn& Existence() const;
  /// Some contact was away, or will be: only without, each existence is one interval without end.
  bool HasAbsences() const;
  /// The rows of contact `position` of one event kind that exist as of the scope: [first, last).
  std::pair<std::uint32_t, std::uint32_t> EventRows(EventKindId kind, std::uint32_t position) const;
  /// Some contact of the window may have events of the kind; an account kind's belong to none.
  bool HasRows(EventKindId kind) const;
  /// For a row of `match.kind`, whether the match's own filter holds (without `during`). Matches of the program are
  /// compiled once; others at each call.
  bool Matches(const EventMatch& match, std::uint32_t row) const;
  /// The matching events of contact `position` that exist as of the scope, in order. `events` is part of a node or
  /// transition of the program that a root depends on.
  std::vector<EventFact> Matching(const EventSet& events, std::uint32_t position) const;
  /// The same as a stream of all contacts of the batch, valid as long as the batch.
  const EventStream& Stream(const EventSet& events) const;
  /// What an AggregateNode of the program tests, for contact `position` at an instant; none where it is missing.
  std::optional<Value> AggregateAt(const AggregateNode& node, std::uint32_t position, Instant instant) const;
  /// Where the worker keeps what the run costs; nullptr when nobody asked.
  Profile* profile() const;

 private:
  Workspace& workspace_;  // computes streams of events when they are first asked for
};

class Evaluator {
 public:
  /// All three must outlive the evaluator. Compiles tests against the dictionaries (text is compared once per distinct
  /// value). `threads` 0: one per core.
  Evaluator(const Program& program, const TimelineSource& source, const Calendar& calendar, unsigned threads = 0);
  /// Of timelines in memory.
  Evaluator(const Program& program, const Timelines& timelines, const Calendar& calendar, unsigned threads = 0);
  ~Evaluator();

  const Program& program() const;
  const TimelineSource& source() const;
  /// What is the same for all contacts; rows of contacts need not be there (see TimelineSource).
  const Timelines& common() const;
  const Calendar& calendar() const;
  std::uint32_t contacts() const;

  /// Evaluates `roots` and what they depend on. `consume` is called once per batch, possibly from several threads at
  /// once (worker < Threads()), batches in no fixed order; `batch` counts from 0 in contact order, so partial results
  /// kept per batch and merged in that order do not depend on the number of threads. Batch boundaries depend only on
  /// the number of contacts.
  void Run(const Scope& scope, std::span<const NodeId> roots,
           const std::function<void(std::size_t batch, unsigned worker, const Batch&)>& consume) const;
  std::size_t Batches() const;
  unsigned Threads() const;

  /// The same for a row of an account kind (see Batch::Matches). Safe from several threads.
  bool MatchesAccountEvent(const EventMatch& match, std::uint32_t row) const;
  /// Calls `visit` with the timelines of all contacts, window by window, on this thread.
  void VisitTimelines(const std::function<void(const Timelines&)>& visit) const;

  /// Lifecycles stopped after 10,000 moves of one contact in the last Run, ascending by contact, then lifecycle. Their
  /// moves end there.
  std::vector<RunawayLifecycle> Runaways() const;

  /// From now on runs add what they cost to a profile, which begins at zero. Not while a Run is under way.
  void StartProfile();
  /// What runs have cost since StartProfile; empty without it.
  Profile TakeProfile();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace segue::engine
