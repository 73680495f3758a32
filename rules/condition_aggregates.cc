// Conditions that compute something from what happened: `sum of purchase.amount … >= 100`, `days since last … > 30`.
#include <string>
#include <utility>

#include "rules/aggregate_review.h"
#include "rules/codes.h"
#include "rules/condition_lowering.h"
#include "rules/elapsed_reader.h"
#include "rules/precedent_reader.h"

namespace segue::rules {
namespace {

using engine::AggregateKind;
using engine::NodeId;
using engine::ValueType;

AggregateKind KindOf(dsl::AggregateKind kind) {
  switch (kind) {
    case dsl::AggregateKind::kAverage:
      return AggregateKind::kAverage;
    case dsl::AggregateKind::kLargest:
      return AggregateKind::kLargest;
    case dsl::AggregateKind::kSmallest:
      return AggregateKind::kSmallest;
    case dsl::AggregateKind::kDistinct:
      return AggregateKind::kDistinct;
    default:
      return AggregateKind::kSum;
  }
}

const char* WordOf(AggregateKind kind) {
  static const char* const kWords[] = {"sum", "average", "largest", "smallest", "number of distinct values"};
  return kWords[static_cast<int>(kind)];
}

bool CanBe(AggregateKind kind, ValueType type) {
  const bool amount = type == ValueType::kNumber || type == ValueType::kMoney;
  if (kind == AggregateKind::kDistinct) return true;
  if (kind == AggregateKind::kSum || kind == AggregateKind::kAverage) return amount;
  return amount || type == ValueType::kDate || type == ValueType::kTime;
}

}  // namespace

// ---------------------------------------------------------------- aggregates

NodeId ConditionLowering::Lower(const dsl::AggregateCondition& aggregate, Span span) {
  dsl::Events events;
  events.span = aggregate.property.span;
  for (const dsl::Name& name : aggregate.property.events) events.alternatives.push_back({name, {}});
  std::vector<const dsl::Filter*> filters;
  for (const dsl::Filter& filter : aggregate.filters) filters.push_back(&filter);
  auto set = Lower(events, filters, WhileClausesOf(aggregate.clauses));
  engine::AggregateNode node;
  node.kind = KindOf(aggregate.kind);
  const auto windows = ReadWindows(aggregate.clauses);
  const bool counted = ReportCounts(aggregate.clauses);
  if (!set) return kFailed;
  node.events = std::move(*set);
  const bool whole = ReadProperties(aggregate.property, node) && ReadComparison(aggregate, node, span);
  if (!whole || counted || !windows) return kFailed;
  node.when = *windows;
  WarnBeforeRecorded(context_, node.events, node.when, span);
  const auto constant = WarnAboutComparison(context_, node, span);
  const NodeId added = Add(std::move(node), span);
  if (constant) context_.constants.emplace(added, *constant);
  return added;
}

bool ConditionLowering::ReportCounts(const std::vector<dsl::Clause>& clauses) {
  bool counted = false;
  for (const dsl::Clause& clause : clauses) {
    if (!std::holds_alternative<dsl::CountClause>(clause.clause)) continue;
    counted = true;
    context_.report.Error(code::kCountedAggregate, clause.span,
                          "a sum or average takes all events of its time; it does not count them",
                          "ask for the count in a condition of its own: `did … " + context_.report.Text(clause.span) +
                              "`, joined with `and`");
  }
  return counted;
}

bool ConditionLowering::ReadProperties(const dsl::PropertyPath& path, engine::AggregateNode& node) {
  const engine::FieldDeclaration* first = nullptr;
  for (const engine::EventMatch& match : node.events.alternatives) {
    const auto property = events_.PropertyOf(path.property, match.kind);
    if (!property) return false;
    const engine::EventKind& event = context_.model.schema.events[match.kind];
    const engine::FieldDeclaration& declaration = event.properties[*property];
    if (!CanBe(node.kind, declaration.type)) {
      context_.report.Error(code::kCannotAggregate, path.property.span,
                            declaration.name + " of " + event.name + " is " + TypeInWords(declaration) +
                                ", which has no " + WordOf(node.kind),
                            "count its values with `distinct of " + context_.report.Text(path.span) + "`");
      return false;
    }
    if (first != nullptr && !CanBeEqual(*first, declaration)) {
      context_.report.Error(code::kUnitsDiffer, path.span,
                            "these properties cannot be taken together: one is " + TypeInWords(*first) +
                                ", the other is " + TypeInWords(declaration),
                            "write one condition for each");
      return false;
    }
    if (first == nullptr) first = &declaration;
    node.properties.push_back(*property);
  }
  return true;
}

bool ConditionLowering::ReadComparison(const dsl::AggregateCondition& aggregate, engine::AggregateNode& node,
                                       Span span) {
  const engine::EventMatch& match = node.events.alternatives.front();
  engine::FieldDeclaration result = context_.model.schema.events[match.kind].properties[node.properties.front()];
  if (node.kind == AggregateKind::kDistinct) result.type = ValueType::kNumber;
  const std::string name =
      std::string("the ") + WordOf(node.kind) + " of " + context_.report.Text(aggregate.property.span);
  const dsl::CompareTest compare{aggregate.comparator, {false, aggregate.value, aggregate.value.span}};
  const auto test = tests_.Read({result, name}, dsl::Test{compare, span});
  if (test) node.test = std::get<engine::ValueTest>(*test);  // a comparison never looks at the moment
  return test.has_value();
}

// ---------------------------------------------------------------- days since last

NodeId ConditionLowering::Lower(const dsl::ElapsedCondition& elapsed, Span span) {
  std::vector<const dsl::Filter*> filters;
  if (elapsed.filter) filters.push_back(&*elapsed.filter);
  auto events = Lower(elapsed.events, filters, {});
  const auto window = ReadElapsed(context_, elapsed, span);
  if (!events || !window) return kFailed;
  return Add(engine::OrdinalNode{false, std::move(*events), {*window}, {}}, span);
}

}  // namespace segue::rules
