// A naive evaluator: decides one condition for one contact at one instant by looking at every event, straight from
// the definitions of semantics.md. Slow on purpose; it shares no code with the engine.
//
// Most nodes are decided from the facts alone. The nodes that depend on what was true before (for, was, flags,
// lifecycles) look at every *candidate* instant up to T: an instant at which a node may change, collected
// generously per node (oracle_candidates.cc). Facts after `as_of` do not exist.
//
// One millisecond before birth stands for "just before birth": field values of birth, no event, lifecycles in their
// start state; nothing that was true only then is remembered, since conditions live on [born, ∞).
#pragma once

#include <optional>
#include <vector>

#include "engine/evaluation.h"
#include "engine/program.h"
#include "tests/oracle/facts.h"
#include "tests/oracle/naive_calendar.h"

namespace segue::oracle {

struct Move {
  engine::Instant at = 0;
  engine::StateId from = 0, to = 0;
  std::uint16_t transition = 0;
  std::uint32_t event_kind = engine::kNoEvent, event_row = engine::kNoEvent;
  friend bool operator==(const Move&, const Move&) = default;
};

class Oracle {
 public:
  /// The program, the facts (packed, so that rows are known) and the calendar must outlive the oracle.
  Oracle(const engine::Program& program, const ContactFacts& contact, const NaiveCalendar& calendar,
         const engine::Scope& scope);

  /// Whether the node is true at an instant ≥ born − 1 ms and ≤ the horizon. Not for runs.
  bool Holds(engine::NodeId node, engine::Instant instant) const;
  /// Moves of a LifecycleRunNode up to the horizon, 10,000 at most.
  const std::vector<Move>& Moves(engine::NodeId run) const { return details_[run].moves; }
  /// Instants at which the node may change, ascending, from just before birth to the horizon.
  const std::vector<engine::Instant>& Candidates(engine::NodeId node) const { return details_[node].candidates; }
  /// The value of a ScoreRunNode.
  engine::Points ScoreAt(engine::NodeId run, engine::Instant instant) const;
  bool Exists(engine::Instant instant) const;
  /// Birth and the instants at which existence may change.
  std::vector<engine::Instant> ExistenceCandidates() const;

 private:
  using EventList = std::vector<const Event*>;  // in the order of events
  struct Details {
    std::vector<engine::Instant> candidates;
    std::vector<bool> truth;  // at each candidate
    EventList selected, switched_off;
    std::vector<EventList> fired_by;  // per transition of a lifecycle
    std::vector<EventList> scored;    // per item of a score that counts events
    std::vector<Move> moves;
  };
  struct Replay;  // oracle_lifecycle.cc

  void Prepare(engine::NodeId node);
  void SelectEvents(engine::NodeId node);
  void CollectCandidates(engine::NodeId node);
  void AddWindowCandidates(engine::NodeId node, const EventList& events, const std::vector<engine::WhenClause>& when);
  void AddScoreCandidates(engine::NodeId node, const engine::Score& score);
  void AddRelativeCandidates(std::vector<engine::Instant>& out, engine::Instant event,
                             const engine::RelativeWindow& window) const;
  // oracle_dates.cc
  void AddDateCandidates(engine::NodeId node);
  void AddDateCandidates(std::vector<engine::Instant>& out, const FactValue& value,
                         const engine::DateClause& when) const;
  void KeepInDomain(std::vector<engine::Instant>& candidates) const;
  void RunLifecycle(engine::NodeId node);

  EventList Select(const engine::EventSet& events) const;
  bool Matches(const engine::EventSet& events, const Event& event) const;
  bool HasPrecedent(const engine::Precedent& precedent, const Event& event) const;
  bool Covers(const engine::WhenClause& clause, engine::Instant event, engine::Instant instant) const;
  bool CoversAll(const std::vector<engine::WhenClause>& when, engine::Instant event, engine::Instant instant) const;
  const MaybeValue& FieldAt(engine::FieldId field, engine::Instant instant) const;
  engine::StateId StateAt(const engine::InStateNode& node, engine::Instant instant) const;
  bool VisitedAt(engine::NodeId run, const std::vector<engine::StateId>& states, engine::Instant instant) const;
  engine::StateId StartState(engine::NodeId run) const;

  bool Decide(const engine::EveryoneNode&, engine::NodeId, engine::Instant) const { return true; }
  bool Decide(const engine::NobodyNode&, engine::NodeId, engine::Instant) const { return false; }
  bool Decide(const engine::AllOfNode&, engine::NodeId, engine::Instant) const;
  bool Decide(const engine::AnyOfNode&, engine::NodeId, engine::Instant) const;
  bool Decide(const engine::ComplementNode&, engine::NodeId, engine::Instant) const;
  bool Decide(const engine::FieldNode&, engine::NodeId, engine::Instant) const;
  bool Decide(const engine::HeldForNode&, engine::NodeId, engine::Instant) const;
  bool Decide(const engine::EverNode&, engine::NodeId, engine::Instant) const;
  bool Decide(const engine::DidNode&, engine::NodeId, engine::Instant) const;
  bool Decide(const engine::OrdinalNode&, engine::NodeId, engine::Instant) const;
  bool Decide(const engine::AggregateNode&, engine::NodeId, engine::Instant) const;
  bool Decide(const engine::KnownForNode&, engine::NodeId, engine::Instant) const;
  bool Decide(const engine::LifecycleRunNode&, engine::NodeId, engine::Instant) const { return false; }
  bool Decide(const engine::InStateNode&, engine::NodeId, engine::Instant) const;
  bool Decide(const engine::WasInStateNode&, engine::NodeId, engine::Instant) const;
  bool Decide(const engine::LatchNode&, engine::NodeId, engine::Instant) const;
  bool Decide(const engine::SwitchNode&, engine::NodeId, engine::Instant) const;
  bool Decide(const engine::InListNode&, engine::NodeId, engine::Instant) const;
  bool Decide(const engine::DateFieldNode&, engine::NodeId, engine::Instant) const;
  bool Decide(const engine::AnniversaryNode&, engine::NodeId, engine::Instant) const;
  bool Decide(const engine::SampleNode&, engine::NodeId, engine::Instant) const;
  bool Decide(const engine::ScoreRunNode&, engine::NodeId, engine::Instant) const { return false; }
  bool Decide(const engine::ScoreTestNode&, engine::NodeId, engine::Instant) const;

  const engine::Program& program_;
  const ContactFacts& contact_;
  const NaiveCalendar& calendar_;
  engine::Scope scope_;
  engine::Instant just_before_birth_;
  EventList events_;  // at or before as_of
  std::vector<Details> details_;
};

}  // namespace segue::oracle
