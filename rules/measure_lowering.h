// What is counted: `entries to …`, `moves …`, `members of …`, `contacts with …`, `count of …`, `sum of …`, `median of
// …`.
#pragma once

#include <optional>
#include <vector>

#include "dsl/syntax.h"
#include "rules/condition_lowering.h"
#include "rules/context.h"
#include "rules/quantity.h"

namespace segue::rules {

/// A measure with the unit of its values.
struct LoweredMeasure {
  engine::Measure measure;
  MeasuredUnit unit;
};

class MeasureLowering {
 public:
  explicit MeasureLowering(Context& context) : context_(context), conditions_(context), events_(context) {}

  /// Empty when something was reported.
  std::optional<LoweredMeasure> Lower(const dsl::Measure& measure, dsl::Span span);
  std::optional<engine::Target> Lower(const dsl::Target& target);

 private:
  using Result = std::optional<LoweredMeasure>;

  Result Lower(const dsl::EntriesMeasure& measure, dsl::Span span);
  Result Lower(const dsl::MovesMeasure& measure, dsl::Span span);
  Result Lower(const dsl::MembersMeasure& measure, dsl::Span span);
  Result Lower(const dsl::EventsMeasure& measure, dsl::Span span);
  Result Lower(const dsl::PropertyMeasure& measure, dsl::Span span);
  Result Lower(const dsl::LevelMeasure& measure, dsl::Span span);
  Result Lower(const dsl::DurationMeasure& measure, dsl::Span span);

  std::optional<engine::Target> StateTarget(const dsl::Target& target);
  std::optional<std::vector<engine::StateId>> StatesOf(std::uint32_t lifecycle, const dsl::Origin& origin);
  void WarnIfNoSuchMove(std::uint32_t lifecycle, const engine::MovesMeasure& moves, dsl::Span span);
  const Symbol* LifecycleOf(const dsl::Name& name);
  std::optional<engine::EventSet> EventsWith(const dsl::Events& events, const std::optional<dsl::Filter>& filter,
                                             const std::optional<dsl::WhileClause>& during, EventUse use);
  /// What summing this property of this kind gives, or an error.
  std::optional<MeasuredUnit> SummedUnit(engine::EventKindId kind, engine::PropertyId property, dsl::Span span);
  Result SumOf(const dsl::PropertyMeasure& measure, engine::EventSet events);
  /// Adds what comes after the events.
  bool Follow(const dsl::FollowedBy& followed, engine::EventSet& events);

  // measure_values.cc
  Result StatisticOf(const dsl::PropertyMeasure& measure, engine::EventSet events);
  std::optional<engine::Credit> Lower(const dsl::Credit& credit);
  bool CanBeCredited(const engine::Measure& measure, dsl::Span span);

  Context& context_;
  ConditionLowering conditions_;
  EventReader events_;
};

}  // namespace segue::rules
