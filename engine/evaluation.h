// From (program, timelines, scope) to intervals and moves, batch of contacts by batch, on all cores.
//
// Everything that happened after `as_of` is ignored; beyond it time goes on without events, so windows run out and
// `after` triggers fire, up to `horizon`. Intervals that reach the horizon end in kForever.
//
// Worked example: `did purchase in last 30 days`, one purchase on 1 May 00:00 UTC, as of 10 May, horizon 1 July:
// the column holds [1 May, 31 May).
//
// Node columns live on [born − 1 ms, ∞): the millisecond before birth stands for "just before" birth, when the contact
// has its field values of birth but none of its events, and lifecycles are in their start state. Answers never show
// it: present() and the functions of answers.h clip to existence.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "engine/calendar.h"
#include "engine/intervals.h"
#include "engine/program.h"
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
  std::vector<std::uint16_t> transition;   // index into Lifecycle::transitions
  std::vector<std::uint32_t> event_kind;   // the firing event, or kNoEvent
  std::vector<std::uint32_t> event_row;    // row in that kind's EventColumn
};

/// A contact's lifecycle that would not end (more than 10,000 moves).
struct RunawayLifecycle {
  std::uint32_t contact = 0;
  LifecycleId lifecycle = 0;
};

/// What is known of the contacts [first, first + size) after evaluation. Positions are relative to `first`.
class Batch {
 public:
  virtual ~Batch() = default;
  virtual std::uint32_t first() const = 0;
  virtual std::uint32_t size() const = 0;
  /// The node's moments on [born − 1 ms, ∞) (absences not cut). Not for LifecycleRunNodes.
  virtual const IntervalColumn& Moments(NodeId node) const = 0;
  /// Moves of a LifecycleRunNode (absences not cut).
  virtual const MoveColumn& Moves(NodeId run) const = 0;
  /// [born, ∞) without absences, and without contacts born after as_of.
  virtual const IntervalColumn& Existence() const = 0;
  /// The rows of contact `position` of one event kind that exist as of the scope: [first, last).
  virtual std::pair<std::uint32_t, std::uint32_t> EventRows(EventKindId kind, std::uint32_t position) const = 0;
};

class Evaluator {
 public:
  /// All three must outlive the evaluator. Compiles tests against the dictionaries (text is compared once per distinct value).
  Evaluator(const Program& program, const Timelines& timelines, const Calendar& calendar);
  ~Evaluator();

  const Program& program() const;
  const Timelines& timelines() const;
  const Calendar& calendar() const;

  /// Evaluates `roots` and what they depend on. `consume` is called once per batch, possibly from several threads at
  /// once (worker < Threads()), batches in no fixed order; `batch` counts from 0 in contact order, so partial results kept per batch
  /// and merged in that order do not depend on the number of threads. Batch boundaries depend only on the number of contacts.
  void Run(const Scope& scope, std::span<const NodeId> roots,
           const std::function<void(std::size_t batch, unsigned worker, const Batch&)>& consume) const;
  std::size_t Batches() const;
  unsigned Threads() const;

  /// For each row of `match.kind`, whether the match's own filter holds (without `during`); computed once, cached.
  /// Used by measures. Safe from several threads.
  bool Matches(const EventMatch& match, std::uint32_t row) const;

  /// Lifecycles stopped after 10,000 moves of one contact in the last Run, ascending by contact.
  std::vector<RunawayLifecycle> Runaways() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace segue::engine
