// See drawn_figures.h.
#include "adapters/cli/page/drawn_figures.h"

#include <algorithm>

#include "adapters/cli/figure_text.h"
#include "engine/rates.h"

namespace segue::cli {
namespace {

using engine::Expression;
using html::FigureStyle;

html::FigureFormat FormatOf(const engine::Metric& metric, const Expression& expression) {
  if (metric.percent) return {FigureStyle::kPercent, "", 2};
  if (metric.unit == engine::Unit::kMoney) return {FigureStyle::kMoney, metric.currency, MinorDigits(metric.currency)};
  if (metric.unit == engine::Unit::kNumber || Divides(expression)) return {FigureStyle::kNumber, "", 2};
  return {FigureStyle::kCount, "", 0};
}

bool AddsUp(const engine::Measure& measure) {
  if (measure.to_date) return false;
  return std::holds_alternative<engine::EntriesMeasure>(measure.what) ||
         std::holds_alternative<engine::ExitsMeasure>(measure.what) ||
         std::holds_alternative<engine::MovesMeasure>(measure.what) ||
         std::holds_alternative<engine::MembersMeasure>(measure.what) ||
         std::holds_alternative<engine::EventCountMeasure>(measure.what) ||
         std::holds_alternative<engine::EventSumMeasure>(measure.what) ||
         std::holds_alternative<engine::CohortMeasure>(measure.what);
}

}  // namespace

DrawnColumn::DrawnColumn(const Population& population, const engine::Report& report, std::size_t shown)
    : population_(population),
      report_(report),
      shown_(shown),
      format_(FormatOf(metric(), report.shown[shown].expression)) {}

double DrawnColumn::InUnits(double number) const {
  return format_.style == FigureStyle::kMoney ? number / static_cast<double>(engine::kMoneyScale) : number;
}

std::optional<double> DrawnColumn::Value(const engine::Cell& cell) const {
  if (!engine::HasValue(cell) || engine::IsTooFew(cell, rate(), population_.program.smallest_denominator)) return {};
  return InUnits(engine::NumberOf(cell.value));
}

std::optional<statistics::Interval> DrawnColumn::Interval(const engine::Cell& cell) const {
  return Value(cell) ? engine::IntervalOf(cell, rate()) : std::nullopt;
}

std::string DrawnColumn::Formula() const { return metric().name + " = " + metric().formula; }

bool DrawnColumn::Adds() const {
  const Expression& expression = report_.shown[shown_].expression;
  return expression.kind == Expression::Kind::kMeasure && AddsUp(population_.program.measures[expression.measure]);
}

std::string DrawnColumn::AxisName(const Reader& reader) const {
  if (format_.style == FigureStyle::kPercent) return "%";
  return format_.style == FigureStyle::kMoney ? format_.currency : reader.Say(Phrase::kNumber);
}

html::CategoryMark MarkOf(const engine::ReportRow& row, std::size_t shown) {
  if (row.forecast) return html::CategoryMark::kForecast;
  if (row.partial) return html::CategoryMark::kPartial;
  return row.cells[shown].incomplete ? html::CategoryMark::kIncomplete : html::CategoryMark::kNone;
}

std::string SplitText(const engine::ReportRow& row, const Reader& reader, std::size_t first) {
  std::string text;
  for (std::size_t i = first; i < row.splits.size(); ++i) {
    text += (text.empty() ? "" : ", ") + row.splits[i].value_or(reader.Say(Phrase::kMissing));
  }
  return text;
}

}  // namespace segue::cli
