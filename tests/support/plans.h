// Plans of a sending platform for tests of rooms that read no files.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "rules/plan_data.h"

namespace segue::testing {

/// Free up to 2 of everything from 2026 on, then 20 USD up to 10, then 30 USD without limit. `counts`: allowance and
/// metric.
inline rules::PlanData SmallPlan(const std::string& name,
                                 const std::vector<std::pair<std::string, std::string>>& counts) {
  rules::PlanData plan;
  plan.file = "plans/" + name + ".yaml";
  plan.name = name;
  plan.source = "made up";
  plan.currency = "USD";
  plan.cycle = {30 * engine::kMillisecondsPerDay, 0};
  for (const auto& [allowance, metric] : counts) plan.counters.push_back({allowance, metric, std::nullopt});
  constexpr std::int32_t kFirstOfJanuary2026 = 20'454;  // days: 56 years of 365, and 14 leap days
  rules::PlanData::Version version{engine::Day{kFirstOfJanuary2026}, {}};
  version.tiers.push_back({"free", std::vector<std::optional<std::int64_t>>(counts.size(), 2), engine::Money{0}});
  version.tiers.push_back({"10", std::vector<std::optional<std::int64_t>>(counts.size(), 10), engine::Money{200'000}});
  version.tiers.push_back(
      {"unlimited", std::vector<std::optional<std::int64_t>>(counts.size()), engine::Money{300'000}});
  plan.versions.push_back(std::move(version));
  return plan;
}

}  // namespace segue::testing
