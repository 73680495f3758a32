// See figure_text.h. A percent metric, or a division of plain numbers, is a rate with six decimals.
#include "adapters/cli/figure_text.h"

#include <algorithm>
#include <cmath>

#include "engine/calendar.h"

namespace segue::cli {

bool Divides(const engine::Expression& expression) {
  if (expression.kind == engine::Expression::Kind::kPlan) return false;  // a tier's own price or allowance
  return expression.kind == engine::Expression::Kind::kDivide ||
         std::any_of(expression.parts.begin(), expression.parts.end(), Divides);
}

Value FigureValue(const engine::Figure& figure, const engine::Metric& metric) {
  if (const auto* money = std::get_if<engine::Money>(&figure)) return Amount{*money, metric.currency, false};
  const double number = std::get<double>(figure);
  if (metric.percent) return Rate{number, true};
  constexpr double kExact = 9'007'199'254'740'992.0;
  if (number == std::trunc(number) && std::abs(number) < kExact) return static_cast<std::int64_t>(number);
  return Rate{number, false};
}

Value CellValueOf(const engine::Cell& cell, const engine::Metric& metric, const engine::Expression& expression) {
  if (cell.missing != engine::NoValue::kNone) return {};
  if (const auto* money = std::get_if<engine::Money>(&cell.value)) return Amount{*money, metric.currency, true};
  const auto* whole = std::get_if<std::int64_t>(&cell.value);
  if (metric.percent || Divides(expression)) {
    return Rate{whole != nullptr ? static_cast<double>(*whole) : std::get<double>(cell.value), metric.percent};
  }
  if (whole != nullptr) return *whole;
  return std::get<double>(cell.value);
}

std::string FigureText(const Value& value) {
  static const engine::Calendar utc = *engine::Calendar::Load("UTC");  // figures have no zone
  return TableText(value, utc);
}

}  // namespace segue::cli
