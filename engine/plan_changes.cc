// See plan_changes.h. A moment at which something may change is an event that tells a tier, or the start of a version.
#include "engine/plan_changes.h"

#include <algorithm>
#include <utility>

#include "unicode/unicode.h"

namespace segue::engine {

namespace {

struct Told {
  Instant at = 0;
  std::string tier;
};

std::vector<Told> ToldTiers(const Evaluator& evaluator, const Expression& asked) {
  const Measure& measure = evaluator.program().measures[asked.parts.back().measure];
  const auto& latest = std::get<EventStatisticMeasure>(measure.what);
  const EventColumn& events = evaluator.common().events[latest.events.alternatives.front().kind];
  std::vector<Told> told;
  if (latest.properties.front() >= events.properties.size()) return told;
  const Column& column = events.properties[latest.properties.front()];
  for (std::size_t row = 0; row < column.codes.size(); ++row) {
    if (column.codes[row] != 0) told.push_back({events.at[row], column.dictionary->texts[column.codes[row]]});
  }
  std::ranges::stable_sort(told, {}, &Told::at);
  return told;
}

std::optional<Money> PriceOf(const PlatformPlan& plan, const std::string& tier, Instant at) {
  const auto named = std::ranges::find(plan.tier_names, unicode::FoldCase(tier),
                                       [](const std::string& name) { return unicode::FoldCase(name); });
  const PlanTier* found = plan.TierNamed(at, static_cast<std::size_t>(named - plan.tier_names.begin()));
  return found == nullptr ? std::nullopt : std::optional(found->price);
}

/// The tier told last before `end`; empty where none was.
std::string ToldBefore(const std::vector<Told>& told, Instant end) {
  const auto later = std::ranges::lower_bound(told, end, {}, &Told::at);
  return later == told.begin() ? "" : (later - 1)->tier;
}

}  // namespace

std::vector<PlanChange> ListPlanChanges(const Evaluator& evaluator, const Expression& asked, const Interval& range) {
  std::vector<PlanChange> changes;
  if (!TellsTier(asked)) return changes;
  const PlatformPlan& plan = *asked.plan.plan;
  const std::vector<Told> told = ToldTiers(evaluator, asked);
  std::vector<Instant> moments;
  for (const Told& one : told) moments.push_back(one.at);
  for (const PlanVersion& version : plan.versions) moments.push_back(version.from);
  std::ranges::sort(moments);
  moments.erase(std::unique(moments.begin(), moments.end()), moments.end());
  for (const Instant at : moments) {
    if (at < range.start || at >= range.end) continue;
    PlanChange change{at, ToldBefore(told, at), ToldBefore(told, at + 1), {}, {}};
    change.before = PriceOf(plan, change.from, at - 1);
    change.after = PriceOf(plan, change.to, at);
    if (change.from != change.to || change.before != change.after) changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace segue::engine
