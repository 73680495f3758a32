// Filters inside others, by their tests of one property at a time.
#include "rules/event_sets.h"

#include <algorithm>

#include "rules/node_key.h"
#include "rules/value_set.h"

namespace segue::rules {
namespace {

using engine::Predicate;
using engine::PropertyTest;
using engine::TestKind;
using engine::ValueTest;

bool SameOperand(const engine::Operand& a, const engine::Operand& b) {
  return a.exactly == b.exactly && a.value == b.value;
}
bool Holds(const std::vector<engine::Operand>& operands, const engine::Operand& operand) {
  return std::any_of(operands.begin(), operands.end(), [&](const auto& other) { return SameOperand(other, operand); });
}
bool HoldsAll(const std::vector<engine::Operand>& operands, const std::vector<engine::Operand>& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](const auto& operand) { return Holds(operands, operand); });
}
bool Share(const std::vector<engine::Operand>& a, const std::vector<engine::Operand>& b) {
  return std::any_of(a.begin(), a.end(), [&](const auto& operand) { return Holds(b, operand); });
}

bool IsSame(const ValueTest& a, const ValueTest& b) {
  return a.kind == b.kind && a.operands.size() == b.operands.size() &&
         std::equal(a.operands.begin(), a.operands.end(), b.operands.begin(), SameOperand);
}

/// Tests of lists: who has all of (a, b) has a, and any of (a, c).
bool ListWithin(const ValueTest& inner, const ValueTest& outer) {
  if (inner.kind == TestKind::kHasAll && outer.kind == TestKind::kHasAll) {
    return HoldsAll(inner.operands, outer.operands);
  }
  if (outer.kind != TestKind::kHasAny) return false;
  if (inner.kind == TestKind::kHasAll) return Share(inner.operands, outer.operands);
  return inner.kind == TestKind::kHasAny && HoldsAll(outer.operands, inner.operands);
}

ValueTest Negated(ValueTest test) {
  test.negated = !test.negated;
  return test;
}

bool TestWithin(const ValueTest& inner, const ValueTest& outer) {
  if (inner.negated == outer.negated && IsSame(inner, outer)) return true;
  if (!inner.negated && !outer.negated && ListWithin(inner, outer)) return true;
  if (inner.negated && outer.negated && ListWithin(outer, inner)) return true;
  return ValueSet(inner).IsWithin(ValueSet(outer));
}

const PropertyTest* AsTest(const Predicate& predicate) { return std::get_if<PropertyTest>(&predicate.node); }

/// Nesting is bounded by the parser.
bool PredicateWithin(const Predicate& inner, const Predicate& outer) {
  const auto within_outer = [&](const Predicate& part) { return PredicateWithin(part, outer); };
  const auto holds_inner = [&](const Predicate& part) { return PredicateWithin(inner, part); };
  if (const auto* all = std::get_if<engine::PredicateAll>(&outer.node)) {
    return std::all_of(all->parts.begin(), all->parts.end(), holds_inner);
  }
  if (const auto* any = std::get_if<engine::PredicateAny>(&inner.node)) {
    return std::all_of(any->parts.begin(), any->parts.end(), within_outer);
  }
  if (const auto* any = std::get_if<engine::PredicateAny>(&outer.node)) {
    if (std::any_of(any->parts.begin(), any->parts.end(), holds_inner)) return true;
  }
  if (const auto* all = std::get_if<engine::PredicateAll>(&inner.node)) {
    return std::any_of(all->parts.begin(), all->parts.end(), within_outer);
  }
  const PropertyTest *a = AsTest(inner), *b = AsTest(outer);
  if (a != nullptr && b != nullptr) return a->property == b->property && TestWithin(a->test, b->test);
  return KeyOf(std::optional(inner)) == KeyOf(std::optional(outer));
}

bool Excludes(const Predicate& a, const Predicate& b) {
  if (const auto* any = std::get_if<engine::PredicateAny>(&a.node)) {
    return std::all_of(any->parts.begin(), any->parts.end(), [&](const Predicate& part) { return Excludes(part, b); });
  }
  if (const auto* all = std::get_if<engine::PredicateAll>(&a.node)) {
    return std::any_of(all->parts.begin(), all->parts.end(), [&](const Predicate& part) { return Excludes(part, b); });
  }
  if (AsTest(a) == nullptr) return false;
  if (AsTest(b) == nullptr) return !std::holds_alternative<engine::PredicateNot>(b.node) && Excludes(b, a);
  return AsTest(a)->property == AsTest(b)->property && Exclude(AsTest(a)->test, AsTest(b)->test);
}

/// The conditions of `outer` are all among those of `inner`, or follow from one of them at the same instant.
bool DuringWithin(const engine::EventSet& inner, const engine::EventSet& outer, const NodeWithin& node_within) {
  return std::all_of(outer.during.begin(), outer.during.end(), [&](const engine::WhileCondition& wide) {
    return std::any_of(inner.during.begin(), inner.during.end(), [&](const engine::WhileCondition& narrow) {
      if (narrow.just_before != wide.just_before) return false;
      return narrow.node == wide.node || (!wide.just_before && node_within(narrow.node, wide.node));
    });
  });
}

/// What must come before is the same, or nothing that `outer` asks for.
bool PrecedentWithin(const engine::EventSet& inner, const engine::EventSet& outer) {
  if (!outer.preceded_by) return true;
  return inner.preceded_by &&
         KeyOf(engine::EventSet{{}, {}, inner.preceded_by}) == KeyOf(engine::EventSet{{}, {}, outer.preceded_by});
}

}  // namespace

bool Exclude(const ValueTest& a, const ValueTest& b) {
  if (TestWithin(a, Negated(b))) return true;
  ValueSet both(a);
  both.Intersect(ValueSet(b));
  return both.IsEmpty();
}

bool IsWithin(const engine::EventMatch& inner, const engine::EventMatch& outer) {
  if (inner.kind != outer.kind) return false;
  if (!outer.filter) return true;
  return inner.filter && PredicateWithin(*inner.filter, *outer.filter);
}

bool IsWithin(const engine::EventSet& inner, const engine::EventSet& outer, const NodeWithin& node_within) {
  const bool matches = std::all_of(inner.alternatives.begin(), inner.alternatives.end(), [&](const auto& event) {
    return std::any_of(outer.alternatives.begin(), outer.alternatives.end(),
                       [&](const auto& wide) { return IsWithin(event, wide); });
  });
  return matches && DuringWithin(inner, outer, node_within) && PrecedentWithin(inner, outer);
}

bool Exclude(const engine::EventMatch& a, const engine::EventMatch& b) {
  return a.kind != b.kind || (a.filter && b.filter && Excludes(*a.filter, *b.filter));
}

bool Exclude(const engine::EventSet& a, const engine::EventSet& b) {
  return std::all_of(a.alternatives.begin(), a.alternatives.end(), [&](const auto& event) {
    return std::all_of(b.alternatives.begin(), b.alternatives.end(),
                       [&](const auto& other) { return Exclude(event, other); });
  });
}

}  // namespace segue::rules
