// Plans of the sending platform: which tier an account is on at a moment, what it allows, what it costs.
//
//   from 2024-01-01: 500 profiles, 5,000 e-mails → 20 USD; 1,000 profiles, 10,000 e-mails → 30 USD
//   600 profiles and 4,000 e-mails used → the second tier, 30 USD: the smallest that holds everything
//   plan_changed says "500" → the first tier, whatever is used
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/instant.h"
#include "engine/value.h"

namespace segue::engine {

struct PlanTier {
  std::uint32_t name = 0;  // index into PlatformPlan::tier_names
  std::vector<std::optional<std::int64_t>>
      allowances;  // parallel to PlatformPlan::allowances; none: as much as one likes
  Money price;     // per cycle
};

/// What holds from a moment until the next version.
struct PlanVersion {
  Instant from = 0;
  std::vector<PlanTier> tiers;  // from the smallest to the largest
};

struct PlatformPlan {
  std::string name;
  std::string source;  // where its figures are from
  std::string currency;
  Length cycle;
  std::vector<std::string> allowances;
  std::vector<std::string> tier_names;  // of all versions, each once
  std::vector<PlanVersion> versions;    // ascending

  /// Null before the first.
  const PlanVersion* VersionAt(Instant at) const;
  /// Of that name in the version that holds then, or null.
  const PlanTier* TierNamed(Instant at, std::size_t tier_name) const;
  /// The smallest that holds what is used; null where none does, or nothing is known. `used` is parallel to
  /// `allowances`; what is not known does not count.
  const PlanTier* SmallestTier(Instant at, const std::vector<std::optional<double>>& used) const;
};

/// What is asked of a plan: the price, or one allowance.
struct PlanQuestion {
  std::shared_ptr<const PlatformPlan> plan;
  std::optional<std::uint32_t> allowance;  // index into PlatformPlan::allowances; none: the price
};

}  // namespace segue::engine
