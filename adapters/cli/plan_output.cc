// See plan_output.h.
#include "adapters/cli/plan_output.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/plan_changes.h"

namespace segue::cli {
namespace {

using engine::Expression;

/// One question for each plan whose tiers events tell.
void AddTold(const Expression& expression, std::vector<const Expression*>& asked) {
  const auto same = [&](const Expression* other) { return other->plan.plan == expression.plan.plan; };
  if (engine::TellsTier(expression) && std::ranges::none_of(asked, same)) asked.push_back(&expression);
  for (const Expression& part : expression.parts) AddTold(part, asked);
}

std::vector<const Expression*> AskedPlans(const ComputedReport& computed) {
  std::vector<const Expression*> asked;
  for (const engine::ShownMetric& shown : computed.report->shown) AddTold(shown.expression, asked);
  return asked;
}

/// From the report's first period on, all where it has none, to the as-of instant.
engine::Interval RangeOf(const Population& population, const ComputedReport& computed) {
  engine::Interval range{engine::kAlways, population.as_of + 1};
  const auto& rows = computed.table.rows;
  if (!rows.empty() && rows.front().period) {
    range.start = std::ranges::min(rows, {}, [](const auto& row) { return row.period->start; }).period->start;
  }
  return range;
}

struct FoundChange {
  const engine::PlatformPlan* plan = nullptr;
  engine::PlanChange change;
};

std::vector<FoundChange> ChangesOf(const Population& population, const ComputedReport& computed) {
  std::vector<FoundChange> found;
  const engine::Interval range = RangeOf(population, computed);
  for (const Expression* asked : AskedPlans(computed)) {
    for (engine::PlanChange& change : engine::ListPlanChanges(*population.evaluator, *asked, range)) {
      found.push_back({asked->plan.plan.get(), std::move(change)});
    }
  }
  return found;
}

void WriteRows(ResultWriter& writer, const std::vector<FoundChange>& changes, const Reader& reader) {
  writer.Begin({{reader.Say(Phrase::kAt)},
                {reader.Say(Phrase::kPlan)},
                {reader.Say(Phrase::kFromTier)},
                {reader.Say(Phrase::kToTier)},
                {reader.Say(Phrase::kPriceBefore), true},
                {reader.Say(Phrase::kPriceAfter), true},
                {reader.Say(Phrase::kChange), true}});
  for (const auto& [plan, change] : changes) {
    const auto amount = [&currency = plan->currency](const std::optional<engine::Money>& money) {
      return money ? Value{Amount{*money, currency, true}} : Value{};
    };
    const auto tier = [](const std::string& text) { return text.empty() ? Value{} : Value{std::string_view(text)}; };
    std::optional<engine::Money> effect;
    if (change.before && change.after) {
      effect = engine::Money{change.after->ten_thousandths - change.before->ten_thousandths};
    }
    writer.Row(std::vector<Value>{Moment{change.at}, std::string_view(plan->name), tier(change.from), tier(change.to),
                                  amount(change.before), amount(change.after), amount(effect)});
  }
  writer.End();
}

}  // namespace

void WritePlanChanges(Session& session, const Population& population, const ComputedReport& computed) {
  const std::vector<FoundChange> changes = ChangesOf(population, computed);
  if (changes.empty()) return;
  session.out() << '\n';
  const Reader reader = Reader::OfTable(population.calendar);
  const auto writer = session.Writer({.title = computed.report->name + ": " + reader.Say(Phrase::kPlanChanges),
                                      .header = {},
                                      .notes = {reader.Say(Phrase::kPlanPrices)},
                                      .when_empty = ""});
  WriteRows(*writer, changes, reader);
}

bool WritePlanChangeRows(ResultWriter& writer, const Population& population, const ComputedReport& computed,
                         const Reader& reader) {
  const std::vector<FoundChange> changes = ChangesOf(population, computed);
  if (!changes.empty()) WriteRows(writer, changes, reader);
  return !changes.empty();
}

void WritePlanChangesJson(std::ostream& out, const Population& population, const ComputedReport& computed) {
  if (AskedPlans(computed).empty()) return;
  out << ",\n  \"plan_changes\": ";
  WriteRows(*MakeJsonRows(out, "  "), ChangesOf(population, computed), Reader::OfTable(population.calendar));
}

}  // namespace segue::cli
