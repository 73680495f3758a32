// The syntax tree: what a rule file says, before anything is known about what it means.
//
// One struct per form of grammar.ebnf, plain data, every node with its span. Names and texts are already
// NFC-normalised; escapes are resolved. The tree is shaped for the whole language.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "dsl/box.h"
#include "dsl/source.h"

namespace segue::dsl {

// ---------------------------------------------------------------- names and literals

/// A word or a quoted name.
struct Name {
  std::string text;
  Span span;
  bool quoted = false;
};

struct ParamUse {
  Name name;
};
struct Text {
  std::string text;
};
/// `12`, `1_000`, `0.35`, `+5`: `digits` is the source text without `_`, for exact money.
struct Number {
  double value = 0;
  std::string digits;
};
/// `35%`: `value` is 0.35.
struct Percent {
  double value = 0;
};
struct Money {
  std::string digits;  // sign, digits, point; no `_`
  std::string currency;
};
enum class TimeUnit { kSecond, kMinute, kHour, kDay, kWeek, kMonth, kQuarter, kYear };
struct Duration {
  std::int64_t count = 0;
  TimeUnit unit = TimeUnit::kDay;
};
struct Date {
  int year = 0, month = 0, day = 0;
};
/// `offset_minutes` missing: local time of the program's zone; `Z` is 0.
struct InstantLiteral {
  Date date;
  int hour = 0, minute = 0, second = 0, millisecond = 0;
  std::optional<int> offset_minutes;
};
/// `2026`, `2026-Q1`, `2026-03`, `2026-W09`; number is the quarter, month or ISO week (0 for a year).
struct PeriodLiteral {
  int year = 0;
  TimeUnit unit = TimeUnit::kYear;
  int number = 0;
};
struct Boolean {
  bool value = false;
};

struct Literal {
  std::variant<ParamUse, Text, InstantLiteral, Date, PeriodLiteral, Money, Percent, Number, Boolean, Duration> value;
  Span span;
};

/// Right-hand side of a comparison: a literal, or a bare word (a choice value or a state).
struct Value {
  bool exactly = false;  // before a text: letter case counts
  std::variant<Literal, Name> value;
  Span span;
};
struct Values {
  std::vector<Value> values;
  Span span;
};

/// A literal, or a param that holds one.
struct DurationValue {
  std::variant<Duration, ParamUse> value;
  Span span;
};
struct PercentValue {
  std::variant<Percent, ParamUse> value;
  Span span;
};

enum class DayWord { kToday, kYesterday, kTomorrow };
/// `today`, `5 days ago`, `2 months ahead`: a calendar day relative to the moment judged.
struct RelativeDay {
  std::variant<DayWord, Duration> value;
  bool ahead = false;  // for Duration
};
/// `this month`, `last week`, `next year`; which is −1, 0 or +1.
struct CalendarWord {
  int which = 0;
  TimeUnit unit = TimeUnit::kMonth;
};
struct Point {
  std::variant<ParamUse, InstantLiteral, Date, PeriodLiteral, RelativeDay, CalendarWord> value;
  Span span;
};
struct Period {
  std::variant<ParamUse, Date, PeriodLiteral> value;
  Span span;
};

// ---------------------------------------------------------------- tests of a value

enum class Comparator { kEqual, kNotEqual, kLess, kLessOrEqual, kGreater, kGreaterOrEqual };

struct CompareTest {
  Comparator comparator = Comparator::kEqual;
  Value value;
};
struct SetTest {  // is [not] set / is [not] missing
  bool negated = false;
  bool missing = false;
};
struct IsDayTest {  // is [not] today, is 5 days ahead
  bool negated = false;
  RelativeDay day;
};
struct IsTest {  // is [not] value
  bool negated = false;
  Value value;
};
struct InLast {
  DurationValue length;
};
struct InNext {
  DurationValue length;
};
struct InTest {  // [not] in …
  bool negated = false;
  std::variant<Values, InLast, InNext, CalendarWord, Period> range;
};
struct BetweenTest {  // both included
  Literal low, high;
};
enum class TextOperator { kContains, kStartsWith, kEndsWith };
struct TextTest {
  TextOperator op = TextOperator::kContains;
  Value value;
};
struct MatchesTest {
  bool exactly = false;
  std::variant<Text, ParamUse> pattern;  // backslashes as written
  Span pattern_span;
};
enum class HasMode { kOne, kAny, kAll };
struct HasTest {
  HasMode mode = HasMode::kOne;
  Values values;
};
enum class Side { kSince, kBefore, kAfter };
struct SideTest {
  Side side = Side::kSince;
  Point point;
};
struct MoreThanTest {  // more than D ago / ahead
  DurationValue length;
  bool ahead = false;
};
struct Test {
  std::variant<CompareTest, SetTest, IsDayTest, IsTest, InTest, BetweenTest, TextTest, MatchesTest, HasTest, SideTest,
               MoreThanTest>
      test;
  Span span;
};

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

// ---------------------------------------------------------------- declarations

struct Rename {
  Name from, to;
};
struct UseDeclaration {
  std::string file;
  Span file_span;
  std::vector<Rename> renames;
};
struct TimezoneSetting {
  std::string zone;
  Span zone_span;
};
struct CurrencySetting {
  std::string currency;
  Span currency_span;
};
struct WeekSetting {
  bool sunday = false;
};

enum class TypeName { kText, kNumber, kMoney, kFlag, kDate, kTime, kList, kChoice };
struct Field {
  std::string description;
  Name name;
  TypeName type = TypeName::kText;
  std::string currency;       // money USD; else empty
  std::vector<Name> choices;  // choice (…)
  Span type_span;
};
struct ContactDeclaration {
  std::vector<Field> fields;
};
struct EventDeclaration {
  bool account = false;
  Name name;
  std::vector<Field> properties;
  std::optional<Date> recorded_since;
  Span recorded_since_span;
};
struct ParamDeclaration {
  Name name;
  Literal value;
};
struct SegmentDeclaration {
  Name name;
  Condition condition;
};
struct FlagWhen {
  Condition when;
  std::optional<Condition> until;
};
struct FlagOn {
  Events on;
  std::optional<Filter> on_filter;
  Events until;
  std::optional<Filter> until_filter;
};
struct FlagDeclaration {
  Name name;
  std::variant<FlagWhen, FlagOn> how;
};
struct PerEvent {  // +5 per email_clicked in last 30 days
  Events events;
  std::optional<Filter> filter;
  std::optional<DurationValue> in_last;
};
struct ScoreItem {
  bool at_most = false;  // at most 100: `points` is the limit
  double points = 0;
  std::variant<std::monostate, PerEvent, WhileClause> why;
  Span span;
};
struct ScoreDeclaration {
  Name name;
  std::vector<ScoreItem> items;
};
struct GroupLabel {
  std::string label;
  Condition when;
  Span span;
};
struct GroupDeclaration {
  Name name;
  std::vector<GroupLabel> labels;
  std::optional<std::string> otherwise;
};

enum class StateWord { kStart, kFinal, kState };
struct StateItem {
  std::string description;
  StateWord word = StateWord::kState;
  Name name;
};
/// Where a transition starts: `any`, or a list of states.
struct Origin {
  bool any = false;
  std::vector<Name> states;
  Span span;
};
struct OnTrigger {
  Events events;
  std::optional<Filter> filter;
  std::optional<Condition> when;
};
struct WhenTrigger {
  Condition when;
};
struct AfterTrigger {
  DurationValue after;
  std::optional<Condition> when;
};
struct TransitionItem {
  std::string description;
  Origin from;
  Name to;
  std::variant<OnTrigger, WhenTrigger, AfterTrigger> trigger;
  Span span;
};
struct LifecycleDeclaration {
  Name name;
  std::vector<std::variant<StateItem, TransitionItem>> items;  // in written order
};

// ---------------------------------------------------------------- measures

/// everyone, a segment, a flag, or Lifecycle.state.
struct Target {
  bool everyone = false;
  Name name;
  std::optional<Name> state;
  Span span;
};
struct FollowedBy {
  Events events;
  std::vector<SameProperty> same;
  std::optional<Filter> filter;
  DurationValue within;
};
struct EntriesMeasure {
  bool exits = false;
  Target target;
};
struct MovesMeasure {
  Name lifecycle;
  Origin from, to;
};
struct MembersMeasure {
  bool average = false;
  Target target;
};
struct EventsMeasure {  // contacts with E; count of E
  bool contacts = false;
  Events events;
  std::optional<Filter> filter;
  std::optional<WhileClause> during;
  std::optional<FollowedBy> followed;
  bool to_date = false;
};
struct PropertyMeasure {  // sum of E.p
  AggregateKind kind = AggregateKind::kSum;
  int rank = 0;  // p90 → 90
  PropertyPath property;
  std::optional<Filter> filter;
  std::optional<WhileClause> during;
  bool to_date = false;
};
struct LevelMeasure {  // average of Engagement, median of age
  AggregateKind kind = AggregateKind::kAverage;
  int rank = 0;
  Name name;
};
struct DurationMeasure {  // median days from L.a to L.b
  AggregateKind kind = AggregateKind::kMedian;
  int rank = 0;
  TimeUnit unit = TimeUnit::kDay;
  Target from, to;
};
struct CohortMeasure {  // conversions of prospects within 90 days
  Name outcome, entry;
  DurationValue within;
};
enum class TouchKind { kFirst, kLast, kAny };
struct Credit {
  TouchKind touch = TouchKind::kLast;
  PropertyPath property;
  DurationValue within;
  std::optional<WhileClause> during;
};
struct Measure {
  std::variant<EntriesMeasure, MovesMeasure, MembersMeasure, EventsMeasure, PropertyMeasure, LevelMeasure,
               DurationMeasure>
      what;
  std::optional<Credit> credit;
};

struct Sum;
struct Factor {
  std::variant<Box<Sum>, Measure, CohortMeasure, Name, Literal> what;
  std::optional<Condition> only_for;  // for Segment (a MemberCondition) or for (condition)
  Span span;
};
struct Product {
  std::vector<Factor> factors;
  std::vector<char> operators;  // '*' or '/', one fewer than factors
};
struct Sum {
  std::vector<Product> products;
  std::vector<char> operators;  // '+' or '-', one fewer than products
  Span span;
};
struct MetricDeclaration {
  Name name;
  Sum formula;
  bool as_percent = false;
};

struct PeriodSplit {
  TimeUnit unit = TimeUnit::kMonth;
};
struct NameSplit {
  Name name;
  std::optional<Name> member;  // Relation.client
  std::vector<Literal> bands;
};
struct Split {
  std::variant<PeriodSplit, NameSplit> split;
  Span span;
};
struct ByItem {
  std::vector<Split> splits;
};
struct CohortsItem {
  Target target;
};
struct OverItem {
  std::int64_t count = 12;
  bool complete = false;
  TimeUnit unit = TimeUnit::kMonth;
};
struct FromToItem {
  Period from, to;  // both included
};
struct ForItem {
  Condition only_for;
};
struct Shown {
  Name metric;
  std::optional<std::string> title;
};
struct ShowItem {
  std::vector<Shown> shown;
};
struct CompareItem {
  bool last_year = false;
};
struct TrendItem {
  bool seasonal = false;  // `seasonal`: the season apart from the trend
};
struct ProjectItem {
  std::int64_t count = 3;
  TimeUnit unit = TimeUnit::kMonth;
};
struct CorrelateItem {
  Name metric, with;
};
/// Rows of segments, columns of goals; all goals where none is named.
struct GoalsItem {
  std::vector<Name> goals;
  std::vector<Name> segments;
};
struct SortItem {
  Name by;
  bool descending = false;
  std::optional<std::int64_t> top;
};
struct Drawing {
  std::string kind;  // line bars pie funnel heatmap sankey
  Name of;
};
struct DrawItem {
  std::vector<Drawing> drawings;
};
struct ReportItem {
  std::variant<ByItem, CohortsItem, OverItem, FromToItem, ForItem, ShowItem, CompareItem, TrendItem, ProjectItem,
               CorrelateItem, GoalsItem, SortItem, DrawItem>
      item;
  Span span;
};
struct ReportDeclaration {
  Name name;
  std::vector<ReportItem> items;
};

struct KeepItem {
  Condition condition;
};
struct GraceItem {
  DurationValue length;
};
struct NeedsItem {
  Events events;
  DurationValue within;
};
struct AtMostItem {
  PercentValue share;
};
struct PruneItem {
  std::variant<KeepItem, GraceItem, NeedsItem, AtMostItem> item;
  Span span;
};
struct PruneDeclaration {
  Name segment;
  std::vector<PruneItem> items;
};

struct GoalThreshold {
  Comparator comparator = Comparator::kGreaterOrEqual;
  Literal value;
};
struct GoalChange {
  bool down = false;
  PercentValue share;
  bool on_last_year = false;  // else on last period
};
/// `owner "Marie"`: who answers for it, what was expected to bring it about, what was learned.
struct GoalNote {
  enum class Kind { kOwner, kHypothesis, kLearned };
  Kind kind = Kind::kOwner;
  std::string text;
};
struct GoalItem {
  std::variant<ByItem, GoalNote> item;
  Span span;
};
struct GoalDeclaration {
  Name name, metric;
  std::variant<GoalThreshold, GoalChange> aim;
  Period period;
  std::vector<GoalItem> items;
};
/// `past campaign`: what the rows of a report by that split have.
struct PastRows {
  Name split;
};
struct BenchmarkDeclaration {
  Name metric;
  std::variant<Literal, PastRows> value;
  std::optional<std::string> source;
};
struct AdviseDeclaration {
  Name metric;
  Comparator comparator = Comparator::kLess;
  Literal value;
  std::string advice;
};
struct AlertDeclaration {
  Name name, metric;
  Comparator comparator = Comparator::kGreater;
  Literal value;
  std::string message;
};
struct ArmShare {
  std::string arm;
  PercentValue share;
  Span span;
};
struct ArmsByField {
  Name field;
  std::string control;
  Span control_span;
  std::vector<ArmShare> shares;
};
struct ArmsBySample {
  PercentValue share;
  std::string sample;
};
struct MeasureNames {
  std::vector<Name> metrics;
};
struct StrataNames {
  std::vector<Name> fields;
};
struct ExperimentRange {
  Point from;
  std::optional<Point> to;
};
struct ExperimentBefore {
  DurationValue length;
};
struct ExperimentItem {
  std::variant<ArmsByField, ArmsBySample, MeasureNames, StrataNames, ExperimentRange, ExperimentBefore> item;
  Span span;
};
struct ExperimentDeclaration {
  Name name;
  std::vector<ExperimentItem> items;
};

struct Declaration {
  std::string description;  // """…""" before it; empty if none
  std::variant<UseDeclaration, TimezoneSetting, CurrencySetting, WeekSetting, ContactDeclaration, EventDeclaration,
               ParamDeclaration, SegmentDeclaration, FlagDeclaration, ScoreDeclaration, GroupDeclaration,
               LifecycleDeclaration, MetricDeclaration, ReportDeclaration, GoalDeclaration, BenchmarkDeclaration,
               AdviseDeclaration, AlertDeclaration, ExperimentDeclaration, PruneDeclaration>
      node;
  Span span;
};

/// A parsed file. With errors it holds the declarations that could be read.
struct File {
  SourceId source = 0;
  std::vector<Declaration> declarations;
  std::vector<Span> comments;  // `# …` without the line end, in order
  /// Names declared in text that could not be read: that one of them is unknown would only repeat that error.
  std::vector<Name> unread;
};

}  // namespace segue::dsl
