// What the filters leave possible for a property bounds what can come out.
#include "rules/aggregate_review.h"

#include <cmath>

#include "rules/codes.h"

namespace segue::rules {
namespace {

using engine::AggregateKind;
using engine::TestKind;
using engine::Value;

/// Closed bounds; open ones are taken as closed, which proves a little less.
struct Bounds {
  std::optional<Value> low, high;
};

void Raise(Bounds& bounds, const Value& low) {
  if (!bounds.low || *bounds.low < low) bounds.low = low;
}
void Lower(Bounds& bounds, const Value& high) {
  if (!bounds.high || high < *bounds.high) bounds.high = high;
}

void Narrow(const engine::ValueTest& test, Bounds& bounds) {
  if (test.negated || test.operands.empty()) return;
  const Value &first = test.operands.front().value, &last = test.operands.back().value;
  switch (test.kind) {
    case TestKind::kEqual:
    case TestKind::kBetween:
      Raise(bounds, first);
      return Lower(bounds, last);
    case TestKind::kLess:
    case TestKind::kLessOrEqual:
      return Lower(bounds, first);
    case TestKind::kGreater:
    case TestKind::kGreaterOrEqual:
      return Raise(bounds, first);
    default:
      return;
  }
}

/// What all tests joined with `and` say about the property.
void Narrow(const engine::Predicate& predicate, engine::PropertyId property, Bounds& bounds) {
  if (const auto* all = std::get_if<engine::PredicateAll>(&predicate.node)) {
    for (const engine::Predicate& part : all->parts) Narrow(part, property, bounds);
  }
  const auto* test = std::get_if<engine::PropertyTest>(&predicate.node);
  if (test != nullptr && test->property == property) Narrow(test->test, bounds);
}

/// The bounds of one value: those of the alternatives, whichever is wider.
Bounds BoundsOfValues(const engine::AggregateNode& node) {
  std::optional<Bounds> widest;
  for (std::size_t i = 0; i < node.properties.size(); ++i) {
    Bounds bounds;
    const auto& filter = node.events.alternatives[i].filter;
    if (filter) Narrow(*filter, node.properties[i], bounds);
    if (!widest) {
      widest = bounds;
      continue;
    }
    if (!bounds.low || (widest->low && *bounds.low < *widest->low)) widest->low = bounds.low;
    if (!bounds.high || (widest->high && *widest->high < *bounds.high)) widest->high = bounds.high;
  }
  return widest.value_or(Bounds{});
}

Value ZeroLike(const Value& value) {
  return std::holds_alternative<engine::Money>(value) ? Value(engine::Money{}) : Value(0.0);
}

Bounds BoundsOf(const engine::AggregateNode& node) {
  if (node.kind == AggregateKind::kDistinct) return {Value(0.0), {}};
  Bounds bounds = BoundsOfValues(node);
  if (node.kind != AggregateKind::kSum) return bounds;
  Bounds sum;  // of nothing it is 0; of values on one side of 0 it stays there
  if (bounds.low && !(*bounds.low < ZeroLike(*bounds.low))) sum.low = ZeroLike(*bounds.low);
  if (bounds.high && !(ZeroLike(*bounds.high) < *bounds.high)) sum.high = ZeroLike(*bounds.high);
  return sum;
}

bool Below(const std::optional<Value>& a, const Value& b) { return a && *a < b; }
bool Above(const std::optional<Value>& a, const Value& b) { return a && b < *a; }

bool NeverHolds(const engine::ValueTest& test, const Bounds& bounds, bool whole) {
  const Value &first = test.operands.front().value, &last = test.operands.back().value;
  switch (test.kind) {
    case TestKind::kEqual:
    case TestKind::kBetween:
      if (whole && std::floor(std::get<double>(first)) != std::get<double>(first)) return true;
      return Above(bounds.low, last) || Below(bounds.high, first);
    case TestKind::kLess:
      return bounds.low && !(*bounds.low < first);
    case TestKind::kLessOrEqual:
      return Above(bounds.low, first);
    case TestKind::kGreater:
      return bounds.high && !(first < *bounds.high);
    default:
      return Below(bounds.high, first);
  }
}

/// For a result that always exists.
bool AlwaysHolds(const engine::ValueTest& test, const Bounds& bounds) {
  const Value& first = test.operands.front().value;
  switch (test.kind) {
    case TestKind::kLess:
      return Below(bounds.high, first);
    case TestKind::kLessOrEqual:
      return bounds.high && !(first < *bounds.high);
    case TestKind::kGreater:
      return Above(bounds.low, first);
    case TestKind::kGreaterOrEqual:
      return bounds.low && !(*bounds.low < first);
    default:
      return false;
  }
}

}  // namespace

std::optional<bool> WarnAboutComparison(Context& context, const engine::AggregateNode& node, dsl::Span span) {
  const bool distinct = node.kind == AggregateKind::kDistinct;
  const bool exists = distinct || node.kind == AggregateKind::kSum;
  const Bounds bounds = BoundsOf(node);
  const bool never = NeverHolds(node.test, bounds, distinct);
  if (!never && !(exists && AlwaysHolds(node.test, bounds))) return {};
  const bool always = never == node.test.negated;
  const std::string reason = distinct ? ": a number of distinct values is whole and never below 0"
                                      : ": the values that the filters leave cannot give it";
  context.report.Warning(always ? code::kAlwaysTrue : code::kNeverTrue, span,
                         (always ? "this is always true" : "this is never true") + reason);
  return always;
}

}  // namespace segue::rules
