// Metrics: formulas over measures and other metrics.
#include "rules/metrics.h"

#include <functional>
#include <utility>

#include "rules/codes.h"
#include "rules/dependency_order.h"
#include "rules/hints.h"
#include "rules/rate_reader.h"
#include "rules/time_reader.h"
#include "rules/units.h"
#include "rules/value_reader.h"

namespace segue::rules {
namespace {

using Kind = engine::Expression::Kind;

constexpr std::size_t kMostParts = 1000;

Kind KindOf(char operation) {
  switch (operation) {
    case '+':
      return Kind::kAdd;
    case '-':
      return Kind::kSubtract;
    case '*':
      return Kind::kMultiply;
    default:
      return Kind::kDivide;
  }
}

using VisitMetric = std::function<void(const std::string& metric, dsl::Span span)>;

/// Calls `visit` for every metric that a formula needs. Nesting is bounded by the parser.
void VisitMetrics(const dsl::Sum& sum, const std::vector<PlanData>& plans, const VisitMetric& visit) {
  for (const dsl::Product& product : sum.products) {
    for (const dsl::Factor& factor : product.factors) {
      if (const auto* name = std::get_if<dsl::Name>(&factor.what)) visit(name->text, name->span);
      if (const auto* cohort = std::get_if<dsl::CohortMeasure>(&factor.what)) {
        visit(cohort->outcome.text, cohort->outcome.span);
        visit(cohort->entry.text, cohort->entry.span);
      }
      if (const auto* plan = std::get_if<dsl::PlanMeasure>(&factor.what)) {
        VisitPlanMetrics(plans, *plan, [&](const std::string& metric) { visit(metric, plan->plan.span); });
      }
      if (const auto* inner = std::get_if<dsl::Box<dsl::Sum>>(&factor.what)) VisitMetrics(**inner, plans, visit);
    }
  }
}

}  // namespace

void Metrics::Lower() {
  const auto& declared = context_.model.metric_list;
  quantities_.resize(declared.size());
  for (const std::uint32_t index : Order()) {
    const dsl::MetricDeclaration& metric = *declared[index].syntax;
    quantities_[index] = Lower(metric.formula);
    if (metric.as_percent && quantities_[index]) CheckPercent(metric, *quantities_[index]);
  }
}

std::vector<std::uint32_t> Metrics::Order() {
  DependencyGraph graph;
  const auto& declared = context_.model.metric_list;
  for (const auto& metric : declared) graph.AddNode(metric.syntax->name.text, metric.syntax->name.span);
  for (std::uint32_t from = 0; from < declared.size(); ++from) {
    VisitMetrics(declared[from].syntax->formula, *context_.plans, [&](const std::string& metric, dsl::Span span) {
      const std::uint32_t* to = context_.model.metrics.Find(metric);
      if (to != nullptr) graph.AddEdge(from, *to, span);
    });
  }
  return graph.Order(context_.report);
}

void Metrics::CheckPercent(const dsl::MetricDeclaration& metric, const Quantity& quantity) {
  if (quantity.unit.unit == engine::Unit::kNumber) return;
  const bool money = quantity.unit.unit == engine::Unit::kMoney;
  context_.report.Error(code::kNotARatio, metric.formula.span,
                        std::string(money ? "an amount of money" : "a count") + " is not a percentage",
                        "divide it by its whole, or remove `as percent`");
}

std::vector<engine::Metric> Metrics::Take() {
  std::vector<engine::Metric> metrics;
  for (std::size_t i = 0; i < quantities_.size(); ++i) {
    const auto& declared = context_.model.metric_list[i];
    engine::Metric metric;
    metric.name = declared.syntax->name.text;
    if (quantities_[i]) {
      metric.expression = quantities_[i]->expression;
      metric.unit = quantities_[i]->unit.unit;
      metric.currency = quantities_[i]->unit.currency;
    }
    metric.percent = declared.syntax->as_percent;
    metric.rate = RateOf(context_, measures_, metric.expression);
    metric.description = *declared.description;
    metric.formula = context_.report.Text(declared.syntax->formula.span);
    metrics.push_back(std::move(metric));
  }
  return metrics;
}

// ---------------------------------------------------------------- formulas

std::optional<Quantity> Metrics::Lower(const dsl::Sum& sum) {
  std::optional<Quantity> total = Lower(sum.products.front());
  for (std::size_t i = 1; i < sum.products.size(); ++i) {
    total = Combine(std::move(total), sum.operators[i - 1], Lower(sum.products[i]), sum.span);
  }
  return total;
}

std::optional<Quantity> Metrics::Lower(const dsl::Product& product) {
  std::optional<Quantity> total = Lower(product.factors.front());
  for (std::size_t i = 1; i < product.factors.size(); ++i) {
    dsl::Span span = product.factors.front().span;
    span.end = product.factors[i].span.end;
    total = Combine(std::move(total), product.operators[i - 1], Lower(product.factors[i]), span);
  }
  return total;
}

std::optional<Quantity> Metrics::Combine(std::optional<Quantity> left, char operation, std::optional<Quantity> right,
                                         dsl::Span span) {
  if (!left || !right) return {};
  const auto unit = CombineUnits(left->unit, operation, right->unit);
  if (const auto* mistake = std::get_if<UnitMistake>(&unit)) {
    context_.report.Error(mistake->currencies ? code::kOtherCurrency : code::kUnitsDiffer, span, mistake->message,
                          mistake->hint);
    return {};
  }
  Quantity whole;
  whole.unit = std::get<MeasuredUnit>(unit);
  whole.size = left->size + right->size + 1;
  if (whole.size > kMostParts) {
    context_.report.Error(code::kMetricTooLarge, span,
                          "this metric has more than 1,000 parts once the metrics it names are written out",
                          "build it from fewer or simpler metrics");
    return {};
  }
  whole.expression.kind = KindOf(operation);
  whole.expression.parts.push_back(std::move(left->expression));
  whole.expression.parts.push_back(std::move(right->expression));
  return whole;
}

std::optional<Quantity> Metrics::Lower(const dsl::Factor& factor) {
  std::optional<Quantity> quantity = LowerWhat(factor);
  if (!factor.only_for) return quantity;
  GiveHints(context_, *factor.only_for, HintPlace::kElsewhere);
  const engine::NodeId node = ConditionLowering(context_).Lower(*factor.only_for);
  if (!quantity || node == kFailed) return {};
  auto narrowed = Narrow(quantity->expression, node, factor.span);
  if (!narrowed) return {};
  quantity->expression = std::move(*narrowed);
  quantity->allowance.reset();
  return quantity;
}

std::optional<Quantity> Metrics::LowerWhat(const dsl::Factor& factor) {
  if (const auto* sum = std::get_if<dsl::Box<dsl::Sum>>(&factor.what)) return Lower(**sum);
  if (const auto* name = std::get_if<dsl::Name>(&factor.what)) return LowerName(*name);
  if (const auto* literal = std::get_if<dsl::Literal>(&factor.what)) return LowerLiteral(*literal);
  if (const auto* cohort = std::get_if<dsl::CohortMeasure>(&factor.what)) return LowerCohort(*cohort, factor.span);
  if (const auto* plan = std::get_if<dsl::PlanMeasure>(&factor.what)) return plans_.Lower(*plan, factor.span);
  auto lowered = lowering_.Lower(std::get<dsl::Measure>(factor.what), factor.span);
  if (!lowered) return {};
  Quantity quantity;
  quantity.unit = lowered->unit;
  quantity.expression.kind = Kind::kMeasure;
  quantity.expression.measure = measures_.Add(std::move(lowered->measure), context_.report.Text(factor.span));
  return quantity;
}

std::optional<Quantity> Metrics::LowerCohort(const dsl::CohortMeasure& written, dsl::Span span) {
  const auto outcome = CohortPart(written.outcome, true), entry = CohortPart(written.entry, false);
  const auto within = TimeReader(context_).LengthOf(written.within);
  if (!outcome || !entry || !within) return {};
  Quantity quantity;
  quantity.unit = quantities_[*context_.model.metrics.Find(written.outcome.text)]->unit;
  quantity.expression.kind = Kind::kMeasure;
  quantity.expression.measure =
      measures_.Add({engine::CohortMeasure{*outcome, *entry, *within}}, context_.report.Text(span));
  return quantity;
}

std::optional<std::uint32_t> Metrics::CohortPart(const dsl::Name& name, bool outcome) {
  const std::optional<Quantity> quantity = LowerName(name);
  if (!quantity) return {};
  const auto refuse = [&](const std::string& why) {
    context_.report.Error(code::kCohortOf, name.span, Quote(name.text) + " " + why,
                          outcome ? "name a metric that is one count of entries, exits, moves or events, or one sum"
                                  : "name a metric that is one count of entries, exits, moves or events");
    return std::nullopt;
  };
  if (quantity->expression.kind != Kind::kMeasure) return refuse("is computed from several measures");
  const engine::Measure& measure = measures_[quantity->expression.measure];
  if (IsAccountMeasure(measure, context_.model.schema)) return refuse("counts events of the account");
  if (measure.to_date) return refuse("counts up to a date, not in a period");
  const bool sum = std::holds_alternative<engine::EventSumMeasure>(measure.what);
  if (sum && !outcome) return refuse("is a sum; a cohort is made of what is counted");
  const bool happens = std::holds_alternative<engine::EntriesMeasure>(measure.what) ||
                       std::holds_alternative<engine::ExitsMeasure>(measure.what) ||
                       std::holds_alternative<engine::MovesMeasure>(measure.what) ||
                       std::holds_alternative<engine::ContactsWithMeasure>(measure.what) ||
                       std::holds_alternative<engine::EventCountMeasure>(measure.what) || sum;
  if (!happens) return refuse("counts nothing that happens to one contact at one instant");
  return quantity->expression.measure;
}

std::optional<Quantity> Metrics::LowerName(const dsl::Name& name) {
  if (const std::uint32_t* metric = context_.model.metrics.Find(name.text)) return quantities_[*metric];
  const Symbol* symbol = context_.model.names.Find(name.text);
  std::string hint = context_.suggestions.DidYouMean(name.text, context_.model.metrics.Names());
  if (symbol != nullptr) {
    hint = Quote(name.text) + " is " + KindInWords(symbol->kind) + "; count it with `members of` or `entries to`";
  } else if (context_.model.events.Find(name.text) != nullptr) {
    hint = Quote(name.text) + " is an event; write `count of " + context_.report.Text(name.span) + "`";
  }
  context_.report.Unknown(code::kUnknownMetric, name, "there is no metric " + Quote(name.text), hint);
  return {};
}

std::optional<Quantity> Metrics::LowerLiteral(const dsl::Literal& written) {
  const dsl::Literal* literal = context_.parameters.Follow(written);
  if (literal == nullptr) return {};
  Quantity quantity;
  quantity.unit.unit = engine::Unit::kNumber;
  if (const auto* number = std::get_if<dsl::Number>(&literal->value)) {
    quantity.expression.number = number->value;
    return quantity;
  }
  if (const auto* share = std::get_if<dsl::Percent>(&literal->value)) {
    quantity.expression.number = share->value;
    return quantity;
  }
  if (const auto* money = std::get_if<dsl::Money>(&literal->value)) {
    const auto amount = ValueReader(context_).MoneyOf(money->digits, written.span);
    if (!amount) return {};
    quantity.expression.kind = Kind::kMoney;
    quantity.expression.money = *amount;
    quantity.unit = {engine::Unit::kMoney, money->currency};
    return quantity;
  }
  context_.report.Error(code::kParamUnfit, written.span,
                        "a number or an amount is expected here, and this is " + context_.report.Text(literal->span));
  return {};
}

std::optional<engine::Expression> Metrics::Narrow(const engine::Expression& expression, engine::NodeId only_for,
                                                  dsl::Span span) {
  if (expression.kind == Kind::kEither) return Narrow(expression.parts.back(), only_for, span);
  engine::Expression narrowed = expression;
  if (narrowed.kind == Kind::kPlan) narrowed.parts.resize(narrowed.plan.plan->allowances.size());
  if (narrowed.kind == Kind::kMeasure) {
    if (IsAccountMeasure(measures_[narrowed.measure], context_.model.schema)) {
      context_.report.Error(code::kAccountFor, span,
                            "`" + measures_.Label(narrowed.measure) +
                                "` counts events of the account, which belong to no "
                                "contact; `for` cannot narrow it",
                            "leave it out here, or show it in a report without `for`");
      return {};
    }
    narrowed.measure = measures_.Narrow(narrowed.measure, only_for);
  }
  for (engine::Expression& part : narrowed.parts) {
    auto inner = Narrow(part, only_for, span);
    if (!inner) return {};
    part = std::move(*inner);
  }
  return narrowed;
}

}  // namespace segue::rules
