// Resolves the columns of a grouped import: each becomes a formula, a cell of the groups' rows.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/import/bound_mapping.h"
#include "adapters/project/mistakes.h"
#include "engine/program.h"

namespace segue::import {

/// What a cell becomes.
struct GroupTarget {
  const engine::FieldDeclaration* declaration = nullptr;  // a field or property; null: an instant, an id …
  std::function<std::string(std::string_view, adapters::FactValue&)> read;
};

class GroupBinder {
 public:
  GroupBinder(const project::ImportMapping& mapping, BoundMapping& bound, project::Mistakes& mistakes);

  /// The `when` of the event whose cells are bound next.
  void LookAt(const std::vector<std::pair<std::string, std::vector<std::string>>>& when);
  CellSource Bind(const project::ColumnRef& column, GroupTarget target);
  /// A group belongs to one contact.
  void MarkContact(const CellSource& source, const project::ColumnRef& column);

  static std::function<std::string(std::string_view, adapters::FactValue&)> ReadsMoments(MomentReader* moments);
  static std::function<std::string(std::string_view, adapters::FactValue&)> Reads(ValueReader* reader);
  /// Whether a text is a formula that does not copy a cell.
  static bool Computes(const std::string& text);
  /// The column whose cells a text names or copies.
  static std::string ColumnCopied(const std::string& text);

 private:
  /// `replaced`: with `values:` applied, as fields and properties see it.
  std::size_t Input(const std::string& column, bool replaced);
  void CheckTarget(const Formula& formula, const project::ColumnRef& column, const GroupTarget& target);

  const project::ImportMapping& mapping_;
  BoundMapping& bound_;
  project::Mistakes& mistakes_;
  std::optional<std::size_t> condition_;
};

/// `values` and `scale` of a column.
const Replacements& ReplacementsOf(const BoundMapping& bound, const std::string& column);
std::optional<Decimal> FactorOf(const project::ImportMapping& mapping, const std::string& column);

}  // namespace segue::import
