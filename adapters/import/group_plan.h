// What a grouped import (`group by: invoice`) makes of the lines of a file: one row per group, its cells gathered from
// the group's lines by formulas.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/facts.h"
#include "adapters/import/cell_values.h"
#include "adapters/import/decimal.h"
#include "adapters/import/formula.h"

namespace segue::import {

/// A column of the lines, and how its cells are written. A column stands twice where it is read with and without
/// `values:`.
struct GroupInput {
  std::string column;
  const Replacements* replacements = nullptr;  // never null
  std::optional<Decimal> factor;               // `scale`
};

/// Which lines of a group an event looks at: its `when`. All must fit.
using LineCondition = std::vector<std::pair<std::size_t, AcceptedWords>>;  // input → words

/// One cell of a group's row.
struct GroupCell {
  Formula formula;
  std::vector<std::size_t> inputs;       // of the formula's columns
  std::optional<std::size_t> condition;  // the lines it looks at; default: all
  /// Reads a cell for min() and max() where they copy it; returns the reason why it cannot be read. Null: as text.
  std::function<std::string(std::string_view, adapters::FactValue&)> read;
  std::optional<std::string> currency;  // an amount of money: marks of this currency may stand beside it
  bool is_contact = false;
};

/// Row numbers may be used as a column: `#row`.
struct GroupPlan {
  std::vector<std::size_t> key;  // inputs: lines with equal cells there are a group
  std::vector<GroupInput> inputs;
  std::vector<LineCondition> conditions;
  std::vector<GroupCell> cells;
  char decimal = '.';
};

}  // namespace segue::import
