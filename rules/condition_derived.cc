// Conditions on what rules compute: scores and groups, now or ever.
#include <utility>

#include "rules/codes.h"
#include "rules/condition_lowering.h"
#include "rules/group_test.h"
#include "rules/score_reader.h"

namespace segue::rules {

using engine::NodeId;

// ---------------------------------------------------------------- scores

NodeId ConditionLowering::ScoreNode(std::uint32_t score, std::optional<ScoreTest> test, Span span) {
  const NodeId run = context_.score_runs[score];
  if (!test || run == kFailed) return kFailed;
  const bool never =
      !test->ranges.empty() && test->ranges.front().low > context_.scores[score].at_most.value_or(INT64_MAX);
  if (never && !test->negated) {
    context_.report.Warning(code::kNeverTrue, span,
                            "this is never true: " + Quote(context_.scores[score].name) + " stops at its `at most`");
  }
  const NodeId node = Add(engine::ScoreTestNode{run, std::move(test->ranges)}, span);
  return test->negated ? context_.graph.Not(node, context_.report.Text(span)) : node;
}

NodeId ConditionLowering::LowerScore(std::uint32_t score, const dsl::NameCondition& condition, Span span) {
  if (condition.test) return ScoreNode(score, ScoreReader(context_).Read(condition.name, *condition.test), span);
  return OtherKind(condition.name, "a score",
                   "compare it with a number: `" + context_.report.Text(condition.name.span) + " >= 20`");
}

NodeId ConditionLowering::LowerWasScore(std::uint32_t score, const dsl::WasCondition& was, Span span) {
  std::optional<ScoreTest> test;
  if (const auto* values = std::get_if<dsl::Values>(&was.what)) {
    test = ScoreReader(context_).ReadOneOf(was.name, *values);
  } else if (const auto* value = std::get_if<dsl::Value>(&was.what)) {
    test = ScoreReader(context_).ReadOneOf(was.name, {{*value}, value->span});
  } else {
    context_.report.Error(code::kWrongTest, span, Quote(was.name.text) + " is a score; it always has a value",
                          "name the value: `" + context_.report.Text(was.name.span) + " was 100`");
  }
  const NodeId node = ScoreNode(score, std::move(test), span);
  return node == kFailed ? kFailed : Add(engine::EverNode{node}, span);
}

// ---------------------------------------------------------------- groups

namespace {

/// Combinations of nodes, all under the text of the condition they come from.
struct NodeAlgebra {
  Graph& graph;
  const std::string& label;

  NodeId All(std::vector<NodeId> parts) { return graph.All(std::move(parts), label); }
  NodeId Any(std::vector<NodeId> parts) { return graph.Any(std::move(parts), label); }
  NodeId Not(NodeId part) { return graph.Not(part, label); }
  NodeId Constant(bool truth) {
    if (truth) return graph.Add(engine::EveryoneNode{}, label);
    return graph.Add(engine::NobodyNode{}, label);
  }
};

}  // namespace

const LoweredGroup* ConditionLowering::GroupOfContact(std::uint32_t index, const dsl::Name& name) {
  LoweredGroup& group = context_.groups[index];
  group.used = true;
  if (group.OfContact()) return &group;
  if (group.OfEvents()) {
    context_.report.Error(code::kGroupPlace, name.span,
                          Quote(name.text) + " is computed from an event's properties; a contact has no such label",
                          "ask about events: `did … with " + context_.report.Text(name.span) + " = \"" +
                              group.group.labels.front() + "\"`");
  }
  return nullptr;
}

NodeId ConditionLowering::LowerGroup(std::uint32_t index, const dsl::NameCondition& condition, Span span) {
  const LoweredGroup* group = GroupOfContact(index, condition.name);
  if (group == nullptr) return kFailed;
  if (!condition.test) {
    return OtherKind(condition.name, "a group",
                     "compare it with a label: `" + context_.report.Text(condition.name.span) + " = \"" +
                         group->group.labels.front() + "\"`");
  }
  const auto test = ReadLabelTest(context_, *group, *condition.test);
  return test ? GroupNode(*group, *test, span) : kFailed;
}

NodeId ConditionLowering::LowerWasGroup(std::uint32_t index, const dsl::WasCondition& was, Span span) {
  const LoweredGroup* group = GroupOfContact(index, was.name);
  const auto test = group == nullptr ? std::nullopt : ReadLabelTest(context_, *group, was);
  if (!test) return kFailed;
  return Add(engine::EverNode{GroupNode(*group, *test, span)}, span);
}

NodeId ConditionLowering::GroupNode(const LoweredGroup& group, const LabelTest& test, Span span) {
  const std::string label = context_.report.Text(span);
  return WriteLabelTest(test, group.group.nodes, NodeAlgebra{context_.graph, label});
}

}  // namespace segue::rules
