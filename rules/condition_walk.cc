// Visits conditions inside conditions.
#include "rules/condition_walk.h"

namespace segue::rules {
namespace {

struct Parts {
  const ConditionVisitor& visit;

  void operator()(const dsl::AndCondition& all) const {
    for (const dsl::Condition& part : all.parts) Walk(part, visit);
  }
  void operator()(const dsl::OrCondition& any) const {
    for (const dsl::Condition& part : any.parts) Walk(part, visit);
  }
  void operator()(const dsl::NotCondition& negation) const { Walk(*negation.part, visit); }
  void operator()(const dsl::GroupCondition& group) const { Walk(*group.part, visit); }
  void operator()(const dsl::HeldCondition& held) const { Walk(*held.part, visit); }
  void operator()(const dsl::DidCondition& did) const { WalkClauses(did.clauses); }
  void operator()(const dsl::AggregateCondition& aggregate) const { WalkClauses(aggregate.clauses); }
  void operator()(const auto&) const {}

  void WalkClauses(const std::vector<dsl::Clause>& clauses) const {
    for (const dsl::Clause& clause : clauses) {
      if (const auto* during = std::get_if<dsl::WhileClause>(&clause.clause)) Walk(*during->condition, visit);
    }
  }
};

}  // namespace

void Walk(const dsl::Condition& condition, const ConditionVisitor& visit) {
  visit(condition);
  std::visit(Parts{visit}, condition.node);
}

void WalkRoots(const dsl::SegmentDeclaration& segment, const ConditionVisitor& visit) { visit(segment.condition); }

void WalkRoots(const dsl::FlagDeclaration& flag, const ConditionVisitor& visit) {
  const auto* when = std::get_if<dsl::FlagWhen>(&flag.how);
  if (when == nullptr) return;
  visit(when->when);
  if (when->until) visit(*when->until);
}

void WalkRoots(const dsl::LifecycleDeclaration& lifecycle, const ConditionVisitor& visit) {
  for (const auto& item : lifecycle.items) {
    const auto* transition = std::get_if<dsl::TransitionItem>(&item);
    if (transition == nullptr) continue;
    const auto* on = std::get_if<dsl::OnTrigger>(&transition->trigger);
    const auto* after = std::get_if<dsl::AfterTrigger>(&transition->trigger);
    if (const auto* when = std::get_if<dsl::WhenTrigger>(&transition->trigger)) visit(when->when);
    if (on != nullptr && on->when) visit(*on->when);
    if (after != nullptr && after->when) visit(*after->when);
  }
}

}  // namespace segue::rules
