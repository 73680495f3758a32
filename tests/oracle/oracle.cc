// Every node decided at one instant. Each function quotes what it follows in semantics.md.
#include "tests/oracle/oracle.h"

#include <algorithm>

#include "tests/oracle/naive_aggregate.h"
#include "tests/oracle/value_check.h"

namespace segue::oracle {

using engine::Instant;
using engine::NodeId;
using engine::StateId;

namespace {

bool IsOneOf(StateId state, const std::vector<StateId>& states) {
  return std::find(states.begin(), states.end(), state) != states.end();
}

}  // namespace

Oracle::Oracle(const engine::Program& program, const ContactFacts& contact, const NaiveCalendar& calendar,
               const engine::Scope& scope)
    : program_(program),
      contact_(contact),
      calendar_(calendar),
      scope_(scope),
      just_before_birth_(contact.born == engine::kAlways ? engine::kAlways : contact.born - 1),
      details_(program.nodes.size()) {
  for (const auto& event : contact.events)
    if (event.at <= scope.as_of) events_.push_back(&event);
  for (NodeId node = 0; node < program.nodes.size(); ++node) Prepare(node);
}

void Oracle::Prepare(NodeId node) {
  SelectEvents(node);
  if (std::holds_alternative<engine::LifecycleRunNode>(program_.nodes[node].operation)) RunLifecycle(node);
  CollectCandidates(node);
  for (const Instant candidate : details_[node].candidates) details_[node].truth.push_back(Holds(node, candidate));
}

bool Oracle::Holds(NodeId node, Instant instant) const {
  return std::visit([&](const auto& operation) { return Decide(operation, node, instant); },
                    program_.nodes[node].operation);
}

// "Existence is a list of intervals: deletion or pruning ends one, a later fact or a restore opens the next."
// Deletions and returns after as_of have not happened.
bool Oracle::Exists(Instant instant) const {
  if (contact_.born > scope_.as_of || instant < contact_.born) return false;
  return std::none_of(contact_.absences.begin(), contact_.absences.end(), [&](const engine::Interval& absence) {
    const bool gone = absence.start <= scope_.as_of && absence.start <= instant;
    const bool back = absence.end <= scope_.as_of && absence.end <= instant;
    return gone && !back;
  });
}

std::vector<Instant> Oracle::ExistenceCandidates() const {
  std::vector<Instant> candidates{contact_.born};
  for (const auto& absence : contact_.absences) {
    candidates.push_back(absence.start);
    candidates.push_back(absence.end);
  }
  KeepInDomain(candidates);
  return candidates;
}

// ---------------------------------------------------------------- events

namespace {

bool MatchesOne(const std::vector<engine::EventMatch>& alternatives, const Event& event,
                const NaiveCalendar& calendar) {
  return std::any_of(alternatives.begin(), alternatives.end(), [&](const engine::EventMatch& match) {
    return match.kind == event.kind && (!match.filter || Passes(event, *match.filter, calendar));
  });
}

}  // namespace

// "some a ≤ b, distinct events, b ≤ a⊕W (end included); with same p: equal values of p"; events_ is in the order of
// events, so what stands before b comes before it.
bool Oracle::HasPrecedent(const engine::Precedent& precedent, const Event& event) const {
  const auto same = [&](const Event& first, const engine::SameProperty& property) {
    const auto &of_first = property.property_by_kind[first.kind], &of_then = property.property_by_kind[event.kind];
    return of_first && of_then && SameValue(first.properties[*of_first], event.properties[*of_then]);
  };
  for (const Event* first : events_) {
    if (first == &event) break;
    if (!MatchesOne(precedent.alternatives, *first, calendar_)) continue;
    if (event.at > calendar_.Add(first->at, precedent.within)) continue;
    if (std::all_of(precedent.same.begin(), precedent.same.end(),
                    [&](const engine::SameProperty& property) { return same(*first, property); }))
      return true;
  }
  return false;
}

bool Oracle::Matches(const engine::EventSet& events, const Event& event) const {
  // "C is true at the event's instant / one millisecond before"
  const auto held = [&](const engine::WhileCondition& during) {
    return Holds(during.node, event.at - (during.just_before ? 1 : 0));
  };
  return MatchesOne(events.alternatives, event, calendar_) &&
         std::all_of(events.during.begin(), events.during.end(), held) &&
         (!events.preceded_by || HasPrecedent(*events.preceded_by, event));
}

Oracle::EventList Oracle::Select(const engine::EventSet& events) const {
  EventList selected;
  for (const Event* event : events_)
    if (Matches(events, *event)) selected.push_back(event);
  return selected;
}

void Oracle::SelectEvents(NodeId node) {
  const auto& operation = program_.nodes[node].operation;
  if (const auto* did = std::get_if<engine::DidNode>(&operation)) details_[node].selected = Select(did->events);
  if (const auto* ordinal = std::get_if<engine::OrdinalNode>(&operation))
    details_[node].selected = Select(ordinal->events);
  if (const auto* aggregate = std::get_if<engine::AggregateNode>(&operation))
    details_[node].selected = Select(aggregate->events);
  if (const auto* flag = std::get_if<engine::SwitchNode>(&operation)) {
    details_[node].selected = Select(flag->on);
    details_[node].switched_off = Select(flag->off);
  }
  if (const auto* run = std::get_if<engine::ScoreRunNode>(&operation))
    for (const auto& item : program_.scores[run->score].per_event) details_[node].scored.push_back(Select(item.events));
}

// "no clause [t, ∞); in last W [t, t⊕W); more than W ago [t⊕W, ∞); an absolute range [t, ∞) if t is in it;
// in this/last month, today: while T's (previous) calendar period contains t"
bool Oracle::Covers(const engine::WhenClause& clause, Instant event, Instant instant) const {
  if (event > instant) return false;
  if (const auto* last = std::get_if<engine::InLastWindow>(&clause))
    return instant < calendar_.Add(event, last->length);
  if (const auto* older = std::get_if<engine::OlderThanWindow>(&clause))
    return calendar_.Add(event, older->length) <= instant;
  if (const auto* absolute = std::get_if<engine::AbsoluteWindow>(&clause))
    return absolute->range.start <= event && event < absolute->range.end;
  const auto& relative = std::get<engine::RelativeWindow>(clause);
  const auto bound_at = [&](const engine::RelativeWindow::Bound& bound) {
    const engine::Interval period = calendar_.Moved(instant, bound.period);
    return bound.end ? period.end : period.start;
  };
  if (relative.lower && event < bound_at(*relative.lower)) return false;
  return !relative.upper || event < bound_at(*relative.upper);
}

bool Oracle::CoversAll(const std::vector<engine::WhenClause>& when, Instant event, Instant instant) const {
  return event <= instant && std::all_of(when.begin(), when.end(), [&](const engine::WhenClause& clause) {
           return Covers(clause, event, instant);
         });
}

// "at least k intervals cover T; at most, exactly, not are complements and combinations within [born, ∞)"
bool Oracle::Decide(const engine::DidNode& did, NodeId node, Instant instant) const {
  std::int64_t covering = 0;
  for (const Event* event : details_[node].selected)
    if (CoversAll(did.when, event->at, instant)) ++covering;
  return covering >= did.at_least && (!did.at_most || covering <= *did.at_most);
}

// "the latest event ≤ T satisfies it"; one ordering for events at one instant (facts.h).
bool Oracle::Decide(const engine::OrdinalNode& ordinal, NodeId node, Instant instant) const {
  const Event* chosen = nullptr;
  for (const Event* event : details_[node].selected) {
    if (event->at > instant) break;
    if (!ordinal.first || chosen == nullptr) chosen = event;
  }
  if (chosen == nullptr || !CoversAll(ordinal.when, chosen->at, instant)) return false;
  return ordinal.has.empty() || Matches({ordinal.has, {}}, *chosen);
}

// "the events that cover T, summed; likewise average, largest, smallest, distinct"
bool Oracle::Decide(const engine::AggregateNode& aggregate, NodeId node, Instant instant) const {
  std::vector<FactValue> values;
  for (const Event* event : details_[node].selected) {
    if (!CoversAll(aggregate.when, event->at, instant)) continue;
    const auto& alternatives = aggregate.events.alternatives;
    const auto match = std::find_if(alternatives.begin(), alternatives.end(),
                                    [&](const engine::EventMatch& one) { return one.kind == event->kind; });
    const auto property = aggregate.properties[static_cast<std::size_t>(match - alternatives.begin())];
    const MaybeValue& value = event->properties[property];
    if (SameValue(value, value)) values.push_back(*value);  // missing equals nothing
  }
  return AggregatePasses(aggregate.kind, values, aggregate.test);
}

// "switches at events"; "until wins ties"
bool Oracle::Decide(const engine::SwitchNode&, NodeId node, Instant instant) const {
  Instant last_on = engine::kAlways;
  Instant last_off = engine::kAlways;
  for (const Event* event : details_[node].selected)
    if (event->at <= instant) last_on = std::max(last_on, event->at);
  for (const Event* event : details_[node].switched_off)
    if (event->at <= instant) last_off = std::max(last_off, event->at);
  return last_on > last_off;
}

// ---------------------------------------------------------------- scores

// "at each moment the sum of all points, but never more than `at most`"
engine::Points Oracle::ScoreAt(NodeId run, Instant instant) const {
  const auto& score = program_.scores[std::get<engine::ScoreRunNode>(program_.nodes[run].operation).score];
  engine::Points total = 0;
  for (std::size_t i = 0; i < score.per_event.size(); ++i)
    for (const Event* event : details_[run].scored[i])
      if (CoversAll(score.per_event[i].when, event->at, instant)) total += score.per_event[i].points;
  for (const auto& item : score.during)
    if (Holds(item.node, instant)) total += item.points;
  return score.at_most && total > *score.at_most ? *score.at_most : total;
}

bool Oracle::Decide(const engine::ScoreTestNode& test, NodeId, Instant instant) const {
  const engine::Points value = ScoreAt(test.run, instant);
  return std::any_of(test.ranges.begin(), test.ranges.end(),
                     [&](const engine::PointRange& range) { return value >= range.low && value <= range.high; });
}

// ---------------------------------------------------------------- fields, lists, logic

// "An undated field value holds from birth"; just before birth the contact has its field values of birth.
const MaybeValue& Oracle::FieldAt(engine::FieldId field, Instant instant) const {
  static const MaybeValue missing;
  const MaybeValue* value = &missing;
  if (field >= contact_.fields.size()) return missing;
  for (const auto& change : contact_.fields[field])
    if (change.at <= std::max(instant, contact_.born) && change.at <= scope_.as_of) value = &change.value;
  return *value;
}

bool Oracle::Decide(const engine::FieldNode& field, NodeId, Instant instant) const {
  return Passes(FieldAt(field.field, instant), field.test);
}

bool Oracle::Decide(const engine::InListNode& list, NodeId, Instant instant) const {
  if (list.list >= contact_.lists.size()) return false;
  const auto& intervals = contact_.lists[list.list];
  return std::any_of(intervals.begin(), intervals.end(), [&](const engine::Interval& member) {
    const bool joined = member.start <= scope_.as_of && member.start <= instant;
    const bool left = member.end <= scope_.as_of && member.end <= instant;
    return joined && !left;
  });
}

bool Oracle::Decide(const engine::AllOfNode& all, NodeId, Instant instant) const {
  return std::all_of(all.parts.begin(), all.parts.end(), [&](NodeId part) { return Holds(part, instant); });
}

bool Oracle::Decide(const engine::AnyOfNode& any, NodeId, Instant instant) const {
  return std::any_of(any.parts.begin(), any.parts.end(), [&](NodeId part) { return Holds(part, instant); });
}

bool Oracle::Decide(const engine::ComplementNode& complement, NodeId, Instant instant) const {
  return !Holds(complement.part, instant);
}

// ---------------------------------------------------------------- what was true before

// "T ≥ born ⊕ W"
bool Oracle::Decide(const engine::KnownForNode& known, NodeId, Instant instant) const {
  return instant >= calendar_.Add(contact_.born, known.length);
}

// "each run [s, e) gives [s⊕W, e)": looks for the start s of the run that T is in; runs begin at birth at the earliest.
bool Oracle::Decide(const engine::HeldForNode& held, NodeId, Instant instant) const {
  if (instant < contact_.born || !Holds(held.part, instant)) return false;
  const Details& part = details_[held.part];
  Instant start = instant;
  for (std::size_t i = part.candidates.size(); i-- > 0;) {
    if (part.candidates[i] > instant) continue;
    if (part.candidates[i] < contact_.born || !part.truth[i]) break;
    start = part.candidates[i];
  }
  return instant >= calendar_.Add(start, held.length);
}

// "from the first start on"
bool Oracle::Decide(const engine::EverNode& ever, NodeId, Instant instant) const {
  if (Holds(ever.part, instant)) return true;
  const Details& part = details_[ever.part];
  for (std::size_t i = 0; i < part.candidates.size() && part.candidates[i] <= instant; ++i)
    if (part.candidates[i] >= contact_.born && part.truth[i]) return true;
  return false;
}

StateId Oracle::StartState(NodeId run) const {
  const auto& node = std::get<engine::LifecycleRunNode>(program_.nodes[run].operation);
  return program_.lifecycles[node.lifecycle].start;
}

// "Other rules see the state after the last move of the instant."
StateId Oracle::StateAt(const engine::InStateNode& node, Instant instant) const {
  StateId state = StartState(node.run);
  for (const Move& move : details_[node.run].moves)
    if (move.at <= instant && instant >= contact_.born) state = move.to;
  return state;
}

bool Oracle::Decide(const engine::InStateNode& in, NodeId, Instant instant) const {
  return IsOneOf(StateAt(in, instant), in.states);
}

/// One of the states is entered at exactly this instant; birth enters the start state.
bool Oracle::VisitedAt(NodeId run, const std::vector<StateId>& states, Instant instant) const {
  if (instant <= contact_.born && IsOneOf(StartState(run), states)) return true;
  const auto& moves = details_[run].moves;
  return std::any_of(moves.begin(), moves.end(),
                     [&](const Move& move) { return move.at == instant && IsOneOf(move.to, states); });
}

bool Oracle::Decide(const engine::WasInStateNode& was, NodeId, Instant instant) const {
  if (IsOneOf(StartState(was.run), was.states)) return true;
  const auto& moves = details_[was.run].moves;
  return std::any_of(moves.begin(), moves.end(), [&](const Move& move) {
    return instant >= contact_.born && move.at <= instant && IsOneOf(move.to, was.states);
  });
}

// "Set where `when` and not `until`; `until` wins ties", step by step over every candidate and T itself.
bool Oracle::Decide(const engine::LatchNode& latch, NodeId node, Instant instant) const {
  const auto step = [&](bool before, Instant at) {
    if (latch.clear && Holds(*latch.clear, at)) return false;
    const bool visited = latch.visited && VisitedAt(latch.visited->run, latch.visited->states, at);
    return before || visited || Holds(latch.set, at);
  };
  bool on = false;
  const Details& own = details_[node];
  for (std::size_t i = 0; i < own.truth.size() && own.candidates[i] <= instant; ++i)
    if (own.candidates[i] >= contact_.born) on = own.truth[i];
  return step(on, instant);
}

}  // namespace segue::oracle
