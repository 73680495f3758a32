// Arithmetic of metrics over the cells of their measures.
//
// Counts stay integers under + − ×; a quotient of counts or numbers is a double. Money stays exact to 1/10,000 of the
// unit: money × count and money / count are rounded half-even there, money / money is a plain number.
// A missing operand makes the result missing ("not recorded" before "no values" before "division by zero"); what may
// still grow makes the result one that may change.
#pragma once

#include <functional>

#include "engine/answers.h"

namespace segue::engine {

/// The expression's value at the moment at which its measures are read; `measure` gives the cell of a measure.
/// `too_large` is set when an amount does not fit (beyond ±922,337,203,685,477.5807).
Cell EvaluateExpression(const Expression& expression, const std::function<Cell(std::uint32_t)>& measure, Instant at,
                        bool& too_large);

/// Descending or ascending order of values of one column; both cells must have a value.
bool CellLess(const Cell& a, const Cell& b);

}  // namespace segue::engine
