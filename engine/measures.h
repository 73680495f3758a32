// What the program counts, and how reports show it. Part of engine/program.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/conditions.h"
#include "engine/platform_plan.h"

namespace segue::engine {

/// A segment, a flag, everyone (an EveryoneNode), or a lifecycle's state. Entries to a state count every move into it.
struct Target {
  NodeId node = 0;  // the condition; for a state its LifecycleRunNode
  std::optional<StateId> state;
};

struct EntriesMeasure {
  Target target;
};
struct ExitsMeasure {
  Target target;
};
struct FirstEntriesMeasure {  // of each contact the first entry: the size of a cohort
  Target target;
};
struct MovesMeasure {
  NodeId run = 0;
  std::vector<StateId> from, to;
};
struct MembersMeasure {  // at the period's end
  Target target;
};
struct AverageMembersMeasure {  // over the period, each moment alike: a number
  Target target;
};
struct ContactsWithMeasure {  // distinct contacts
  EventSet events;
};
struct EventCountMeasure {
  EventSet events;
};
struct EventSumMeasure {
  EventSet events;
  std::vector<PropertyId> properties;  // one per alternative of `events`; number or money
  bool money = false;
};

/// How many values become one.
struct Statistic {
  enum class Kind : std::uint8_t { kAverage, kRank, kSmallest, kLargest, kDistinct, kLast };
  Kind kind = Kind::kAverage;
  int rank = 50;  // of kRank: 50 is the median, 90 is p90; by linear interpolation
};
/// Of the values that events of the period have; events without value are left out.
struct EventStatisticMeasure {
  EventSet events;
  std::vector<PropertyId> properties;  // one per alternative of `events`
  Statistic statistic;
  bool money = false;
  /// Of texts: the value is the text's place among these (letter case does not count), or their number where it is
  /// none of them.
  std::vector<std::string> places{};
};
/// Of the values that contacts have at the period's end; contacts without value are left out.
struct LevelMeasure {
  Statistic statistic;
  std::optional<FieldId> field;  // of a number or money; or
  std::optional<NodeId> score;   // a ScoreRunNode
  bool money = false;
};
/// Of the times that moves took, by the period of arrival in `to`: from the latest visit of `from` (a segment's or
/// flag's entry) that no earlier arrival has used. In units of `unit` milliseconds.
struct DurationMeasure {
  Statistic statistic;
  Target from, to;
  std::int64_t unit = kMillisecondsPerDay;
};
/// Of the entries that one measure counts in the period, how many led to what another counts within that time; of sums
/// and averages of properties their sum. An outcome belongs to the latest entry at or before it.
struct CohortMeasure {
  std::uint32_t outcome = 0, entry = 0;  // indexes into Program::measures
  Length within;
};

/// Which touch gets the credit for what is counted: of the events `touches` with a value of their property, at most
/// `within` before it. Splits by the credited property read the touch's.
struct Credit {
  enum class Touch : std::uint8_t { kFirst, kLast, kAny };
  Touch touch = Touch::kLast;
  EventSet touches;
  std::vector<PropertyId> properties;  // one per alternative of `touches`
  Length within;
};

struct Measure {
  std::variant<EntriesMeasure, ExitsMeasure, FirstEntriesMeasure, MovesMeasure, MembersMeasure, AverageMembersMeasure,
               ContactsWithMeasure, EventCountMeasure, EventSumMeasure, EventStatisticMeasure, LevelMeasure,
               DurationMeasure, CohortMeasure>
      what;
  /// `for …`: all must hold at the counted instant, for moves and exits one millisecond before it.
  std::vector<NodeId> only_for{};
  std::optional<Credit> credit{};
  /// Everything up to the period's end instead of what happened in it. Of events only.
  bool to_date = false;
  /// What happened within that time up to the period's end, whatever the period: a cycle. Of events only.
  std::optional<Length> trailing{};
};

enum class Unit : std::uint8_t { kCount, kNumber, kMoney };

/// Arithmetic over measures. A number or money constant, a measure, or two parts.
/// kEither: the first part where it has a value, else the second. kPlan: the answer to `plan` at the moment that is
/// read; its parts are what is used of each allowance and, where events of the account tell, the place of the tier's
/// name in PlatformPlan::tier_names.
struct Expression {
  enum class Kind : std::uint8_t { kNumber, kMoney, kMeasure, kAdd, kSubtract, kMultiply, kDivide, kEither, kPlan };
  Kind kind = Kind::kNumber;
  double number = 0;
  Money money;
  std::uint32_t measure = 0;  // index into Program::measures
  std::vector<Expression> parts;
  PlanQuestion plan{};
};

/// What a division shows beside its result: nothing, its two parts, or for a share of what the denominator counts also
/// the interval that it is known to (see rates.h).
enum class Rate : std::uint8_t { kNone, kRatio, kProportion };

struct Metric {
  std::string name;
  Expression expression;
  Unit unit = Unit::kCount;
  std::string currency;  // kMoney
  bool percent = false;  // printed × 100 in tables
  Rate rate = Rate::kNone;
  std::string description;
  std::string formula;  // as written
};

/// Values put together: below the first edge, from each edge to below the next, from the last one on. Edges ascend; of
/// numbers they stand in `numbers`, of money, dates, times and scores in `integers`.
struct Bands {
  std::vector<double> numbers;
  std::vector<std::int64_t> integers;
  std::vector<std::string> labels;  // one more than edges, in their order
};
struct FieldSplit {
  FieldId field = 0;
  std::optional<Bands> bands{};
};
/// By a property of the counted event; for a move, of the event that fired it. One entry per event kind, empty where
/// the kind has no such property.
struct PropertySplit {
  std::vector<std::optional<PropertyId>> property_by_kind;
  std::optional<Bands> bands{};
};
/// By a score's value at the counted instant.
struct ScoreSplit {
  NodeId run = 0;  // a ScoreRunNode
  Bands bands;
};
/// By the period in which the contact first entered; what happened to it before that does not count.
struct CohortSplit {
  Target target;
};
/// A segment or flag at the counted instant, or whether a contact is in a sample.
struct MembershipSplit {
  NodeId node = 0;
  std::string yes = "yes", no = "no";  // the labels
};
struct StateSplit {
  NodeId run = 0;
};
/// By a group's label: the contact's at the counted instant, or that of the counted event (for a move, of the event
/// that fired it).
struct GroupSplit {
  GroupId group = 0;
  bool of_event = false;
};
struct Split {
  std::string title;
  std::variant<FieldSplit, PropertySplit, MembershipSplit, StateSplit, GroupSplit, ScoreSplit, CohortSplit> by;
};

/// The `count` periods that end with the one that contains the as-of; `complete` leaves a running one out.
struct LastPeriods {
  std::int64_t count = 12;
  CalendarUnit unit = CalendarUnit::kMonth;
  bool complete = false;
};
/// monostate: from the first data to the as-of instant.
using ReportRange = std::variant<std::monostate, LastPeriods, Interval>;

/// A column of a report: the metric with the report's own `for` already applied to its measures.
struct ShownMetric {
  std::string title;
  std::uint32_t metric = 0;  // index into Program::metrics
  Expression expression;
  Rate rate = Rate::kNone;  // the metric's
  /// Of what is used of a plan: what the plan allows.
  std::optional<Expression> allowance{};
};

struct SortOrder {
  std::uint32_t column = 0;  // splits first, then shown metrics; the period is not a column
  bool descending = false;
  std::optional<std::int64_t> top;
};

/// Whether two metrics go up and down together.
struct Correlation {
  ShownMetric metric, with;
};

/// Which other period stands beside each of a report.
enum class Comparison : std::uint8_t { kNone, kPreviousPeriod, kSamePeriodLastYear };

enum class DrawingKind : std::uint8_t { kLine, kBars, kPie, kFunnel, kHeatMap, kSankey };
/// A picture of one column.
struct Drawing {
  DrawingKind kind = DrawingKind::kLine;
  std::uint32_t shown = 0;  // index into Report::shown
};

struct Report {
  std::string name;
  std::string description;
  std::optional<CalendarUnit> period;
  std::vector<Split> splits;  // of a grid of cohorts the first is a CohortSplit, and `period` is set
  ReportRange range;
  std::vector<ShownMetric> shown;
  std::optional<SortOrder> sort;
  Comparison compare = Comparison::kNone;
  bool trend = false;                   // the direction of each metric, see report_series.h
  bool seasonal = false;                // its season apart from its trend
  std::optional<std::int64_t> project;  // how many periods ahead
  std::vector<Correlation> correlations;
  std::vector<Drawing> drawings;             // none: as fits the figures
  std::optional<std::uint32_t> cohort_size;  // of a grid of cohorts: the FirstEntriesMeasure, in Program::measures
};

}  // namespace segue::engine
