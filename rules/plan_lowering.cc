// See plan_lowering.h.
#include "rules/plan_lowering.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "rules/codes.h"
#include "rules/time_reader.h"

namespace segue::rules {

using Kind = engine::Expression::Kind;

std::optional<Quantity> PlanLowering::Lower(const dsl::PlanMeasure& measure, dsl::Span span) {
  const PlanData* plan = Find(measure.plan);
  if (plan == nullptr) return {};
  const Asked asked{*plan, span};
  if (!measure.allowance) return Answer(asked, std::nullopt);
  const auto allowance = FindAllowance(*plan, *measure.allowance);
  if (!allowance) return {};
  if (measure.figure == dsl::PlanFigure::kAllowance) return Answer(asked, allowance);
  auto used = Used(asked, *allowance), allowed = Answer(asked, allowance);
  if (!used || !allowed) return {};
  used->allowance = std::move(allowed->expression);
  return used;
}

// ---------------------------------------------------------------- names

const PlanData* PlanLowering::Find(const dsl::Name& name) {
  const auto found = std::ranges::find(*context_.plans, name.text, &PlanData::name);
  if (found != context_.plans->end()) return &*found;
  std::vector<std::string_view> names;
  for (const PlanData& plan : *context_.plans) names.push_back(plan.name);
  std::string hint = context_.suggestions.DidYouMean(name.text, names);
  if (hint.empty()) hint = "describe it in a file, and name the file in segue.yaml: `plans: [plans/*.yaml]`";
  context_.report.Unknown(code::kUnknownPlan, name, "there is no plan " + Quote(name.text), hint);
  return nullptr;
}

std::optional<std::uint32_t> PlanLowering::FindAllowance(const PlanData& plan, const dsl::Name& name) {
  const auto found = std::ranges::find(plan.counters, name.text, &PlanData::Counter::allowance);
  if (found != plan.counters.end()) return static_cast<std::uint32_t>(found - plan.counters.begin());
  std::vector<std::string_view> names;
  for (const PlanData::Counter& counter : plan.counters) names.push_back(counter.allowance);
  std::string hint = context_.suggestions.DidYouMean(name.text, names);
  if (hint.empty()) hint = "it has " + Enumerate({names.begin(), names.end()}) + " (" + plan.file + ")";
  context_.report.Unknown(code::kUnknownAllowance, name,
                          "plan " + Quote(plan.name) + " has no allowance " + Quote(name.text), hint);
  return {};
}

void PlanLowering::Refuse(const Asked& asked, const std::string& why, const std::string& hint) {
  context_.report.Error(code::kPlanCounts, asked.span, "plan " + Quote(asked.plan.name) + " " + why, hint);
}

// ---------------------------------------------------------------- what is used

std::optional<Quantity> PlanLowering::Used(const Asked& asked, std::uint32_t allowance) {
  const PlanData::Counter& counter = asked.plan.counters[allowance];
  const std::uint32_t* metric = context_.model.metrics.Find(counter.metric);
  if (metric == nullptr) {
    std::string hint = context_.suggestions.DidYouMean(counter.metric, context_.model.metrics.Names());
    if (hint.empty()) hint = "declare it, or name another one in " + asked.plan.file;
    Refuse(
        asked,
        "counts " + counter.allowance + " by the metric " + Quote(counter.metric) + ", and there is none of that name",
        hint);
    return {};
  }
  if (!metrics_[*metric]) return {};
  Quantity used = *metrics_[*metric];
  used.allowance.reset();
  if (used.unit.unit == engine::Unit::kMoney) {
    Refuse(asked,
           "counts " + counter.allowance + " by the metric " + Quote(counter.metric) + ", which is an amount of money",
           "name a metric that counts, in " + asked.plan.file);
    return {};
  }
  auto counted = InCycle(asked, counter, std::move(used.expression));
  if (!counted) return {};
  used.expression = std::move(*counted);
  if (!counter.billed) return used;
  auto billed = LatestOf(asked, *counter.billed, false);
  if (!billed) return {};
  engine::Expression either;
  either.kind = Kind::kEither;
  either.parts.push_back(std::move(*billed));
  either.parts.push_back(std::move(used.expression));
  used.expression = std::move(either);
  return used;
}

std::optional<engine::Expression> PlanLowering::InCycle(const Asked& asked, const PlanData::Counter& counter,
                                                        engine::Expression expression) {
  for (engine::Expression& part : expression.parts) {
    auto inner = InCycle(asked, counter, std::move(part));
    if (!inner) return {};
    part = std::move(*inner);
  }
  if (expression.kind != Kind::kMeasure) return expression;
  engine::Measure measure = measures_[expression.measure];
  const bool stock = measure.to_date || measure.trailing ||
                     std::holds_alternative<engine::MembersMeasure>(measure.what) ||
                     std::holds_alternative<engine::LevelMeasure>(measure.what);
  if (stock) return expression;
  if (!std::holds_alternative<engine::EventCountMeasure>(measure.what) &&
      !std::holds_alternative<engine::EventSumMeasure>(measure.what)) {
    Refuse(asked,
           "counts " + counter.allowance + " by the metric " + Quote(counter.metric) +
               ", which is neither a stock nor a count or sum of events",
           "name a metric of `members of`, `count of` or `sum of`, in " + asked.plan.file);
    return {};
  }
  measure.trailing = asked.plan.cycle;
  expression.measure = measures_.Add(std::move(measure), std::string(measures_.Label(expression.measure)));
  return expression;
}

std::optional<engine::Expression> PlanLowering::LatestOf(const Asked& asked, const PlanProperty& property, bool tiers) {
  const std::string written = property.event + "." + property.property;
  const std::string reads =
      tiers ? "reads its changes from " + Quote(written) : "reads what is billed from " + Quote(written);
  const engine::EventKindId* kind = context_.model.events.Find(property.event);
  if (kind == nullptr || !context_.model.schema.events[*kind].account) {
    Refuse(asked, reads + ", and the rules declare no account event " + Quote(property.event),
           "declare it: `account event " + property.event + " { " + property.property + (tiers ? " text" : " number") +
               " }`");
    return {};
  }
  const engine::PropertyId* found = context_.model.properties[*kind].Find(property.property);
  const auto type =
      found == nullptr ? engine::ValueType::kFlag : context_.model.schema.events[*kind].properties[*found].type;
  const bool fits = tiers ? type == engine::ValueType::kText || type == engine::ValueType::kChoice
                          : type == engine::ValueType::kNumber;
  if (!fits) {
    Refuse(asked, reads + ", which is no " + (tiers ? "text" : "number"),
           "give " + Quote(property.event) + " a property `" + property.property + (tiers ? " text`" : " number`"));
    return {};
  }
  engine::EventStatisticMeasure latest;
  latest.events.alternatives.push_back({*kind, std::nullopt});
  latest.properties.push_back(*found);
  latest.statistic.kind = engine::Statistic::Kind::kLast;
  engine::Measure measure;
  if (tiers) latest.places = PlanOf(asked.plan)->tier_names;
  measure.what = std::move(latest);
  measure.to_date = tiers;
  if (!tiers) measure.trailing = asked.plan.cycle;
  engine::Expression expression;
  expression.kind = Kind::kMeasure;
  expression.measure = measures_.Add(std::move(measure), "last of " + written);
  return expression;
}

// ---------------------------------------------------------------- what the plan says

std::optional<Quantity> PlanLowering::Answer(const Asked& asked, std::optional<std::uint32_t> allowance) {
  Quantity answer;
  engine::Expression& expression = answer.expression;
  expression.kind = Kind::kPlan;
  expression.plan = {PlanOf(asked.plan), allowance};
  for (std::uint32_t i = 0; i < asked.plan.counters.size(); ++i) {
    auto used = Used(asked, i);
    if (!used) return {};
    answer.size += used->size;
    expression.parts.push_back(std::move(used->expression));
  }
  if (asked.plan.changes) {
    auto tier = LatestOf(asked, *asked.plan.changes, true);
    if (!tier) return {};
    expression.parts.push_back(std::move(*tier));
  }
  if (!allowance) answer.unit = {engine::Unit::kMoney, asked.plan.currency};
  return answer;
}

std::shared_ptr<const engine::PlatformPlan> PlanLowering::PlanOf(const PlanData& data) {
  auto& known = plans_[&data];
  if (known) return known;
  auto plan = std::make_shared<engine::PlatformPlan>();
  plan->name = data.name;
  plan->source = data.source;
  plan->currency = data.currency;
  plan->cycle = data.cycle;
  for (const PlanData::Counter& counter : data.counters) plan->allowances.push_back(counter.allowance);
  for (const PlanData::Version& written : data.versions) {
    engine::PlanVersion& version = plan->versions.emplace_back();
    version.from = context_.calendar.StartOf(written.from);
    for (const PlanData::Tier& tier : written.tiers) {
      const auto named = std::ranges::find(plan->tier_names, tier.name);
      const auto name = static_cast<std::uint32_t>(named - plan->tier_names.begin());
      if (named == plan->tier_names.end()) plan->tier_names.push_back(tier.name);
      version.tiers.push_back({name, tier.allowances, tier.price});
    }
  }
  return known = std::move(plan);
}

}  // namespace segue::rules
