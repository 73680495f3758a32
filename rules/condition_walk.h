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

/// Every condition of a declaration, parts included.
template <typename T>
void WalkConditions(const T& declaration, const ConditionVisitor& visit) {
  WalkRoots(declaration, [&](const dsl::Condition& root) { Walk(root, visit); });
}

}  // namespace segue::rules
