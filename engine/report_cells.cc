// See report_cells.h.
#include "engine/report_cells.h"

#include <cmath>

#include "engine/measure_value.h"

namespace segue::engine {

namespace {

/// What the division at the top of the expression divides, where both have values.
std::optional<RateParts> PartsOf(const Expression& expression, const std::function<Cell(std::uint32_t)>& measure,
                                 Instant at) {
  if (expression.kind != Expression::Kind::kDivide) return {};
  bool too_large = false;  // then the division has said so
  const Cell numerator = EvaluateExpression(expression.parts[0], measure, at, too_large);
  const Cell denominator = EvaluateExpression(expression.parts[1], measure, at, too_large);
  if (!HasValue(numerator) || !HasValue(denominator)) return {};
  return RateParts{numerator.value, denominator.value};
}

/// One cell of the totals, read as the measure counted it.
class CountedCell {
 public:
  CountedCell(const Totals& totals, std::size_t cell, const ReportPeriod& period)
      : totals_(totals), cell_(cell), period_(period) {}

  Cell Of(const PlannedMeasure& planned) const {
    // A cohort has what its outcome counts.
    const PlannedMeasure& counted = planned.outcome ? *planned.outcome : planned;
    return std::visit([this](const auto& what) { return Read(what); }, counted.measure->what);
  }

 private:
  Cell Read(const auto&) const { return {totals_.integer(cell_)}; }
  Cell Read(const EventSumMeasure& sum) const {
    if (sum.money) return {Money{totals_.integer(cell_)}};
    return {totals_.number(cell_)};
  }
  /// The milliseconds that members spent, over those of the period.
  Cell Read(const AverageMembersMeasure&) const {
    return {static_cast<double>(totals_.integer(cell_)) /
            static_cast<double>(period_.counted.end - period_.counted.start)};
  }
  Cell Read(const EventStatisticMeasure& what) const {
    if (what.statistic.kind != Statistic::Kind::kDistinct) return Result(what.money, 1);
    const StatisticState* state = totals_.state(cell_);
    return {static_cast<std::int64_t>(state == nullptr ? 0 : *state->Result())};
  }
  Cell Read(const LevelMeasure& what) const { return Result(what.money, what.score ? kPointScale : 1); }
  Cell Read(const DurationMeasure&) const { return Result(false, 1); }

  /// `scale`: how many steps make one.
  Cell Result(bool money, Points scale) const {
    const StatisticState* state = totals_.state(cell_);
    const std::optional<double> result = state == nullptr ? std::nullopt : state->Result();
    Cell value{std::int64_t{0}, NoValue::kNoValues};
    if (result) value = money ? Cell{Money{std::llrint(*result)}} : Cell{*result / static_cast<double>(scale)};
    if (state != nullptr) value.without = state->without();
    return value;
  }

  const Totals& totals_;
  std::size_t cell_;
  const ReportPeriod& period_;
};

}  // namespace

std::vector<Cell> CellReader::Cells(std::uint32_t period, std::uint32_t row) {
  const std::function<Cell(std::uint32_t)> measure = [&](std::uint32_t id) { return CellOf(id, period, row); };
  const Instant at = plan_.periods[period].Reading();
  std::vector<Cell> cells;
  for (const ShownMetric& shown : plan_.report->shown) {
    bool too_large = totals_.too_large();
    Cell& cell = cells.emplace_back(EvaluateExpression(shown.expression, measure, at, too_large));
    if (too_large && !too_large_) too_large_ = shown.title;
    if (shown.rate != Rate::kNone) cell.parts = PartsOf(shown.expression, measure, at);
  }
  return cells;
}

Cell CellReader::CellOf(std::uint32_t measure_id, std::uint32_t period, std::uint32_t row) const {
  return MeasureCell(plan_.IndexOf(measure_id), period, row);
}

Cell CellReader::MeasureCell(std::uint32_t index, std::uint32_t period, std::uint32_t row) const {
  const PlannedMeasure& planned = plan_.measures[index];
  if (!IsRecorded(plan_, planned, plan_.periods[period])) return {std::int64_t{0}, NoValue::kNotRecorded};
  Cell value = CountedCell(totals_, totals_.Cell(row, index, period), plan_.periods[period]).Of(planned);
  value.incomplete = IsIncomplete(plan_, planned, plan_.periods[period]);
  return value;
}

}  // namespace segue::engine
