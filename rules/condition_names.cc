// Conditions that begin with a name: fields, flags, lifecycle states, now or ever.
#include <algorithm>
#include <utility>

#include "rules/codes.h"
#include "rules/condition_lowering.h"

namespace segue::rules {
namespace {

using engine::NodeId;

/// What `is`, `is not`, `=`, `!=`, `in (…)` and `not in (…)` name.
struct AskedValues {
  dsl::Values values;
  bool negated = false;
};
std::optional<AskedValues> ValuesAsked(const dsl::Test& test) {
  if (const auto* is = std::get_if<dsl::IsTest>(&test.test)) {
    return AskedValues{{{is->value}, is->value.span}, is->negated};
  }
  if (const auto* compare = std::get_if<dsl::CompareTest>(&test.test)) {
    const bool negated = compare->comparator == dsl::Comparator::kNotEqual;
    if (!negated && compare->comparator != dsl::Comparator::kEqual) return {};
    return AskedValues{{{compare->value}, compare->value.span}, negated};
  }
  const auto* in = std::get_if<dsl::InTest>(&test.test);
  const auto* values = in == nullptr ? nullptr : std::get_if<dsl::Values>(&in->range);
  return values == nullptr ? std::nullopt : std::optional(AskedValues{*values, in->negated});
}

/// `true` or `false` when the test asks for one of them.
std::optional<bool> TruthAsked(Context& context, const dsl::Test& test) {
  const auto asked = ValuesAsked(test);
  if (!asked || asked->values.values.size() != 1) return {};
  const auto* literal = std::get_if<dsl::Literal>(&asked->values.values.front().value);
  if (literal != nullptr) literal = context.parameters.Follow(*literal);
  const auto* truth = literal == nullptr ? nullptr : std::get_if<dsl::Boolean>(&literal->value);
  return truth == nullptr ? std::nullopt : std::optional(truth->value != asked->negated);
}

std::optional<std::string> WordOf(Context& context, const dsl::Value& value) {
  if (const auto* name = std::get_if<dsl::Name>(&value.value)) return name->text;
  const dsl::Literal* literal = context.parameters.Follow(std::get<dsl::Literal>(value.value));
  const auto* text = literal == nullptr ? nullptr : std::get_if<dsl::Text>(&literal->value);
  return text == nullptr ? std::nullopt : std::optional(text->text);
}

/// A flag field alone: `newsletter`.
engine::ValueTest IsTrue() { return {engine::TestKind::kEqual, false, {{true, false}}}; }

}  // namespace

const Symbol* ConditionLowering::SymbolOf(const dsl::Name& name) {
  if (const Symbol* symbol = context_.model.names.Find(name.text)) return symbol;
  if (context_.explained.count(PlaceKey(name.span)) > 0) return nullptr;
  std::string hint = context_.suggestions.DidYouMean(name.text, context_.model.names.Names());
  if (context_.model.events.Find(name.text) != nullptr) {
    hint = Quote(name.text) + " is an event; write `did " + context_.report.Text(name.span) + "`";
  }
  context_.report.Unknown(code::kUnknownName, name, "there is no field, flag or lifecycle " + Quote(name.text), hint);
  return nullptr;
}

NodeId ConditionLowering::OtherKind(const dsl::Name& name, const char* kind, std::string hint) {
  context_.report.Error(code::kOtherKindOfName, name.span, Quote(name.text) + " is " + kind, std::move(hint));
  return kFailed;
}

Subject ConditionLowering::SubjectOf(std::uint32_t field) const {
  const engine::FieldDeclaration& declaration = context_.model.schema.fields[field];
  return {declaration, declaration.name};
}

NodeId ConditionLowering::Lower(const dsl::NameCondition& condition, Span span) {
  const Symbol* symbol = SymbolOf(condition.name);
  if (symbol == nullptr) return kFailed;
  switch (symbol->kind) {
    case SymbolKind::kField:
      return LowerField(symbol->index, condition, span);
    case SymbolKind::kFlag:
      return LowerFlag(symbol->index, condition, span);
    case SymbolKind::kLifecycle:
      return LowerLifecycle(symbol->index, condition, span);
    case SymbolKind::kScore:
      return LowerScore(symbol->index, condition, span);
    case SymbolKind::kGroup:
      return LowerGroup(symbol->index, condition, span);
    case SymbolKind::kSegment:
      return OtherKind(condition.name, "a segment", "write `in " + context_.report.Text(condition.name.span) + "`");
  }
  return kFailed;
}

// ---------------------------------------------------------------- fields

NodeId ConditionLowering::LowerField(std::uint32_t field, const dsl::NameCondition& condition, Span span) {
  const Subject subject = SubjectOf(field);
  if (condition.test) {
    auto test = tests_.Read(subject, *condition.test);
    return test ? AddTest(field, std::move(*test), span) : kFailed;
  }
  if (subject.field.type == engine::ValueType::kFlag) return Add(engine::FieldNode{field, IsTrue()}, span);
  context_.report.Error(code::kWrongTest, span,
                        subject.name + " is " + TypeInWords(subject.field) + "; only a flag stands alone",
                        "say what it should be, for example `" + subject.name + " is set`");
  return kFailed;
}

NodeId ConditionLowering::AddTest(std::uint32_t field, FieldTest test, Span span) {
  if (auto* value = std::get_if<engine::ValueTest>(&test))
    return Add(engine::FieldNode{field, std::move(*value)}, span);
  const auto& date = std::get<DateTest>(test);
  const NodeId node = Add(engine::DateFieldNode{field, date.when}, span);
  return date.negated ? context_.graph.Not(node, context_.report.Text(span)) : node;
}

NodeId ConditionLowering::LowerWasField(std::uint32_t field, const dsl::WasCondition& was, Span span) {
  const Subject subject = SubjectOf(field);
  std::optional<engine::ValueTest> test;
  if (const auto* values = std::get_if<dsl::Values>(&was.what)) {
    test = tests_.ReadOneOf(subject, *values);
  } else if (const auto* value = std::get_if<dsl::Value>(&was.what)) {
    test = tests_.ReadIs(subject, *value);
  } else {
    test = engine::ValueTest{engine::TestKind::kIsSet, false, {}};
  }
  if (!test) return kFailed;
  return Add(engine::EverNode{Add(engine::FieldNode{field, std::move(*test)}, span)}, span);
}

// ---------------------------------------------------------------- flags

NodeId ConditionLowering::LowerFlag(std::uint32_t flag, const dsl::NameCondition& condition, Span span) {
  const NodeId node = context_.flag_nodes[flag];
  if (!condition.test) return node;
  const auto truth = TruthAsked(context_, *condition.test);
  if (truth) return *truth ? node : context_.graph.Not(node, context_.report.Text(span));
  const std::string word = context_.report.Text(condition.name.span);
  context_.report.Error(code::kWrongTest, condition.test->span,
                        Quote(condition.name.text) + " is a flag: true or false",
                        "write `" + word + "` or `" + word + " is false`");
  return kFailed;
}

NodeId ConditionLowering::LowerWasFlag(std::uint32_t flag, const dsl::WasCondition& was, Span span) {
  NodeId node = context_.flag_nodes[flag];
  std::optional<bool> truth;
  if (const auto* value = std::get_if<dsl::Value>(&was.what)) {
    truth = TruthAsked(context_, dsl::Test{dsl::IsTest{false, *value}, span});
  }
  if (!truth) {
    const std::string word = context_.report.Text(was.name.span);
    context_.report.Error(code::kWrongTest, span, Quote(was.name.text) + " is a flag: true or false",
                          "write `" + word + " was true`");
    return kFailed;
  }
  if (!*truth) node = context_.graph.Not(node, context_.report.Text(span));
  return node == kFailed ? kFailed : Add(engine::EverNode{node}, span);
}

// ---------------------------------------------------------------- lifecycles

std::optional<engine::StateId> ConditionLowering::StateOf(std::uint32_t lifecycle, const std::string& name, Span span) {
  const States& states = context_.model.states[lifecycle];
  const auto found = states.by_name.find(name);
  if (found != states.by_name.end()) return found->second;
  std::string hint = context_.suggestions.DidYouMean(name, states.Names());
  if (hint.empty()) hint = "its states are " + Enumerate(states.names);
  const std::string& owner = context_.model.lifecycles[lifecycle].syntax->name.text;
  context_.report.Error(code::kUnknownState, span, Quote(owner) + " has no state " + Quote(name), hint);
  return {};
}

std::optional<std::vector<engine::StateId>> ConditionLowering::StatesOf(std::uint32_t lifecycle,
                                                                        const std::vector<dsl::Name>& names) {
  std::vector<engine::StateId> states;
  bool complete = true;
  for (const dsl::Name& name : names) {
    const auto state = StateOf(lifecycle, name.text, name.span);
    complete = complete && state.has_value();
    if (state) states.push_back(*state);
  }
  std::sort(states.begin(), states.end());
  states.erase(std::unique(states.begin(), states.end()), states.end());
  return complete ? std::optional(std::move(states)) : std::nullopt;
}

std::optional<std::vector<engine::StateId>> ConditionLowering::StatesOf(std::uint32_t lifecycle,
                                                                        const dsl::Values& values) {
  std::vector<dsl::Name> names;
  for (const dsl::Value& value : values.values) {
    if (const auto word = WordOf(context_, value)) {
      names.push_back({*word, value.span, false});
    } else {
      context_.report.Error(code::kWrongValue, value.span, "a state is expected here",
                            "its states are " + Enumerate(context_.model.states[lifecycle].names));
      return {};
    }
  }
  return StatesOf(lifecycle, names);
}

NodeId ConditionLowering::InStates(std::uint32_t lifecycle, std::vector<engine::StateId> states, bool negated,
                                   Span span) {
  const NodeId run = context_.lifecycle_runs[lifecycle];
  if (run == kFailed) return kFailed;
  const NodeId node = Add(engine::InStateNode{run, std::move(states)}, span);
  return negated ? context_.graph.Not(node, context_.report.Text(span)) : node;
}

NodeId ConditionLowering::LowerLifecycle(std::uint32_t lifecycle, const dsl::NameCondition& condition, Span span) {
  const std::string word = context_.report.Text(condition.name.span);
  if (!condition.test) {
    return OtherKind(condition.name, "a lifecycle", "write `" + word + " is …` with one of its states");
  }
  const std::optional<AskedValues> asked = ValuesAsked(*condition.test);
  if (!asked) {
    context_.report.Error(code::kWrongTest, condition.test->span, Quote(condition.name.text) + " is a lifecycle",
                          "write `" + word + " is …` or `" + word + " in (…)` with its states");
    return kFailed;
  }
  auto states = StatesOf(lifecycle, asked->values);
  return states ? InStates(lifecycle, std::move(*states), asked->negated, span) : kFailed;
}

NodeId ConditionLowering::LowerWasState(std::uint32_t lifecycle, const dsl::WasCondition& was, Span span) {
  std::optional<std::vector<engine::StateId>> states;
  if (const auto* values = std::get_if<dsl::Values>(&was.what)) {
    states = StatesOf(lifecycle, *values);
  } else if (const auto* value = std::get_if<dsl::Value>(&was.what)) {
    states = StatesOf(lifecycle, dsl::Values{{*value}, value->span});
  } else {
    context_.report.Error(code::kWrongTest, span, Quote(was.name.text) + " is a lifecycle; it is always in a state",
                          "name the state: `" + context_.report.Text(was.name.span) + " was …`");
  }
  const NodeId run = context_.lifecycle_runs[lifecycle];
  if (!states || run == kFailed) return kFailed;
  return Add(engine::WasInStateNode{run, std::move(*states)}, span);
}

NodeId ConditionLowering::Lower(const dsl::WasCondition& was, Span span) {
  const Symbol* symbol = SymbolOf(was.name);
  if (symbol == nullptr) return kFailed;
  switch (symbol->kind) {
    case SymbolKind::kField:
      return LowerWasField(symbol->index, was, span);
    case SymbolKind::kFlag:
      return LowerWasFlag(symbol->index, was, span);
    case SymbolKind::kLifecycle:
      return LowerWasState(symbol->index, was, span);
    case SymbolKind::kScore:
      return LowerWasScore(symbol->index, was, span);
    case SymbolKind::kGroup:
      return LowerWasGroup(symbol->index, was, span);
    case SymbolKind::kSegment:
      return OtherKind(was.name, "a segment", "write `was in " + context_.report.Text(was.name.span) + "`");
  }
  return kFailed;
}

std::optional<engine::InStateNode> ConditionLowering::JustStates(const dsl::Condition& condition) {
  const dsl::Condition* inner = &condition;
  while (const auto* group = std::get_if<dsl::GroupCondition>(&inner->node)) inner = &*group->part;
  const auto* name = std::get_if<dsl::NameCondition>(&inner->node);
  const Symbol* symbol = name == nullptr ? nullptr : context_.model.names.Find(name->name.text);
  if (symbol == nullptr || symbol->kind != SymbolKind::kLifecycle) return {};
  const NodeId node = Lower(*inner);
  const auto* states = node == kFailed ? nullptr : std::get_if<engine::InStateNode>(&context_.graph[node].operation);
  return states == nullptr ? std::nullopt : std::optional(*states);
}

}  // namespace segue::rules
