// The names of a project: what declares them, and every place that means the same thing.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/name_uses.h"
#include "dsl/source.h"
#include "dsl/syntax.h"

namespace segue::lsp {

/// Name spaces: two symbols of one space and owner cannot have the same name.
enum class Space { kFact, kEvent, kProperty, kState, kChoice, kParam, kMetric, kReport, kGoal, kAlert, kExperiment };

struct Symbol {
  Space space = Space::kFact;
  std::string name;
  std::string owner;  // the event of a property, lifecycle of a state, field (or `event.property`) of a choice
  std::string kind;   // in words: "segment", "text field", "state of Relation"
  std::string description;
  std::string code;  // the declaration as written, shortened
  dsl::Span span;    // of the name
  dsl::Span whole;   // of the declaration or item
};

class SymbolTable {
 public:
  SymbolTable(const dsl::SourceMap& sources, const std::vector<dsl::File>& files);

  const std::vector<Symbol>& symbols() const { return symbols_; }
  const std::vector<dsl::NameUse>& uses() const { return uses_; }
  /// The use whose name stands at the offset, its end included; null if none.
  const dsl::NameUse* UseAt(dsl::SourceId source, std::size_t offset) const;
  /// What the use means: none if undeclared, several for a property of several events.
  std::vector<const Symbol*> Meanings(const dsl::NameUse& use) const;
  /// Every use of any of these, with what shares a use with them (a property of `(a or b)` is one name for both).
  std::vector<const dsl::NameUse*> UsesOf(std::vector<const Symbol*> symbols) const;
  const Symbol* Find(Space space, const std::string& name, const std::string& owner = "") const;
  std::vector<const Symbol*> All(Space space, const std::string& owner = "") const;

 private:
  void AddDeclaration(const dsl::SourceMap& sources, const dsl::Declaration& declaration);
  void Add(Symbol symbol);
  std::vector<const Symbol*> Properties(const dsl::NameUse& use) const;
  std::vector<const Symbol*> Values(const dsl::NameUse& use) const;

  std::vector<Symbol> symbols_;
  std::map<std::tuple<Space, std::string, std::string>, std::size_t> by_name_;
  std::vector<dsl::NameUse> uses_;
};

}  // namespace segue::lsp
