// See tested_measure.h.
#include "rules/tested_measure.h"

#include <string>

#include "rules/codes.h"

namespace segue::rules {
namespace {

using Kind = engine::Expression::Kind;

class Reader {
 public:
  Reader(Context& context, const MeasurePool& measures, const dsl::Name& metric)
      : context_(context), measures_(measures), metric_(metric) {}

  std::optional<engine::ExperimentMeasure> Read(std::uint32_t metric, const engine::Expression& expression) {
    engine::ExperimentMeasure tested;
    tested.metric = metric;
    if (expression.kind == Kind::kMeasure) {
      tested.numerator = expression.measure;
      if (!CanBePart(tested.numerator, true)) return {};
      return tested;
    }
    const bool divides = expression.kind == Kind::kDivide && expression.parts[0].kind == Kind::kMeasure &&
                         expression.parts[1].kind == Kind::kMeasure;
    if (!divides) {
      return Refuse("is computed from several measures",
                    "test one measure, or one divided by another: `metric rate = orders / visits`");
    }
    tested.numerator = expression.parts[0].measure;
    const std::uint32_t below = expression.parts[1].measure;
    if (!CanBePart(tested.numerator, false) || !CanBePart(below, false)) return {};
    if (!IsEveryone(below)) tested.denominator = below;
    return tested;
  }

 private:
  std::nullopt_t Refuse(const std::string& why, const std::string& hint) {
    context_.report.Error(code::kCannotTest, metric_.span,
                          Quote(metric_.text) + " " + why +
                              ", so arms cannot be "
                              "tested against each other by it",
                          hint);
    return std::nullopt;
  }

  /// All contacts, one for each.
  bool IsEveryone(std::uint32_t measure) const {
    const auto* members = std::get_if<engine::MembersMeasure>(&measures_[measure].what);
    return members != nullptr && !members->target.state && measures_[measure].only_for.empty() &&
           std::holds_alternative<engine::EveryoneNode>(context_.graph[members->target.node].operation);
  }

  bool CanBePart(std::uint32_t index, bool alone) {
    const engine::Measure& measure = measures_[index];
    if (IsAccountMeasure(measure, context_.model.schema)) {
      Refuse("counts events of the account, which belong to no contact", "test what happens to contacts");
      return false;
    }
    if (measure.trailing) {
      Refuse("counts within a cycle of a plan", "test the count itself");
      return false;
    }
    const std::string why = std::visit([&](const auto& what) { return WhyNot(what, alone); }, measure.what);
    if (!why.empty()) Refuse(why, "test a count, a sum, an average or a share of contacts");
    return why.empty();
  }

  static std::string WhyNot(const engine::Statistic& statistic, bool alone) {
    if (statistic.kind != engine::Statistic::Kind::kAverage) return "is not a sum of what single contacts have";
    return alone ? "" : "divides an average, or by one";
  }
  static std::string WhyNot(const engine::EventStatisticMeasure& what, bool alone) {
    return WhyNot(what.statistic, alone);
  }
  static std::string WhyNot(const engine::LevelMeasure& what, bool alone) { return WhyNot(what.statistic, alone); }
  static std::string WhyNot(const engine::DurationMeasure&, bool) { return "is a time between moves"; }
  static std::string WhyNot(const engine::CohortMeasure&, bool) { return "follows a cohort"; }
  static std::string WhyNot(const engine::AverageMembersMeasure&, bool) { return "is an average over time"; }
  static std::string WhyNot(const auto&, bool) { return ""; }

  Context& context_;
  const MeasurePool& measures_;
  const dsl::Name& metric_;
};

}  // namespace

std::optional<engine::ExperimentMeasure> TestedMeasureOf(Context& context, const Metrics& metrics,
                                                         const MeasurePool& measures, const dsl::Name& metric) {
  const std::uint32_t* index = context.model.metrics.Find(metric.text);
  if (index == nullptr) {
    context.report.Unknown(code::kUnknownMetric, metric, "there is no metric " + Quote(metric.text),
                           context.suggestions.DidYouMean(metric.text, context.model.metrics.Names()));
    return {};
  }
  const std::optional<Quantity>& quantity = metrics[*index];
  if (!quantity) return {};  // reported where it is declared
  return Reader(context, measures, metric).Read(*index, quantity->expression);
}

}  // namespace segue::rules
