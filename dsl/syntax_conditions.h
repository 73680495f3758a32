// Events and conditions. Part of dsl/syntax.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "dsl/syntax_values.h"

namespace segue::dsl {

// ---------------------------------------------------------------- events and filters

struct FilterTest {
  Name property;
  Test test;
};
struct Filter;
struct FilterAll {
  std::vector<Filter> parts;
};
struct FilterAny {
  std::vector<Filter> parts;
};
struct FilterNot {
  Box<Filter> part;
};
/// What stands after `with`; commas are FilterAll.
struct Filter {
  std::variant<FilterTest, FilterAll, FilterAny, FilterNot> node;
  Span span;
};

struct OneEvent {
  Name name;
  std::optional<Filter> filter;
};
/// `any event` (then `alternatives` is empty), one name, or `(a or b with …)`.
struct Events {
  bool any = false;
  std::vector<OneEvent> alternatives;
  Span span;
};

struct Condition;

enum class CountKind { kAtLeast, kAtMost, kExactly };
struct CountClause {
  CountKind kind = CountKind::kAtLeast;
  std::int64_t count = 1;
};
struct BetweenPoints {
  Point from, until;
};
struct MoreThanAgo {
  DurationValue length;
};
struct SidePoint {  // since / before / after
  Side side = Side::kSince;
  Point point;
};
struct When {
  std::variant<InLast, CalendarWord, Period, SidePoint, BetweenPoints, MoreThanAgo, DayWord> when;
  Span span;
};
struct WhileClause {
  bool just_before = false;
  Box<Condition> condition;
};
struct Clause {
  std::variant<CountClause, When, WhileClause> clause;
  Span span;
};

struct SameProperty {  // with same campaign
  Name property;
};
struct ThenClause {
  Events events;
  std::vector<SameProperty> same;
  std::optional<Filter> filter;
  DurationValue within;
  Span span;
};

struct PropertyPath {  // purchase.amount, (a or b).campaign
  std::vector<Name> events;
  Name property;
  Span span;
};

// ---------------------------------------------------------------- conditions

struct Everyone {};
struct Nobody {};
struct AndCondition {
  std::vector<Condition> parts;
};
struct OrCondition {
  std::vector<Condition> parts;
};
struct NotCondition {
  Box<Condition> part;
};
/// ( … ) as written; meaning is that of the part.
struct GroupCondition {
  Box<Condition> part;
};
struct HeldCondition {  // part for D
  Box<Condition> part;
  DurationValue length;
};
/// A field, score or lifecycle with its test; without a test a flag.
struct NameCondition {
  Name name;
  std::optional<Test> test;
};
struct MemberCondition {  // in Segment; in list "VIP"
  bool list = false;
  Name name;
};
struct SampleCondition {  // in sample 10% of "name"
  PercentValue share;
  std::string name;
};
struct DidCondition {
  bool negated = false;
  Events events;
  std::vector<Filter> filters;  // all must hold
  std::optional<ThenClause> then;
  std::vector<Clause> clauses;
};
struct IsKind {  // last (a or b) is a
  std::vector<Name> kinds;
};
struct HasFilter {  // last purchase has amount >= 50
  Filter filter;
};
struct OrdinalCondition {  // first / last
  bool first = false;
  Events events;
  std::optional<Filter> filter;
  std::variant<When, IsKind, HasFilter> ask;
};
enum class AggregateKind { kSum, kAverage, kLargest, kSmallest, kDistinct, kMedian, kRank, kLast, kCount };
struct AggregateCondition {
  AggregateKind kind = AggregateKind::kSum;
  PropertyPath property;
  std::vector<Filter> filters;
  std::vector<Clause> clauses;
  Comparator comparator = Comparator::kEqual;
  Literal value;
};
struct ElapsedCondition {  // days since last purchase > 30
  TimeUnit unit = TimeUnit::kDay;
  Events events;
  std::optional<Filter> filter;
  Comparator comparator = Comparator::kGreater;
  Literal value;
};
struct KnownCondition {  // known for D
  DurationValue length;
};
struct WasMemberCondition {  // was in Prospects
  Name segment;
};
struct WasSet {};
struct WasCondition {  // country was "FR", email was set, Relation was in (a, b)
  Name name;
  std::variant<WasSet, Values, Value> what;
};
struct AnniversaryCondition {
  Name field;
  std::variant<RelativeDay, InLast, InNext, CalendarWord> when;
};

struct Condition {
  std::variant<Everyone, Nobody, AndCondition, OrCondition, NotCondition, GroupCondition, HeldCondition, NameCondition,
               MemberCondition, SampleCondition, DidCondition, OrdinalCondition, AggregateCondition, ElapsedCondition,
               KnownCondition, WasMemberCondition, WasCondition, AnniversaryCondition>
      node;
  Span span;
};

}  // namespace segue::dsl
