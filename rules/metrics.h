// Metrics: formulas over measures and other metrics, and the units of their results.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dsl/syntax.h"
#include "rules/context.h"
#include "rules/measure_lowering.h"
#include "rules/measure_pool.h"
#include "rules/plan_lowering.h"
#include "rules/quantity.h"

namespace segue::rules {

class Metrics {
 public:
  Metrics(Context& context, MeasurePool& measures)
      : context_(context), measures_(measures), lowering_(context), plans_(context, measures, quantities_) {}

  /// All metrics of the model in dependency order; circles are reported.
  void Lower();

  /// Empty when something was reported.
  const std::optional<Quantity>& operator[](std::uint32_t metric) const { return quantities_[metric]; }
  /// For the program, in order of declaration.
  std::vector<engine::Metric> Take();

  /// The expression with every measure `for` one more condition; reports measures of the account, at `span`. Of a plan
  /// it then says what such contacts alone would use and cost, whatever the account is on or billed for.
  std::optional<engine::Expression> Narrow(const engine::Expression& expression, engine::NodeId only_for,
                                           dsl::Span span);

 private:
  std::vector<std::uint32_t> Order();
  std::optional<Quantity> Lower(const dsl::Sum& sum);
  std::optional<Quantity> Lower(const dsl::Product& product);
  std::optional<Quantity> Lower(const dsl::Factor& factor);
  std::optional<Quantity> LowerWhat(const dsl::Factor& factor);
  std::optional<Quantity> LowerName(const dsl::Name& name);
  std::optional<Quantity> LowerCohort(const dsl::CohortMeasure& cohort, dsl::Span span);
  /// The measure of a metric that can be one side of a cohort, else reported.
  std::optional<std::uint32_t> CohortPart(const dsl::Name& name, bool outcome);
  std::optional<Quantity> LowerLiteral(const dsl::Literal& literal);
  std::optional<Quantity> Combine(std::optional<Quantity> left, char operation, std::optional<Quantity> right,
                                  dsl::Span span);
  void CheckPercent(const dsl::MetricDeclaration& metric, const Quantity& quantity);

  Context& context_;
  MeasurePool& measures_;
  MeasureLowering lowering_;
  std::vector<std::optional<Quantity>> quantities_;
  PlanLowering plans_;  // reads quantities_
};

}  // namespace segue::rules
