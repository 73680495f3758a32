// Resolves the columns of a grouped import; see the header.
#include "adapters/import/group_binder.h"

#include <algorithm>

#include "adapters/import/text.h"

namespace segue::import {
namespace {

using engine::ValueType;

/// The formula, or what is wrong with it.
std::variant<Formula, std::string> FormulaOf(const std::string& text) {
  if (!LooksLikeFormula(text)) return ColumnFormula(text);
  return ParseFormula(text);
}

bool HoldsNumbers(const GroupTarget& target) {
  if (target.declaration == nullptr) return true;
  const ValueType type = target.declaration->type;
  return type == ValueType::kNumber || type == ValueType::kMoney || type == ValueType::kText;
}

}  // namespace

const Replacements& ReplacementsOf(const BoundMapping& bound, const std::string& column) {
  for (const auto& [name, replacements] : bound.replacements) {
    if (name == column) return replacements;
  }
  return bound.replacements.front().second;
}

std::optional<Decimal> FactorOf(const project::ImportMapping& mapping, const std::string& column) {
  for (const auto& [name, factor] : mapping.scale) {
    if (name == column) return ParseDecimal(factor, '.');
  }
  return std::nullopt;
}

GroupBinder::GroupBinder(const project::ImportMapping& mapping, BoundMapping& bound, project::Mistakes& mistakes)
    : mapping_(mapping), bound_(bound), mistakes_(mistakes) {
  bound_.groups.emplace();
  bound_.groups->decimal = mapping.decimal.front();
  for (const std::string& column : mapping.group_by) bound_.groups->key.push_back(Input(column, false));
}

std::size_t GroupBinder::Input(const std::string& column, bool replaced) {
  const Replacements* replacements = replaced ? &ReplacementsOf(bound_, column) : &bound_.replacements.front().second;
  std::vector<GroupInput>& inputs = bound_.groups->inputs;
  const auto found = std::find_if(inputs.begin(), inputs.end(), [&](const GroupInput& input) {
    return input.column == column && input.replacements == replacements;
  });
  if (found != inputs.end()) return static_cast<std::size_t>(found - inputs.begin());
  inputs.push_back({column, replacements, FactorOf(mapping_, column)});
  return inputs.size() - 1;
}

void GroupBinder::LookAt(const std::vector<std::pair<std::string, std::vector<std::string>>>& when) {
  condition_.reset();
  if (when.empty()) return;
  LineCondition condition;
  for (const auto& [column, accepted] : when) condition.emplace_back(Input(column, false), AcceptedWords(accepted));
  condition_ = bound_.groups->conditions.size();
  bound_.groups->conditions.push_back(std::move(condition));
}

CellSource GroupBinder::Bind(const project::ColumnRef& column, GroupTarget target) {
  std::variant<Formula, std::string> parsed = FormulaOf(column.text);
  if (const auto* problem = std::get_if<std::string>(&parsed)) {
    mistakes_.Add(column.place, "the formula \"" + column.text + "\": " + *problem);
    return {CellSource::Kind::kConstant, 0, ""};
  }
  Formula& formula = std::get<Formula>(parsed);
  CheckTarget(formula, column, target);
  GroupCell cell;
  for (const std::string& name : formula.columns) cell.inputs.push_back(Input(name, target.declaration != nullptr));
  cell.condition = condition_;
  cell.read = std::move(target.read);
  const bool money = target.declaration != nullptr && target.declaration->type == ValueType::kMoney;
  if (money) cell.currency = target.declaration->currency;
  cell.formula = std::move(formula);
  const std::string name = cell.formula.copies() ? cell.formula.columns.front() : column.text;
  bound_.groups->cells.push_back(std::move(cell));
  bound_.columns.push_back(name);
  return {CellSource::Kind::kColumn, bound_.columns.size() - 1, name};
}

void GroupBinder::CheckTarget(const Formula& formula, const project::ColumnRef& column, const GroupTarget& target) {
  if (formula.copies() || HoldsNumbers(target)) return;
  mistakes_.Add(column.place,
                "the formula \"" + column.text + "\" gives a number, and \"" + target.declaration->name + "\" is none");
}

void GroupBinder::MarkContact(const CellSource& source, const project::ColumnRef& column) {
  if (source.kind != CellSource::Kind::kColumn) return;
  GroupCell& cell = bound_.groups->cells[source.column];
  cell.is_contact = true;
  if (cell.formula.gatherers.front().gathering == Gathering::kAgreed) return;
  mistakes_.Add(column.place,
                "`contact` is a column on which the lines of a group agree, not the formula \"" + column.text + "\"");
}

std::function<std::string(std::string_view, adapters::FactValue&)> GroupBinder::ReadsMoments(MomentReader* moments) {
  return [moments](std::string_view cell, adapters::FactValue& value) -> std::string {
    const MomentReader::Answer answer = moments->Read(cell);
    if (answer.reading != Reading::kOk) return moments->Complaint(answer.reading, Shown(cell));
    value = engine::TimePoint{answer.instant};
    return {};
  };
}

std::function<std::string(std::string_view, adapters::FactValue&)> GroupBinder::Reads(ValueReader* reader) {
  return [reader](std::string_view cell, adapters::FactValue& value) {
    std::int64_t shifted = 0;  // counted when the chosen cell is read
    return reader->Read(cell, value, shifted);
  };
}

bool GroupBinder::Computes(const std::string& text) {
  const std::variant<Formula, std::string> parsed = FormulaOf(text);
  const auto* formula = std::get_if<Formula>(&parsed);
  return formula != nullptr && !formula->copies();
}

std::string GroupBinder::ColumnCopied(const std::string& text) {
  const std::variant<Formula, std::string> parsed = FormulaOf(text);
  const auto* formula = std::get_if<Formula>(&parsed);
  return formula != nullptr && formula->copies() ? formula->columns.front() : text;
}

}  // namespace segue::import
