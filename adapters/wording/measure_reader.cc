// Arithmetic keeps its parentheses; everything else is a noun phrase, "the number of …".
#include "adapters/wording/measure_reader.h"

namespace segue::wording {

std::string MeasureReader::Read(const dsl::MetricDeclaration& metric) const {
  const std::string formula = Read(metric.formula, false);
  return metric.as_percent ? reader_.Say(Say::kAsPercent, {formula}) : formula;
}

std::string MeasureReader::Read(const dsl::Sum& sum, bool nested) const {
  std::string text;
  for (std::size_t i = 0; i < sum.products.size(); ++i) {
    if (i > 0) text += reader_.Say(sum.operators[i - 1] == '+' ? Say::kPlus : Say::kMinus, {});
    text += Read(sum.products[i]);
  }
  return nested ? "(" + text + ")" : text;
}

std::string MeasureReader::Read(const dsl::Product& product) const {
  std::string text;
  for (std::size_t i = 0; i < product.factors.size(); ++i) {
    if (i > 0) text += reader_.Say(product.operators[i - 1] == '*' ? Say::kTimes : Say::kDividedBy, {});
    text += Read(product.factors[i]);
  }
  return text;
}

std::string MeasureReader::Read(const dsl::Factor& factor) const {
  const std::string text = std::visit(
      Overloaded{
          [&](const dsl::Box<dsl::Sum>& sum) { return Read(*sum, true); },
          [&](const dsl::Measure& measure) { return Read(measure); },
          [&](const dsl::CohortMeasure& cohort) {
            return reader_.Say(Say::kCohort, {cohort.outcome.text, cohort.entry.text, reader_.Length(cohort.within)});
          },
          [&](const dsl::PlanMeasure& measure) { return Read(measure); },
          [&](const dsl::Name& name) { return name.text; },
          [&](const dsl::Literal& literal) { return reader_.Text(literal); },
      },
      factor.what);
  return factor.only_for ? text + reader_.Say(Say::kOnlyFor, {reader_.Inline(*factor.only_for)}) : text;
}

std::string MeasureReader::Read(const dsl::Measure& measure) const {
  const std::string text = std::visit(
      Overloaded{
          [&](const dsl::EntriesMeasure& entries) {
            return reader_.Say(entries.exits ? Say::kExits : Say::kEntries, {Read(entries.target)});
          },
          [&](const dsl::MovesMeasure& moves) {
            return reader_.Say(Say::kMoves, {moves.lifecycle.text, Read(moves.from), Read(moves.to)});
          },
          [&](const dsl::MembersMeasure& members) {
            return reader_.Say(members.average ? Say::kAverageMembers : Say::kMembers, {Read(members.target)});
          },
          [&](const auto& other) { return Read(other); },
      },
      measure.what);
  return measure.credit ? text + Read(*measure.credit) : text;
}

std::string MeasureReader::Read(const dsl::EventsMeasure& measure) const {
  std::string tail = measure.during ? reader_.While(*measure.during) : "";
  if (measure.followed) {
    const dsl::FollowedBy& followed = *measure.followed;
    tail += reader_.Say(Say::kFollowed,
                        {reader_.Length(followed.within), reader_.Event(followed.events, followed.filter, false),
                         reader_.Same(followed.same)});
  }
  if (measure.to_date) tail += reader_.Say(Say::kToDate, {});
  return reader_.Say(measure.contacts ? Say::kContactsWith : Say::kCountOf,
                     {reader_.Event(measure.events, measure.filter, !measure.contacts), tail});
}

std::string MeasureReader::Read(const dsl::PropertyMeasure& measure) const {
  std::string tail = measure.during ? reader_.While(*measure.during) : "";
  if (measure.to_date) tail += reader_.Say(Say::kToDate, {});
  return reader_.Say(
      Reader::AggregateSay(measure.kind),
      {measure.property.property.text, reader_.Event(Reader::EventsOf(measure.property), measure.filter, true), tail,
       std::to_string(measure.rank)});
}

std::string MeasureReader::Read(const dsl::LevelMeasure& measure) const {
  const Say say = measure.kind == dsl::AggregateKind::kRank     ? Say::kLevelRank
                  : measure.kind == dsl::AggregateKind::kMedian ? Say::kLevelMedian
                                                                : Say::kLevelAverage;
  return reader_.Say(say, {measure.name.text, std::to_string(measure.rank)});
}

std::string MeasureReader::Read(const dsl::DurationMeasure& measure) const {
  const Say say = measure.kind == dsl::AggregateKind::kRank     ? Say::kTakenRank
                  : measure.kind == dsl::AggregateKind::kMedian ? Say::kTakenMedian
                                                                : Say::kTakenAverage;
  return reader_.Say(say, {reader_.language().Units(measure.unit), Read(measure.from), Read(measure.to),
                           std::to_string(measure.rank)});
}

std::string MeasureReader::Read(const dsl::PlanMeasure& measure) const {
  if (!measure.allowance) return reader_.Say(Say::kPlanPrice, {measure.plan.text});
  return reader_.Say(measure.figure == dsl::PlanFigure::kUsed ? Say::kPlanUsed : Say::kPlanAllowance,
                     {measure.plan.text, measure.allowance->text});
}

std::string MeasureReader::Read(const dsl::Credit& credit) const {
  const Say say = credit.touch == dsl::TouchKind::kFirst  ? Say::kCreditFirst
                  : credit.touch == dsl::TouchKind::kLast ? Say::kCreditLast
                                                          : Say::kCreditAny;
  return reader_.Say(
      say, {reader_.Event(Reader::EventsOf(credit.property), std::nullopt, false), reader_.Length(credit.within),
            credit.property.property.text, credit.during ? reader_.While(*credit.during) : ""});
}

std::string MeasureReader::Read(const dsl::Target& target) const {
  if (target.everyone) return reader_.Say(Say::kEveryone, {});
  if (target.state) return reader_.Say(Say::kTheState, {target.state->text, target.name.text});
  return reader_.Say(reader_.IsFlag(target.name.text) ? Say::kTheFlag : Say::kTheSegment, {target.name.text});
}

std::string MeasureReader::Read(const dsl::Origin& origin) const {
  return origin.any ? reader_.Say(Say::kAnyState, {}) : reader_.KindNames(origin.states, Join::kOr);
}

}  // namespace segue::wording
