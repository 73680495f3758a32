// The program's conditions: what may be known of contacts, which events match, and the nodes of its graph. Part of
// engine/program.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/instant.h"
#include "engine/value.h"

namespace segue::engine {

using NodeId = std::uint32_t;
using FieldId = std::uint32_t;
using EventKindId = std::uint32_t;
using PropertyId = std::uint32_t;  // index within its event kind
using LifecycleId = std::uint32_t;
using StateId = std::uint16_t;
using ListId = std::uint32_t;
using ScoreId = std::uint32_t;
using GroupId = std::uint32_t;

// ---------------------------------------------------------------- facts that the program speaks of

struct FieldDeclaration {
  std::string name;
  ValueType type = ValueType::kText;
  std::vector<std::string> choices;  // kChoice
  std::string currency;              // kMoney
  std::string description;
};

struct EventKind {
  std::string name;
  std::vector<FieldDeclaration> properties;
  std::optional<Instant> recorded_since;  // before it, absence is not evidence
  bool account = false;                   // happens to the account, not to a contact
  std::string description;
};

struct Schema {
  std::vector<FieldDeclaration> fields;
  std::vector<EventKind> events;
  std::vector<std::string> lists;  // static lists that rules name
};

// ---------------------------------------------------------------- windows of time

/// A calendar day or period relative to the moment T: the `unit` that contains T's local day moved by
/// `months` (clamped) and then `days`. `this month` is {kMonth, 0, 0}, `last week` {kWeek, 0, −7}, `5 days ago` {kDay,
/// 0, −5}.
struct RelativePeriod {
  CalendarUnit unit = CalendarUnit::kDay;
  std::int32_t months = 0;
  std::int32_t days = 0;
};

struct InLastWindow {  // covers [t, t⊕length)
  Length length;
};
struct OlderThanWindow {  // covers [t⊕length, ∞)
  Length length;
};
struct AbsoluteWindow {  // covers [t, ∞) if t is in the range
  Interval range;
};
/// An event at t counts at T when lower bound ≤ t < upper bound, the bounds moving with T.
struct RelativeWindow {
  struct Bound {
    RelativePeriod period;
    bool end = false;  // the period's end instead of its start
  };
  std::optional<Bound> lower, upper;
};
using WhenClause = std::variant<InLastWindow, OlderThanWindow, AbsoluteWindow, RelativeWindow>;

/// Of a date field: v is at most `length` ahead of T: covers [v⊖length, e), where e is the end of v's local day for a
/// `date`, v itself for a `time`.
struct InNextWindow {
  Length length;
};
/// Of a date field: covers (…, v⊖length).
struct MoreThanAheadWindow {
  Length length;
};
/// How a date or time v lies as seen from the moment T. v counts from its local midnight when it is a `date`. Unlike an
/// event v may lie after T, so a RelativeWindow asks only lower bound ≤ v < upper bound.
using DateClause = std::variant<InLastWindow, OlderThanWindow, InNextWindow, MoreThanAheadWindow, RelativeWindow>;

// ---------------------------------------------------------------- matching events

struct Predicate;
struct PropertyTest {
  PropertyId property = 0;
  ValueTest test;
};
/// A date or time property as seen from the event's own instant; false where it is missing.
struct DatePropertyTest {
  PropertyId property = 0;
  DateClause when;
};
struct PredicateAll {
  std::vector<Predicate> parts;
};
struct PredicateAny {
  std::vector<Predicate> parts;
};
struct PredicateNot {
  std::vector<Predicate> part;  // exactly one
};
/// A test of one event's properties.
struct Predicate {
  std::variant<PropertyTest, PredicateAll, PredicateAny, PredicateNot, DatePropertyTest> node;
};

struct EventMatch {
  EventKindId kind = 0;
  std::optional<Predicate> filter;
};

/// C at the event's instant (the event included), or one millisecond before it.
struct WhileCondition {
  NodeId node = 0;
  bool just_before = false;
};

/// Equal values, as `=` compares them: letter case does not count, and missing equals nothing. One entry per event
/// kind, empty where the kind has no such property or takes no part.
struct SameProperty {
  std::vector<std::optional<PropertyId>> property_by_kind;
};

/// `A then B with same p within W`, of B: some event a of `alternatives` comes before b in the order (instant, rank,
/// kind, row), has the same values, and b ≤ a⊕within.
struct Precedent {
  std::vector<EventMatch> alternatives;
  std::vector<SameProperty> same;
  Length within;
};

/// Events that match at least one alternative and all of `during`, and have their precedent. An event counts once.
/// `followed_by` is the precedent seen from the other side: some event of it comes after, at most `within` later, with
/// the same values. Only measures have it.
struct EventSet {
  std::vector<EventMatch> alternatives;
  std::vector<WhileCondition> during;
  std::optional<Precedent> preceded_by{};
  std::optional<Precedent> followed_by{};
};

// ---------------------------------------------------------------- nodes

struct EveryoneNode {};
struct NobodyNode {};
struct AllOfNode {
  std::vector<NodeId> parts;
};
struct AnyOfNode {
  std::vector<NodeId> parts;
};
struct ComplementNode {
  NodeId part = 0;
};
/// The contact's field passes the test.
struct FieldNode {
  FieldId field = 0;
  ValueTest test;
};
/// The contact's date or time field lies so as seen from T, while it has that value; false while it is missing.
struct DateFieldNode {
  FieldId field = 0;
  DateClause when;
};
/// An anniversary of the contact's date or time field lies so as seen from T: the local day of the value itself, and
/// the same day of every later year (29 February falls on 28 February in other years).
struct AnniversaryNode {
  FieldId field = 0;
  DateClause when;
};
/// XXH3-64 of the name, a zero byte and the contact's key lies below the threshold: a share of threshold / 2⁶⁴.
struct SampleNode {
  std::uint64_t threshold = 0;
  std::string name;
};
/// Each run [s, e) of `part` gives [s⊕length, e).
struct HeldForNode {
  NodeId part = 0;
  Length length;
};
/// True from the first start of `part` on.
struct EverNode {
  NodeId part = 0;
};
/// The number of events that cover T (all of `when`) is in [at_least, at_most].
struct DidNode {
  EventSet events;
  std::vector<WhenClause> when;
  std::int64_t at_least = 1;
  std::optional<std::int64_t> at_most;
};
/// The first (or latest) matching event ≤ T exists, satisfies every clause of `when`, and, where `has` is not empty,
/// matches one of `has`.
struct OrdinalNode {
  bool first = false;
  EventSet events;
  std::vector<WhenClause> when;
  std::vector<EventMatch> has;
};
enum class AggregateKind : std::uint8_t { kSum, kAverage, kLargest, kSmallest, kDistinct };

/// A property's values over the events that cover T (all of `when`), taken together and tested. Missing values are left
/// out; a list counts item by item. Sums of numbers are exact and rounded once, so their order plays no role. Without
/// any value a sum and a distinct count are 0, and the others are missing.
struct AggregateNode {
  AggregateKind kind = AggregateKind::kSum;
  EventSet events;
  std::vector<PropertyId> properties;  // one per alternative of `events`, all of one type
  std::vector<WhenClause> when;
  ValueTest test;  // one comparison, or kBetween; of a number for kDistinct, else of the property's type
};
/// T ≥ born ⊕ length.
struct KnownForNode {
  Length length;
};
/// Runs a lifecycle; its column holds nothing, its visits and moves are read by the nodes below and by measures.
struct LifecycleRunNode {
  LifecycleId lifecycle = 0;
};
/// In one of the states after the last move of the instant.
struct InStateNode {
  NodeId run = 0;
  std::vector<StateId> states;
};
/// From the first visit of one of the states on, visits of zero length included.
struct WasInStateNode {
  NodeId run = 0;
  std::vector<StateId> states;
};
/// `flag when … until …`: set where `set` and not `clear`; sticks; `clear` wins ties.
/// With `visited`, the flag is also set at each visit of these states, even one of zero length (`when` is just `L is
/// s`).
struct LatchNode {
  NodeId set = 0;
  std::optional<NodeId> clear;
  std::optional<InStateNode> visited;
};
/// `flag on … until …`: switches at events; at one instant `off` wins.
struct SwitchNode {
  EventSet on, off;
};
struct InListNode {
  ListId list = 0;
};
/// Runs a score; its column holds nothing, its steps are read by the node below and by answers.
struct ScoreRunNode {
  ScoreId score = 0;
};
/// Points are exact: ten-thousandths. 2.5 points are 25,000.
using Points = std::int64_t;
inline constexpr Points kPointScale = 10'000;
/// Both ends included.
struct PointRange {
  Points low = 0, high = 0;
};
/// The score lies in one of `ranges`, which ascend and do not overlap. A contact always has a score.
struct ScoreTestNode {
  NodeId run = 0;
  std::vector<PointRange> ranges;
};

using NodeOperation = std::variant<EveryoneNode, NobodyNode, AllOfNode, AnyOfNode, ComplementNode, FieldNode,
                                   HeldForNode, EverNode, DidNode, OrdinalNode, AggregateNode, KnownForNode,
                                   LifecycleRunNode, InStateNode, WasInStateNode, LatchNode, SwitchNode, InListNode,
                                   DateFieldNode, AnniversaryNode, SampleNode, ScoreRunNode, ScoreTestNode>;

struct Node {
  NodeOperation operation;
  std::string label;  // rule text it comes from, for profiles and explanations
};

}  // namespace segue::engine
