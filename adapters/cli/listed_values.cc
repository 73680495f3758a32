// Fields, scores and groups of contacts.
#include "adapters/cli/listed_values.h"

#include "adapters/cli/field_value.h"
#include "adapters/cli/names.h"
#include "engine/answers.h"

namespace segue::cli {
namespace {

using adapters::Result;

bool IsNumber(engine::ValueType type) {
  return type == engine::ValueType::kNumber || type == engine::ValueType::kMoney;
}

bool IsTime(engine::ValueType type) { return type == engine::ValueType::kDate || type == engine::ValueType::kTime; }

Listed ListedAt(const engine::Program& program, std::size_t index) {
  if (index < program.schema.fields.size()) return ListedField{static_cast<engine::FieldId>(index)};
  index -= program.schema.fields.size();
  if (index < program.scores.size()) return ListedScore{static_cast<engine::ScoreId>(index)};
  return ListedGroup{static_cast<engine::GroupId>(index - program.scores.size())};
}

}  // namespace

Result<std::vector<Listed>> FindListed(const engine::Program& program, const std::vector<std::string>& names) {
  std::vector<Listed> listed;
  for (const std::string& name : names) {
    const Result<std::size_t> found = FindListedName(program, name);
    if (!found) return found.error();
    listed.push_back(ListedAt(program, *found));
    const auto* group = std::get_if<ListedGroup>(&listed.back());
    if (group == nullptr || !program.groups[group->group].nodes.empty()) continue;
    return adapters::Error{"listing " + name, "it is computed from events' properties, so a contact has no such label",
                           "list fields, scores, or groups of contacts", adapters::ErrorClass::kUsage};
  }
  return listed;
}

void AddNeeds(const engine::Program& program, const Listed& listed, NeededColumns& columns) {
  if (const auto* field = std::get_if<ListedField>(&listed)) return columns.AddField(field->field);
  if (const auto* score = std::get_if<ListedScore>(&listed)) return columns.AddNode(program.score_runs[score->score]);
  for (const engine::NodeId node : program.groups[std::get<ListedGroup>(listed).group].nodes) columns.AddNode(node);
}

OutputColumn ColumnOf(const engine::Program& program, const Listed& listed) {
  if (const auto* score = std::get_if<ListedScore>(&listed)) return {program.scores[score->score].name, true};
  if (const auto* group = std::get_if<ListedGroup>(&listed)) return {program.groups[group->group].name};
  const engine::FieldDeclaration& field = program.schema.fields[std::get<ListedField>(listed).field];
  return {field.name, IsNumber(field.type), false, IsTime(field.type)};
}

ListedValues::ListedValues(const Population& population, const std::vector<Listed>& listed)
    : population_(population), rows_(population.facts.source()) {
  for (const Listed& one : listed) {
    Column& column = columns_.emplace_back(Column{one, {}, {}});
    if (const auto* score = std::get_if<ListedScore>(&one)) {
      const engine::NodeId run = population.program.score_runs[score->score];
      column.scores = engine::ScoresAt(*population.evaluator, population.as_of, run);
    } else if (const auto* group = std::get_if<ListedGroup>(&one)) {
      column.labels =
          engine::LabelsAt(*population.evaluator, population.as_of, population.program.groups[group->group]);
    }
  }
}

Value ListedValues::Of(std::size_t which, std::uint32_t contact) {
  const Column& column = columns_[which];
  if (std::holds_alternative<ListedScore>(column.listed)) {
    return static_cast<double>(column.scores[contact]) / static_cast<double>(engine::kPointScale);
  }
  if (const auto* group = std::get_if<ListedGroup>(&column.listed)) {
    const std::vector<std::string>& labels = population_.program.groups[group->group].labels;
    if (column.labels[contact] == labels.size()) return std::monostate{};
    return std::string_view(labels[column.labels[contact]]);
  }
  const engine::FieldId field = std::get<ListedField>(column.listed).field;
  const auto [timelines, row] = rows_.Of(contact);
  return FieldValue(timelines->fields[field], population_.program.schema.fields[field], row, population_.as_of,
                    population_.program.currency);
}

}  // namespace segue::cli
