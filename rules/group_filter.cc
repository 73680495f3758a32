// See group_filter.h.
#include "rules/group_filter.h"

#include <utility>
#include <vector>

namespace segue::rules {
namespace {

bool IsAlways(const dsl::Filter& filter) {
  const auto* all = std::get_if<dsl::FilterAll>(&filter.node);
  return all != nullptr && all->parts.empty();
}

bool IsNever(const dsl::Filter& filter) {
  const auto* any = std::get_if<dsl::FilterAny>(&filter.node);
  return any != nullptr && any->parts.empty();
}

dsl::Filter Constant(bool truth, dsl::Span span) {
  if (truth) return {dsl::FilterAll{}, span};
  return {dsl::FilterAny{}, span};
}

/// A comparison with what is missing is false, its negation true (docs/language.md).
struct HoldsWhenMissing {
  bool operator()(const dsl::CompareTest& test) const { return test.comparator == dsl::Comparator::kNotEqual; }
  bool operator()(const dsl::SetTest& test) const { return test.negated != test.missing; }
  bool operator()(const dsl::IsDayTest& test) const { return test.negated; }
  bool operator()(const dsl::IsTest& test) const { return test.negated; }
  bool operator()(const dsl::InTest& test) const { return test.negated; }
  bool operator()(const auto&) const { return false; }
};

/// One form of condition as the filter that asks the same.
struct FilterTranslation {
  dsl::Span span;
  const LacksName& lacks;

  dsl::Filter operator()(const dsl::AndCondition& all) const {
    dsl::FilterAll filters;
    for (const dsl::Condition& condition : all.parts) {
      dsl::Filter part = FilterOf(condition, lacks);
      if (IsNever(part)) return Constant(false, span);
      if (!IsAlways(part)) filters.parts.push_back(std::move(part));
    }
    return {std::move(filters), span};
  }
  dsl::Filter operator()(const dsl::OrCondition& any) const {
    dsl::FilterAny filters;
    for (const dsl::Condition& condition : any.parts) {
      dsl::Filter part = FilterOf(condition, lacks);
      if (IsAlways(part)) return Constant(true, span);
      if (!IsNever(part)) filters.parts.push_back(std::move(part));
    }
    return {std::move(filters), span};
  }
  dsl::Filter operator()(const dsl::NotCondition& negation) const {
    dsl::Filter part = FilterOf(*negation.part, lacks);
    if (IsConstant(part)) return Constant(IsNever(part), span);
    return {dsl::FilterNot{std::move(part)}, span};
  }
  dsl::Filter operator()(const dsl::GroupCondition& group) const { return FilterOf(*group.part, lacks); }
  dsl::Filter operator()(const dsl::Everyone&) const { return Constant(true, span); }
  dsl::Filter operator()(const dsl::Nobody&) const { return Constant(false, span); }
  dsl::Filter operator()(const dsl::NameCondition& name) const {
    if (lacks(name.name)) return Constant(name.test && std::visit(HoldsWhenMissing{}, name.test->test), span);
    if (name.test) return {dsl::FilterTest{name.name, *name.test}, span};
    const dsl::Value truth{false, dsl::Literal{dsl::Boolean{true}, span}, span};
    return {dsl::FilterTest{name.name, {dsl::IsTest{false, truth}, span}}, span};
  }
  dsl::Filter operator()(const auto&) const { return Constant(true, span); }
};

}  // namespace

dsl::Filter FilterOf(const dsl::Condition& condition, const LacksName& lacks) {
  return std::visit(FilterTranslation{condition.span, lacks}, condition.node);
}

bool IsConstant(const dsl::Filter& filter) { return IsAlways(filter) || IsNever(filter); }

}  // namespace segue::rules
