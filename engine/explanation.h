// Why a condition is true or false for one contact at an instant: evidence as data, in words elsewhere.
//
// Worked example: `did purchase at least 3 times in last 30 days`, purchases on 1 and 11 May, asked on 20 May: false,
// CountEvidence counts 2 of at least 3 and names both with the intervals in which they count, [1, 31 May) and
// [11 May, 10 June).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "engine/evaluation.h"

namespace segue::engine {

/// A matching event and the moments that it covers (coverage.h); may be empty.
struct CoveringEvent {
  EventFact event;
  Interval covers{0, 0};
};

/// The value that holds: a row of the field's column; none while the field was never set.
struct FieldEvidence {
  FieldId field = 0;
  std::optional<std::uint32_t> row;
  Instant since = kAlways;  // kAlways: from birth
};

/// Most events that evidence names.
inline constexpr std::size_t kMostEventsNamed = 5;

struct CountEvidence {
  std::int64_t count = 0;     // matching events that cover the instant
  std::int64_t matching = 0;  // matching events up to the instant, covering or not
  std::int64_t happened = 0;  // events of these kinds up to the instant, matching or not
  std::int64_t at_least = 0;
  std::optional<std::int64_t> at_most;
  std::vector<CoveringEvent> counted;   // the latest of those that cover the instant, latest first
  std::optional<CoveringEvent> missed;  // of those that do not, the one that came or comes nearest to it
};

/// What a property's values over the counted events come to.
struct AggregateEvidence {
  CountEvidence events;
  std::optional<Value> value;  // none: missing
};

/// What a score is made of at the instant.
struct ScoreEvidence {
  ScoreId score = 0;
  Points value = 0;                     // capped by `at most`
  std::vector<std::int64_t> per_event;  // parallel to Score::per_event: how many events count
  std::vector<bool> during;             // parallel to Score::during: whether it holds
};

/// The first or latest matching event.
struct OrdinalEvidence {
  bool first = false;
  std::optional<CoveringEvent> event;
  bool has = true;            // it is of the kind, or has the properties, asked for
  std::int64_t happened = 0;  // events of these kinds up to the instant, matching or not
};

/// The events that switched a flag: the one that began the present stretch, else the latest.
struct SwitchEvidence {
  std::optional<EventFact> on, off;
};

struct MoveFact {
  Instant at = 0;
  StateId from = 0, to = 0;
  std::uint16_t transition = 0;    // index into Lifecycle::transitions
  std::optional<EventFact> event;  // that fired it
};
/// A transition out of the present state.
struct PossibleMove {
  std::uint16_t transition = 0;
  std::optional<Instant> due;       // `after`: not before
  std::optional<std::size_t> part;  // `when`: index into Explanation::parts
};
struct LifecycleEvidence {
  LifecycleId lifecycle = 0;
  StateId state = 0;
  Instant entered = 0;           // the present state; birth for the start state
  std::vector<MoveFact> moves;   // up to the instant, in order
  std::optional<MoveFact> next;  // if nothing happens
  std::vector<PossibleMove> possible;
};

/// monostate: the node's parts and dates say it all.
using Evidence = std::variant<std::monostate, FieldEvidence, CountEvidence, AggregateEvidence, ScoreEvidence,
                              OrdinalEvidence, SwitchEvidence, LifecycleEvidence>;

struct Explanation {
  NodeId node = 0;
  bool holds = false;            // at the instant; for a LifecycleRunNode always
  std::optional<Instant> since;  // it is so without a break; empty: from birth
  std::optional<Instant> until;  // if nothing happens; empty: no end before the horizon
  Evidence evidence;
  std::vector<Explanation> parts;
  bool repeated =
      false;  // explained once already, further up or before: parts are left out, evidence of all but runs too
};

/// Membership: the node's moments where the contact exists.
struct ExplainedMembership {
  bool holds = false;
  std::optional<Instant> since;  // empty: always
  std::optional<Instant> until;
};

struct ContactExplanation {
  Instant born = kAlways;
  bool known = false;                            // born at or before the instant
  bool exists = false;                           // known, and neither deleted nor pruned then
  std::optional<Instant> changes;                // exists since, or gone since
  std::vector<Explanation> nodes;                // parallel to what was asked
  std::vector<ExplainedMembership> memberships;  // parallel; for LifecycleRunNodes meaningless
};

/// Explains conditions and lifecycles (LifecycleRunNodes) for a contact as of an instant. Each node is explained once,
/// and no deeper than 100 levels.
ContactExplanation Explain(const Evaluator& evaluator, Instant as_of, std::uint32_t contact,
                           std::span<const NodeId> nodes);

}  // namespace segue::engine
