// Resolves names as the checker does, but tolerantly: files with errors have names, too.
#include "adapters/lsp/symbols.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace segue::lsp {
namespace {

using dsl::NameRole;

constexpr std::size_t kLongestCode = 1000;

/// What kind of thing each declaration declares.
struct KindName {
  const char* operator()(const dsl::SegmentDeclaration&) const { return "segment"; }
  const char* operator()(const dsl::FlagDeclaration&) const { return "flag"; }
  const char* operator()(const dsl::ScoreDeclaration&) const { return "score"; }
  const char* operator()(const dsl::GroupDeclaration&) const { return "group"; }
  const char* operator()(const dsl::LifecycleDeclaration&) const { return "lifecycle"; }
  const char* operator()(const dsl::ParamDeclaration&) const { return "param"; }
  const char* operator()(const dsl::MetricDeclaration&) const { return "metric"; }
  const char* operator()(const dsl::ReportDeclaration&) const { return "report"; }
  const char* operator()(const dsl::GoalDeclaration&) const { return "goal"; }
  const char* operator()(const dsl::AlertDeclaration&) const { return "alert"; }
  const char* operator()(const dsl::ExperimentDeclaration&) const { return "experiment"; }
  const char* operator()(const dsl::EventDeclaration& event) const { return event.account ? "account event" : "event"; }
  const char* operator()(const auto&) const { return ""; }
};

std::optional<Space> SpaceOf(NameRole role) {
  switch (role) {
    case NameRole::kFact:
      return Space::kFact;
    case NameRole::kEvent:
      return Space::kEvent;
    case NameRole::kProperty:
      return Space::kProperty;
    case NameRole::kState:
      return Space::kState;
    case NameRole::kChoice:
      return Space::kChoice;
    case NameRole::kParam:
      return Space::kParam;
    case NameRole::kMetric:
      return Space::kMetric;
    case NameRole::kReport:
      return Space::kReport;
    case NameRole::kGoal:
      return Space::kGoal;
    case NameRole::kAlert:
      return Space::kAlert;
    case NameRole::kExperiment:
      return Space::kExperiment;
    default:
      return std::nullopt;
  }
}

std::string OwnerOf(const dsl::NameUse& use) {
  std::string event = use.events.empty() ? "" : use.events.front();
  if (use.role == NameRole::kProperty) return event;
  if (use.role == NameRole::kChoice) return event.empty() ? use.subject : event + "." + use.subject;
  return use.role == NameRole::kState ? use.subject : "";
}

std::string CodeOf(const dsl::SourceMap& sources, dsl::Span span) {
  std::string code = sources.Get(span.source).text.substr(span.begin, span.end - span.begin);
  if (code.size() <= kLongestCode) return code;
  const std::size_t line = code.rfind('\n', kLongestCode);
  return line == std::string::npos ? code.substr(0, kLongestCode) : code.substr(0, line) + "\n…";
}

const dsl::Field* FieldNamed(const dsl::Declaration& declaration, const std::string& name) {
  const auto* contact = std::get_if<dsl::ContactDeclaration>(&declaration.node);
  const auto* event = std::get_if<dsl::EventDeclaration>(&declaration.node);
  if (contact == nullptr && event == nullptr) return nullptr;
  for (const dsl::Field& field : contact != nullptr ? contact->fields : event->properties) {
    if (field.name.text == name) return &field;
  }
  return nullptr;
}

/// A field's kind, description and text are its own, not those of the block around it.
void DescribeField(const dsl::SourceMap& sources, const dsl::Declaration& declaration, Symbol& symbol) {
  const dsl::Field* field = FieldNamed(declaration, symbol.name);
  if (field == nullptr) return;
  symbol.whole = {field->name.span.source, field->name.span.begin, field->type_span.end};
  symbol.kind = symbol.space == Space::kFact ? "field" : "property of " + symbol.owner;
  symbol.description = field->description;
  symbol.code = CodeOf(sources, symbol.whole);
}

}  // namespace

SymbolTable::SymbolTable(const dsl::SourceMap& sources, const std::vector<dsl::File>& files) {
  for (const dsl::File& file : files) {
    for (const dsl::Declaration& declaration : file.declarations) AddDeclaration(sources, declaration);
  }
  std::ranges::sort(uses_, {}, [](const dsl::NameUse& use) { return std::pair(use.span.source, use.span.begin); });
}

void SymbolTable::AddDeclaration(const dsl::SourceMap& sources, const dsl::Declaration& declaration) {
  const bool lifecycle = std::holds_alternative<dsl::LifecycleDeclaration>(declaration.node);
  const std::string kind = std::visit(KindName{}, declaration.node);
  std::vector<dsl::NameUse> uses = dsl::NameUses(declaration);
  const std::string name = uses.empty() ? "" : uses.front().text;
  for (const dsl::NameUse& use : uses) {
    // A state is declared where a lifecycle first mentions it.
    const bool state = lifecycle && use.role == NameRole::kState && use.subject == name;
    const auto space = SpaceOf(use.role);
    if ((!use.declares && !state) || !space) continue;
    Symbol symbol{*space, use.text, OwnerOf(use), kind, declaration.description, "", use.span, declaration.span};
    if (state) symbol.kind = "state of " + name;
    if (*space == Space::kChoice) symbol.kind = "choice of " + symbol.owner;
    if (*space == Space::kState || *space == Space::kChoice) symbol.description.clear();
    const bool field = *space == Space::kProperty || (*space == Space::kFact && kind.empty());
    symbol.code = *space == Space::kChoice ? "" : CodeOf(sources, declaration.span);
    if (field) DescribeField(sources, declaration, symbol);
    Add(std::move(symbol));
  }
  uses_.insert(uses_.end(), std::move_iterator(uses.begin()), std::move_iterator(uses.end()));
}

/// The first declaration of a name counts, as for the checker.
void SymbolTable::Add(Symbol symbol) {
  if (by_name_.try_emplace({symbol.space, symbol.owner, symbol.name}, symbols_.size()).second)
    symbols_.push_back(std::move(symbol));
}

const Symbol* SymbolTable::Find(Space space, const std::string& name, const std::string& owner) const {
  const auto found = by_name_.find({space, owner, name});
  return found == by_name_.end() ? nullptr : &symbols_[found->second];
}

std::vector<const Symbol*> SymbolTable::All(Space space, const std::string& owner) const {
  std::vector<const Symbol*> all;
  for (const Symbol& symbol : symbols_) {
    if (symbol.space == space && (owner.empty() || symbol.owner == owner)) all.push_back(&symbol);
  }
  return all;
}

const dsl::NameUse* SymbolTable::UseAt(dsl::SourceId source, std::size_t offset) const {
  const auto behind =
      std::ranges::upper_bound(uses_, std::pair(source, static_cast<std::uint32_t>(offset)), {},
                               [](const dsl::NameUse& use) { return std::pair(use.span.source, use.span.begin); });
  if (behind == uses_.begin()) return nullptr;
  const dsl::NameUse& use = *(behind - 1);
  return use.span.source == source && offset <= use.span.end ? &use : nullptr;
}

std::vector<const Symbol*> SymbolTable::Properties(const dsl::NameUse& use) const {
  std::vector<const Symbol*> found;
  for (const std::string& event : use.events) {
    if (const Symbol* symbol = Find(Space::kProperty, use.text, event)) found.push_back(symbol);
  }
  if (!found.empty()) return found;
  if (const Symbol* fact = Find(Space::kFact, use.text)) return {fact};
  if (!use.events.empty()) return {};
  for (const Symbol* symbol : All(Space::kProperty)) {
    if (symbol->name == use.text) found.push_back(symbol);
  }
  return found;
}

std::vector<const Symbol*> SymbolTable::Values(const dsl::NameUse& use) const {
  std::vector<const Symbol*> found;
  for (const std::string& event : use.events) {
    if (const Symbol* choice = Find(Space::kChoice, use.text, event + "." + use.subject)) found.push_back(choice);
  }
  if (!use.events.empty()) return found;
  if (const Symbol* state = Find(Space::kState, use.text, use.subject)) return {state};
  if (const Symbol* choice = Find(Space::kChoice, use.text, use.subject)) return {choice};
  return {};
}

std::vector<const Symbol*> SymbolTable::Meanings(const dsl::NameUse& use) const {
  if (use.role == NameRole::kProperty) return Properties(use);
  if (use.role == NameRole::kValue || use.role == NameRole::kText) return Values(use);
  const auto one_of = [&](std::initializer_list<Space> spaces) -> std::vector<const Symbol*> {
    for (const Space space : spaces) {
      if (const Symbol* symbol = Find(space, use.text, OwnerOf(use))) return {symbol};
    }
    return {};
  };
  // In a group's condition a property may stand where a fact may; `sort by` takes a metric or a split.
  if (use.role == NameRole::kFact) {
    const auto fact = one_of({Space::kFact});
    return fact.empty() ? Properties(use) : fact;
  }
  if (use.role == NameRole::kMetric) return one_of({Space::kMetric, Space::kFact});
  if (use.role == NameRole::kOurs) return one_of({Space::kEvent, Space::kFact});
  const auto space = SpaceOf(use.role);
  return space ? one_of({*space}) : std::vector<const Symbol*>{};
}

std::vector<const dsl::NameUse*> SymbolTable::UsesOf(std::vector<const Symbol*> symbols) const {
  std::set<const Symbol*> wanted(symbols.begin(), symbols.end());
  const std::string name = symbols.empty() ? "" : symbols.front()->name;
  std::vector<std::pair<const dsl::NameUse*, std::vector<const Symbol*>>> candidates;
  for (const dsl::NameUse& use : uses_) {
    if (use.text == name) candidates.emplace_back(&use, Meanings(use));
  }
  const auto shares = [&](const std::vector<const Symbol*>& meanings) {
    return std::ranges::any_of(meanings, [&](const Symbol* symbol) { return wanted.contains(symbol); });
  };
  for (std::size_t before = 0; before != wanted.size();) {
    before = wanted.size();
    for (const auto& [use, meanings] : candidates) {
      if (shares(meanings)) wanted.insert(meanings.begin(), meanings.end());
    }
  }
  std::vector<const dsl::NameUse*> found;
  for (const auto& [use, meanings] : candidates) {
    if (shares(meanings)) found.push_back(use);
  }
  return found;
}

}  // namespace segue::lsp
