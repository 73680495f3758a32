// What acts on figures: prune, goals, benchmarks, advice, alerts, experiments. Part of dsl/syntax.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "dsl/syntax_measures.h"

namespace segue::dsl {

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

}  // namespace segue::dsl
