// Visits a condition and every condition inside it, `while (…)` clauses included. Nesting is at most 200 deep.
#pragma once

#include <functional>

#include "dsl/syntax.h"

namespace segue::rules {

using ConditionVisitor = std::function<void(const dsl::Condition&)>;

/// `condition` first, then its parts in written order.
void Walk(const dsl::Condition& condition, const ConditionVisitor& visit);

/// The conditions that a declaration itself holds, without their parts.
void WalkRoots(const dsl::SegmentDeclaration& segment, const ConditionVisitor& visit);
void WalkRoots(const dsl::FlagDeclaration& flag, const ConditionVisitor& visit);
void WalkRoots(const dsl::LifecycleDeclaration& lifecycle, const ConditionVisitor& visit);
void WalkRoots(const dsl::ScoreDeclaration& score, const ConditionVisitor& visit);
void WalkRoots(const dsl::GroupDeclaration& group, const ConditionVisitor& visit);

using FilterVisitor = std::function<void(const dsl::Filter&, const dsl::Events&)>;

/// The filters that a condition itself holds, with the events they stand behind; not those of its parts.
void WalkFilters(const dsl::Condition& condition, const FilterVisitor& visit);
/// The filters of a declaration that stand in no condition: `on purchase with …`, `+5 per purchase with …`.
void WalkFilters(const dsl::SegmentDeclaration& segment, const FilterVisitor& visit);
void WalkFilters(const dsl::FlagDeclaration& flag, const FilterVisitor& visit);
void WalkFilters(const dsl::LifecycleDeclaration& lifecycle, const FilterVisitor& visit);
void WalkFilters(const dsl::ScoreDeclaration& score, const FilterVisitor& visit);
void WalkFilters(const dsl::GroupDeclaration& group, const FilterVisitor& visit);
/// The names that a filter tests, in written order.
void WalkNames(const dsl::Filter& filter, const std::function<void(const dsl::Name&)>& visit);

/// Every condition of a declaration, parts included.
template <typename T>
void WalkConditions(const T& declaration, const ConditionVisitor& visit) {
  WalkRoots(declaration, [&](const dsl::Condition& root) { Walk(root, visit); });
}

}  // namespace segue::rules
