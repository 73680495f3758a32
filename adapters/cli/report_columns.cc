// See report_columns.h.
#include "adapters/cli/report_columns.h"

#include <cmath>

#include "adapters/cli/figure_text.h"
#include "engine/rates.h"

namespace segue::cli {
namespace {

using engine::Cell;
using engine::CellValue;
using engine::Metric;

/// A part of a rate as it is, in the currency of the rules.
Value PartValue(const CellValue& part, std::string_view currency, bool bare) {
  if (const auto* money = std::get_if<engine::Money>(&part)) return Amount{*money, currency, bare};
  if (const auto* whole = std::get_if<std::int64_t>(&part)) return *whole;
  return std::get<double>(part);
}

}  // namespace

ReportColumns::ReportColumns(const engine::Report& report, const engine::Program& program, ReportStyle style,
                             const Reader& reader)
    : report_(report), program_(program), style_(style), reader_(reader), too_few_(reader.Say(Phrase::kTooFew)) {}

const Metric& ReportColumns::MetricOf(std::size_t shown) const { return program_.metrics[report_.shown[shown].metric]; }

std::string ReportColumns::TitleOf(std::size_t shown) const {
  const Metric& metric = MetricOf(shown);
  const bool money = style_.for_people && metric.unit == engine::Unit::kMoney && !metric.currency.empty();
  const std::string title = style_.for_people ? reader_.Name(report_.shown[shown].title) : report_.shown[shown].title;
  return money ? title + " (" + metric.currency + ")" : title;
}

std::string ReportColumns::BeforeTitle(const std::string& title) const {
  const bool last_year = report_.compare == engine::Comparison::kSamePeriodLastYear;
  if (!style_.for_people) return title + (last_year ? " last year" : " previous");
  return reader_.Say(last_year ? Phrase::kLastYear : Phrase::kPrevious, {title});
}

bool ReportColumns::HasInterval(std::size_t shown) const {
  return report_.shown[shown].rate == engine::Rate::kProportion;
}

void ReportColumns::AddTitles(std::vector<OutputColumn>& columns) const {
  const auto add = [&](const std::string& title) { columns.push_back({title, true, false, false}); };
  for (std::size_t i = 0; i < report_.shown.size(); ++i) {
    const std::string title = style_.for_people ? reader_.Name(report_.shown[i].title) : report_.shown[i].title;
    add(TitleOf(i));
    if (report_.compare != engine::Comparison::kNone) {
      add(BeforeTitle(title));
      add(style_.for_people ? reader_.Say(Phrase::kChangeIn, {title}) : title + " change");
    }
    if (!style_.intervals || report_.shown[i].rate == engine::Rate::kNone) continue;
    if (style_.for_people) {
      add(title + " " + reader_.Say(Phrase::kParts));
      if (HasInterval(i)) add(title + " 95 %");
    } else {
      add(title + " numerator");
      add(title + " denominator");
      if (!HasInterval(i)) continue;
      add(title + " low");
      add(title + " high");
    }
  }
}

Value ReportColumns::Figure(const Cell& cell, std::size_t shown) const {
  const Metric& metric = MetricOf(shown);
  if (!HasValue(cell)) return {};
  if (style_.for_people && engine::IsTooFew(cell, report_.shown[shown].rate, program_.smallest_denominator)) {
    return std::string_view(too_few_);
  }
  return CellValueOf(cell, metric, report_.shown[shown].expression);
}

Value ReportColumns::ChangeOf(const Cell& now, const Cell& before, std::size_t shown) const {
  if (!HasValue(now) || !HasValue(before)) return {};
  const engine::Rate rate = report_.shown[shown].rate;
  const auto too_few = [&](const Cell& cell) { return engine::IsTooFew(cell, rate, program_.smallest_denominator); };
  if (style_.for_people && (too_few(now) || too_few(before))) return {};
  const double figure = NumberOf(now.value), earlier = NumberOf(before.value);
  if (MetricOf(shown).percent) return Change{figure - earlier, true};
  if (earlier == 0) return {};
  return Change{(figure - earlier) / std::abs(earlier), false};
}

void ReportColumns::AddParts(const Cell& cell, std::size_t shown, std::vector<Value>& values) {
  const auto interval = engine::IntervalOf(cell, report_.shown[shown].rate);
  const std::string_view currency = MetricOf(shown).currency.empty() ? program_.currency : MetricOf(shown).currency;
  if (!style_.for_people) {
    values.push_back(cell.parts ? PartValue(cell.parts->numerator, currency, true) : Value{});
    values.push_back(cell.parts ? PartValue(cell.parts->denominator, currency, true) : Value{});
    if (!HasInterval(shown)) return;
    values.push_back(interval ? Value{Rate{interval->low, false}} : Value{});
    values.push_back(interval ? Value{Rate{interval->high, false}} : Value{});
    return;
  }
  const auto add = [&](std::string text) {
    values.emplace_back(std::string_view(texts_.emplace_back(std::move(text))));
  };
  if (cell.parts) {
    add(reader_.Say(Phrase::kPartsOf, {reader_.Figure(PartValue(cell.parts->numerator, currency, false)),
                                       reader_.Figure(PartValue(cell.parts->denominator, currency, false))}));
  } else {
    values.emplace_back();
  }
  if (!HasInterval(shown)) return;
  if (interval) {
    const bool percent = MetricOf(shown).percent;
    add(reader_.Figure(Rate{interval->low, percent}) + " – " + reader_.Figure(Rate{interval->high, percent}));
  } else {
    values.emplace_back();
  }
}

void ReportColumns::AddValues(const engine::ReportRow& row, std::vector<Value>& values) {
  texts_.clear();
  for (std::size_t i = 0; i < report_.shown.size(); ++i) {
    values.push_back(Figure(row.cells[i], i));
    if (report_.compare != engine::Comparison::kNone) {
      values.push_back(Figure(row.before[i], i));
      values.push_back(ChangeOf(row.cells[i], row.before[i], i));
    }
    if (style_.intervals && report_.shown[i].rate != engine::Rate::kNone) AddParts(row.cells[i], i, values);
  }
}

}  // namespace segue::cli
