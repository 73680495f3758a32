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

void WalkRoots(const dsl::ScoreDeclaration& score, const ConditionVisitor& visit) {
  for (const dsl::ScoreItem& item : score.items) {
    if (const auto* during = std::get_if<dsl::WhileClause>(&item.why)) visit(*during->condition);
  }
}

void WalkRoots(const dsl::GroupDeclaration& group, const ConditionVisitor& visit) {
  for (const dsl::GroupLabel& label : group.labels) visit(label.when);
}

// ---------------------------------------------------------------- filters

namespace {

void VisitEvents(const dsl::Events& events, const std::optional<dsl::Filter>& filter, const FilterVisitor& visit) {
  for (const dsl::OneEvent& event : events.alternatives) {
    if (event.filter) visit(*event.filter, events);
  }
  if (filter) visit(*filter, events);
}

/// `sum of (a or b).p` names events without filters of their own.
dsl::Events EventsOf(const dsl::PropertyPath& path) {
  dsl::Events events;
  for (const dsl::Name& name : path.events) events.alternatives.push_back({name, {}});
  return events;
}

struct FiltersIn {
  const FilterVisitor& visit;

  void operator()(const dsl::DidCondition& did) const {
    VisitEvents(did.events, {}, visit);
    for (const dsl::Filter& filter : did.filters) visit(filter, did.events);
    if (did.then) VisitEvents(did.then->events, did.then->filter, visit);
  }
  void operator()(const dsl::OrdinalCondition& ordinal) const {
    VisitEvents(ordinal.events, ordinal.filter, visit);
    if (const auto* has = std::get_if<dsl::HasFilter>(&ordinal.ask)) visit(has->filter, ordinal.events);
  }
  void operator()(const dsl::AggregateCondition& aggregate) const {
    for (const dsl::Filter& filter : aggregate.filters) visit(filter, EventsOf(aggregate.property));
  }
  void operator()(const dsl::ElapsedCondition& elapsed) const { VisitEvents(elapsed.events, elapsed.filter, visit); }
  void operator()(const auto&) const {}
};

}  // namespace

void WalkFilters(const dsl::Condition& condition, const FilterVisitor& visit) {
  std::visit(FiltersIn{visit}, condition.node);
}

void WalkFilters(const dsl::SegmentDeclaration&, const FilterVisitor&) {}
void WalkFilters(const dsl::GroupDeclaration&, const FilterVisitor&) {}

void WalkFilters(const dsl::FlagDeclaration& flag, const FilterVisitor& visit) {
  const auto* on = std::get_if<dsl::FlagOn>(&flag.how);
  if (on == nullptr) return;
  VisitEvents(on->on, on->on_filter, visit);
  VisitEvents(on->until, on->until_filter, visit);
}

void WalkFilters(const dsl::LifecycleDeclaration& lifecycle, const FilterVisitor& visit) {
  for (const auto& item : lifecycle.items) {
    const auto* transition = std::get_if<dsl::TransitionItem>(&item);
    const auto* on = transition == nullptr ? nullptr : std::get_if<dsl::OnTrigger>(&transition->trigger);
    if (on != nullptr) VisitEvents(on->events, on->filter, visit);
  }
}

void WalkFilters(const dsl::ScoreDeclaration& score, const FilterVisitor& visit) {
  for (const dsl::ScoreItem& item : score.items) {
    if (const auto* per = std::get_if<dsl::PerEvent>(&item.why)) VisitEvents(per->events, per->filter, visit);
  }
}

void WalkNames(const dsl::Filter& filter, const std::function<void(const dsl::Name&)>& visit) {
  if (const auto* test = std::get_if<dsl::FilterTest>(&filter.node)) return visit(test->property);
  if (const auto* negation = std::get_if<dsl::FilterNot>(&filter.node)) return WalkNames(*negation->part, visit);
  const auto* all = std::get_if<dsl::FilterAll>(&filter.node);
  const auto& parts = all != nullptr ? all->parts : std::get<dsl::FilterAny>(filter.node).parts;
  for (const dsl::Filter& part : parts) WalkNames(part, visit);
}

}  // namespace segue::rules
