// Conditions to nodes: logic, membership, time.
#include "rules/condition_lowering.h"

#include <utility>

#include "rules/codes.h"
#include "rules/contradictions.h"

namespace segue::rules {

using engine::NodeId;

NodeId ConditionLowering::Lower(const dsl::Condition& condition) {
  return std::visit([&](const auto& node) { return Lower(node, condition.span); }, condition.node);
}

NodeId ConditionLowering::Add(engine::NodeOperation operation, Span span) {
  return context_.graph.Add(std::move(operation), context_.report.Text(span));
}

// ---------------------------------------------------------------- logic

NodeId ConditionLowering::Lower(const dsl::Everyone&, Span span) { return Add(engine::EveryoneNode{}, span); }

NodeId ConditionLowering::Lower(const dsl::Nobody&, Span span) {
  context_.report.Warning(code::kNeverTrue, span, "`nobody` is never true");
  const NodeId node = Add(engine::NobodyNode{}, span);
  context_.constants.emplace(node, false);
  return node;
}

NodeId ConditionLowering::Lower(const dsl::AndCondition& all, Span span) {
  std::vector<NodeId> parts;
  for (const dsl::Condition& part : all.parts) parts.push_back(Lower(part));
  const NodeId node = context_.graph.All(std::move(parts), context_.report.Text(span));
  WarnAboutConstant(context_, node, span);
  return node;
}

NodeId ConditionLowering::Lower(const dsl::OrCondition& any, Span span) {
  std::vector<NodeId> parts;
  for (const dsl::Condition& part : any.parts) parts.push_back(Lower(part));
  const NodeId node = context_.graph.Any(std::move(parts), context_.report.Text(span));
  WarnAboutConstant(context_, node, span);
  return node;
}

NodeId ConditionLowering::Lower(const dsl::NotCondition& negation, Span span) {
  return context_.graph.Not(Lower(*negation.part), context_.report.Text(span));
}

NodeId ConditionLowering::Lower(const dsl::GroupCondition& group, Span) { return Lower(*group.part); }

// ---------------------------------------------------------------- over time

NodeId ConditionLowering::Lower(const dsl::HeldCondition& held, Span span) {
  const NodeId part = Lower(*held.part);
  const auto length = time_.LengthOf(held.length);
  return part == kFailed || !length ? kFailed : Add(engine::HeldForNode{part, *length}, span);
}

NodeId ConditionLowering::Lower(const dsl::KnownCondition& known, Span span) {
  const auto length = time_.LengthOf(known.length);
  return length ? Add(engine::KnownForNode{*length}, span) : kFailed;
}

NodeId ConditionLowering::Lower(const dsl::WasMemberCondition& was, Span span) {
  const NodeId part = NodeOfMember(was.segment);
  return part == kFailed ? kFailed : Add(engine::EverNode{part}, span);
}

// ---------------------------------------------------------------- membership

NodeId ConditionLowering::Lower(const dsl::MemberCondition& member, Span span) {
  if (!member.list) return NodeOfMember(member.name);
  engine::Schema& schema = context_.model.schema;
  const auto [list, added] =
      context_.list_ids.try_emplace(member.name.text, static_cast<engine::ListId>(schema.lists.size()));
  if (added) {
    schema.lists.push_back(member.name.text);
    context_.list_spans.push_back(member.name.span);
  }
  return Add(engine::InListNode{list->second}, span);
}

NodeId ConditionLowering::NodeOfMember(const dsl::Name& name) {
  const Symbol* symbol = context_.model.names.Find(name.text);
  if (symbol == nullptr) {
    context_.report.Unknown(code::kUnknownSegment, name, "there is no segment " + Quote(name.text),
                            context_.suggestions.DidYouMean(name.text, context_.model.names.Names()));
    return kFailed;
  }
  switch (symbol->kind) {
    case SymbolKind::kSegment:
      return context_.segment_nodes[symbol->index];
    case SymbolKind::kFlag:
      return context_.flag_nodes[symbol->index];
    case SymbolKind::kScore:
      return OtherKind(name, "a score", "compare it with a number: `" + context_.report.Text(name.span) + " >= 20`");
    case SymbolKind::kGroup:
      return OtherKind(name, "a group", "compare it with a label: `" + context_.report.Text(name.span) + " = \"…\"`");
    case SymbolKind::kLifecycle:
      return OtherKind(name, "a lifecycle", "write `" + name.text + " is …` with one of its states");
    case SymbolKind::kField:
      return OtherKind(name, "a field", "`in` asks for a segment; test the field: `" + name.text + " is …`");
  }
  return kFailed;
}

}  // namespace segue::rules
