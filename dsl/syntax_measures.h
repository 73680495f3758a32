// Metrics and reports. Part of dsl/syntax.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "dsl/syntax_declarations.h"

namespace segue::dsl {

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
enum class PlanFigure { kUsed, kAllowance, kPrice };
struct PlanMeasure {  // used of "Klaviyo" profiles, price of "Klaviyo"
  PlanFigure figure = PlanFigure::kPrice;
  Name plan;
  std::optional<Name> allowance;
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
  std::variant<Box<Sum>, Measure, CohortMeasure, PlanMeasure, Name, Literal> what;
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
  Name of;           // what the report shows, or a lifecycle
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

}  // namespace segue::dsl
