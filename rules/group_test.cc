// Tests of labels.
#include "rules/group_test.h"

#include <algorithm>
#include <memory>

#include "engine/value_test.h"
#include "rules/codes.h"
#include "rules/test_reader.h"

namespace segue::rules {
namespace {

/// The group as a choice between its labels: what a test is checked against.
engine::FieldDeclaration AsChoice(const engine::Group& group) {
  engine::FieldDeclaration choice;
  choice.name = group.name;
  choice.type = engine::ValueType::kChoice;
  for (const std::string& label : group.labels) {
    const auto& known = choice.choices;
    if (std::find(known.begin(), known.end(), label) == known.end()) choice.choices.push_back(label);
  }
  return choice;
}

/// The engine's own test, asked once for each label (codes from 1 on) and for a missing one (code 0).
LabelTest Decide(const LoweredGroup& group, const engine::ValueTest& test) {
  engine::Column labels;
  labels.type = engine::ValueType::kChoice;
  auto dictionary = std::make_shared<engine::Dictionary>();
  std::vector<std::uint32_t> codes{0};
  for (const std::string& label : group.group.labels) {
    codes.push_back(static_cast<std::uint32_t>(dictionary->texts.size()));
    dictionary->texts.push_back(label);
  }
  labels.dictionary = dictionary;
  labels.codes = std::move(codes);
  const engine::CompiledTest compiled(test, labels);
  LabelTest decided;
  const auto count = static_cast<std::uint32_t>(group.group.labels.size());
  const std::uint32_t conditions = group.has_otherwise ? count - 1 : count;
  for (std::uint32_t label = 0; label < conditions; ++label)
    decided.passes.push_back(compiled.Passes(labels, label + 1));
  decided.otherwise = compiled.Passes(labels, group.has_otherwise ? count : 0);
  return decided;
}

std::optional<LabelTest> Decide(Context& context, const LoweredGroup& group, const std::optional<FieldTest>& test,
                                dsl::Span span) {
  if (!test) return {};
  LabelTest decided = Decide(group, std::get<engine::ValueTest>(*test));  // a choice is no date
  const bool same = std::all_of(decided.passes.begin(), decided.passes.end(),
                                [&](bool passes) { return passes == decided.otherwise; });
  const std::string name = Quote(group.group.name);
  if (same && decided.otherwise) {
    context.report.Warning(code::kAlwaysTrue, span, "this is always true: every label of " + name + " passes");
  } else if (same) {
    context.report.Warning(code::kNeverTrue, span, "this is never true: no label of " + name + " passes",
                           "its labels are " + Enumerate(AsChoice(group.group).choices));
  }
  return decided;
}

}  // namespace

std::optional<LabelTest> ReadLabelTest(Context& context, const LoweredGroup& group, const dsl::Test& test) {
  const engine::FieldDeclaration choice = AsChoice(group.group);
  return Decide(context, group, TestReader(context).Read({choice, choice.name}, test), test.span);
}

std::optional<LabelTest> ReadLabelTest(Context& context, const LoweredGroup& group, const dsl::WasCondition& was) {
  const engine::FieldDeclaration choice = AsChoice(group.group);
  const Subject subject{choice, choice.name};
  TestReader reader(context);
  if (const auto* values = std::get_if<dsl::Values>(&was.what)) {
    return Decide(context, group, reader.ReadOneOf(subject, *values), values->span);
  }
  if (const auto* value = std::get_if<dsl::Value>(&was.what)) {
    return Decide(context, group, reader.ReadIs(subject, *value), value->span);
  }
  return Decide(context, group, FieldTest(engine::ValueTest{engine::TestKind::kIsSet, false, {}}), was.name.span);
}

}  // namespace segue::rules
