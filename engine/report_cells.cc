// See report_cells.h.
#include "engine/report_cells.h"

#include <cmath>

#include "engine/measure_value.h"

namespace segue::engine {

namespace {

/// What the division at the top of the expression divides, where both have values.
std::optional<RateParts> PartsOf(const Expression& expression, const std::function<Cell(std::uint32_t)>& measure) {
  if (expression.kind != Expression::Kind::kDivide) return {};
  bool too_large = false;  // then the division has said so
  const Cell numerator = EvaluateExpression(expression.parts[0], measure, too_large);
  const Cell denominator = EvaluateExpression(expression.parts[1], measure, too_large);
  if (numerator.missing != NoValue::kNone || denominator.missing != NoValue::kNone) return {};
  return RateParts{numerator.value, denominator.value};
}

}  // namespace

std::vector<Cell> CellReader::Cells(std::uint32_t period, std::uint32_t row) {
  const std::function<Cell(std::uint32_t)> measure = [&](std::uint32_t id) { return CellOf(id, period, row); };
  std::vector<Cell> cells;
  for (const ShownMetric& shown : plan_.report->shown) {
    bool too_large = totals_.too_large();
    Cell& cell = cells.emplace_back(EvaluateExpression(shown.expression, measure, too_large));
    if (too_large && !too_large_) too_large_ = shown.title;
    if (shown.rate != Rate::kNone) cell.parts = PartsOf(shown.expression, measure);
  }
  return cells;
}

Cell CellReader::CellOf(std::uint32_t measure_id, std::uint32_t period, std::uint32_t row) const {
  return MeasureCell(plan_.IndexOf(measure_id), period, row);
}

Cell CellReader::MeasureCell(std::uint32_t index, std::uint32_t period, std::uint32_t row) const {
  const PlannedMeasure& planned = plan_.measures[index];
  if (!IsRecorded(planned, plan_.periods[period])) return {std::int64_t{0}, NoValue::kNotRecorded};
  const std::size_t cell = totals_.Cell(row, index, period);
  Cell value = std::visit([&](const auto& what) { return ValueOf(what, planned, cell, plan_.periods[period]); },
                          planned.measure->what);
  value.incomplete = IsIncomplete(plan_, planned, plan_.periods[period]);
  return value;
}

template <typename Counted>
Cell CellReader::ValueOf(const Counted&, const PlannedMeasure&, std::size_t cell, const ReportPeriod&) const {
  return {totals_.integer(cell)};
}

Cell CellReader::ValueOf(const EventSumMeasure& sum, const PlannedMeasure&, std::size_t cell,
                         const ReportPeriod&) const {
  if (sum.money) return {Money{totals_.integer(cell)}};
  return {totals_.number(cell)};
}

Cell CellReader::ValueOf(const CohortMeasure&, const PlannedMeasure& planned, std::size_t cell,
                         const ReportPeriod& period) const {
  return std::visit([&](const auto& what) { return ValueOf(what, *planned.outcome, cell, period); },
                    planned.outcome->measure->what);
}
/// The milliseconds that members spent, over those of the period.

Cell CellReader::ValueOf(const AverageMembersMeasure&, const PlannedMeasure&, std::size_t cell,
                         const ReportPeriod& period) const {
  return {static_cast<double>(totals_.integer(cell)) / static_cast<double>(period.counted.end - period.counted.start)};
}

Cell CellReader::ValueOf(const EventStatisticMeasure& what, const PlannedMeasure&, std::size_t cell,
                         const ReportPeriod&) const {
  if (what.statistic.kind == Statistic::Kind::kDistinct) {
    const StatisticState* state = totals_.state(cell);
    return {static_cast<std::int64_t>(state == nullptr ? 0 : *state->Result())};
  }
  return StatisticAt(cell, what.money, 1);
}

Cell CellReader::ValueOf(const LevelMeasure& what, const PlannedMeasure&, std::size_t cell, const ReportPeriod&) const {
  return StatisticAt(cell, what.money, what.score ? kPointScale : 1);
}

Cell CellReader::ValueOf(const DurationMeasure&, const PlannedMeasure&, std::size_t cell, const ReportPeriod&) const {
  return StatisticAt(cell, false, 1);
}

/// `scale`: how many steps make one.
Cell CellReader::StatisticAt(std::size_t cell, bool money, Points scale) const {
  const StatisticState* state = totals_.state(cell);
  const std::optional<double> result = state == nullptr ? std::nullopt : state->Result();
  Cell value{std::int64_t{0}, NoValue::kNoValues};
  if (result) value = money ? Cell{Money{std::llrint(*result)}} : Cell{*result / static_cast<double>(scale)};
  if (state != nullptr) value.without = state->without();
  return value;
}

}  // namespace segue::engine
