// `used of "Klaviyo" profiles`, `allowance of "Klaviyo" emails`, `price of "Klaviyo"`.
//
// What is used is a metric of the rules. A stock (members, to date) is read where the period ends; a flow is counted
// within the cycle that ends there, so that a month of 31 days and a cycle of 30 are not mixed up.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "rules/context.h"
#include "rules/measure_pool.h"
#include "rules/quantity.h"

namespace segue::rules {

class PlanLowering {
 public:
  /// `metrics` are those lowered so far, by their place in the model.
  PlanLowering(Context& context, MeasurePool& measures, const std::vector<std::optional<Quantity>>& metrics)
      : context_(context), measures_(measures), metrics_(metrics) {}

  /// Empty when something was reported.
  std::optional<Quantity> Lower(const dsl::PlanMeasure& measure, dsl::Span span);

 private:
  struct Asked {
    const PlanData& plan;
    dsl::Span span;  // of the measure that asks
  };

  const PlanData* Find(const dsl::Name& name);
  std::optional<std::uint32_t> FindAllowance(const PlanData& plan, const dsl::Name& name);
  std::optional<Quantity> Used(const Asked& asked, std::uint32_t allowance);
  std::optional<Quantity> Answer(const Asked& asked, std::optional<std::uint32_t> allowance);
  std::optional<engine::Expression> InCycle(const Asked& asked, const PlanData::Counter& counter,
                                            engine::Expression expression);
  /// The latest value of a property of an event of the account; `tiers`: a text that names one.
  std::optional<engine::Expression> LatestOf(const Asked& asked, const PlanProperty& property, bool tiers);
  std::shared_ptr<const engine::PlatformPlan> PlanOf(const PlanData& data);
  void Refuse(const Asked& asked, const std::string& why, const std::string& hint);

  Context& context_;
  MeasurePool& measures_;
  const std::vector<std::optional<Quantity>>& metrics_;
  std::map<const PlanData*, std::shared_ptr<const engine::PlatformPlan>> plans_;
};

/// Calls `visit(metric)` for the name of every metric that a plan measure needs; none where there is no such plan.
template <typename Visit>
void VisitPlanMetrics(const std::vector<PlanData>& plans, const dsl::PlanMeasure& measure, const Visit& visit) {
  for (const PlanData& plan : plans) {
    if (plan.name != measure.plan.text) continue;
    for (const PlanData::Counter& counter : plan.counters) visit(counter.metric);
  }
}

}  // namespace segue::rules
