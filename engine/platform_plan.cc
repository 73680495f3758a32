// See platform_plan.h.
#include "engine/platform_plan.h"

#include <algorithm>

namespace segue::engine {

namespace {

bool Holds(const PlanTier& tier, const std::vector<std::optional<double>>& used) {
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (used[i] && tier.allowances[i] && *used[i] > static_cast<double>(*tier.allowances[i])) return false;
  }
  return true;
}

}  // namespace

const PlanVersion* PlatformPlan::VersionAt(Instant at) const {
  const auto later = std::ranges::upper_bound(versions, at, {}, &PlanVersion::from);
  return later == versions.begin() ? nullptr : &*(later - 1);
}

const PlanTier* PlatformPlan::TierNamed(Instant at, std::size_t tier_name) const {
  const PlanVersion* version = VersionAt(at);
  if (version == nullptr) return nullptr;
  const auto found = std::ranges::find(version->tiers, tier_name, &PlanTier::name);
  return found == version->tiers.end() ? nullptr : &*found;
}

const PlanTier* PlatformPlan::SmallestTier(Instant at, const std::vector<std::optional<double>>& used) const {
  const PlanVersion* version = VersionAt(at);
  const bool known = std::ranges::any_of(used, [](const auto& one) { return one.has_value(); });
  if (version == nullptr || !known) return nullptr;
  const auto found = std::ranges::find_if(version->tiers, [&](const PlanTier& tier) { return Holds(tier, used); });
  return found == version->tiers.end() ? nullptr : &*found;
}

}  // namespace segue::engine
