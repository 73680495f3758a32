// A figure that a metric is held against, as a value in the metric's unit.
#pragma once

#include "adapters/cli/value.h"
#include "engine/answers.h"
#include "engine/goals.h"

namespace segue::cli {

/// `metric` must outlive the value.
Value FigureValue(const engine::Figure& figure, const engine::Metric& metric);

/// The same of a cell; no value where it has none.
Value CellValueOf(const engine::Cell& cell, const engine::Metric& metric, const engine::Expression& expression);

/// Whether it divides anywhere: such figures have decimals.
bool Divides(const engine::Expression& expression);

/// For people, with its currency: `12.00 %`, `500.00 EUR`, `120`.
std::string FigureText(const Value& value);

}  // namespace segue::cli
