// When an account went to another tier of its plan, or the tier to another price, and what that did to the cost.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/evaluation.h"
#include "engine/measures.h"

namespace segue::engine {

struct PlanChange {
  Instant at = 0;
  std::string from, to;                // tiers as events of the account told them; empty: none had told yet
  std::optional<Money> before, after;  // prices of a cycle; none where the plan has no such tier then
};

/// `asked` is a kPlan whose last part tells the tier; without such a part nothing is known of changes. Those within
/// `range`, ascending.
std::vector<PlanChange> ListPlanChanges(const Evaluator& evaluator, const Expression& asked, const Interval& range);

/// Whether events of the account tell the tier.
inline bool TellsTier(const Expression& asked) {
  return asked.kind == Expression::Kind::kPlan && asked.parts.size() > asked.plan.plan->allowances.size();
}

}  // namespace segue::engine
