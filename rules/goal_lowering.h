// Goals, benchmarks, advice and alerts: figures that metrics are held against.
#pragma once

#include <optional>
#include <vector>

#include "dsl/syntax.h"
#include "rules/context.h"
#include "rules/metrics.h"

namespace segue::rules {

class GoalLowering {
 public:
  GoalLowering(Context& context, Metrics& metrics, MeasurePool& measures)
      : context_(context), metrics_(metrics), measures_(measures) {}

  /// Empty when something was reported.
  std::optional<engine::Goal> Lower(const Declared<dsl::GoalDeclaration>& declared);
  std::optional<engine::Benchmark> Lower(const Declared<dsl::BenchmarkDeclaration>& declared);
  std::optional<engine::Advice> Lower(const Declared<dsl::AdviseDeclaration>& declared);
  std::optional<engine::Alert> Lower(const Declared<dsl::AlertDeclaration>& declared);

  /// Segments by goals; `goals` are those of the program, in order of declaration.
  std::optional<engine::GoalMatrix> Lower(const dsl::GoalsItem& item, dsl::Span span,
                                          const std::vector<engine::Goal>& goals);

 private:
  std::optional<engine::ShownMetric> MetricOf(const dsl::Name& name);
  /// The literal in the unit of the metric, else reported.
  std::optional<engine::Figure> FigureOf(const dsl::Literal& literal, const dsl::Name& metric);
  std::optional<engine::CalendarUnit> UnitOf(const dsl::Period& period);
  bool CanSplit(const dsl::Name& name);
  bool LowerItems(const dsl::GoalDeclaration& goal, engine::Goal& lowered);
  bool LowerAim(const dsl::GoalDeclaration& goal, engine::Goal& lowered);
  std::optional<std::vector<std::uint32_t>> GoalsOf(const dsl::GoalsItem& item, const std::vector<engine::Goal>& goals);

  Context& context_;
  Metrics& metrics_;
  MeasurePool& measures_;
};

}  // namespace segue::rules
