// See findings.h.
#include "adapters/cli/page/findings.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "statistics/two_counts.h"
#include "statistics/two_proportions.h"

namespace segue::cli {
namespace {

using engine::Cell;
using engine::ReportRow;

constexpr double kUsualLimit = 0.05;

bool IsFinal(const ReportRow& row, std::size_t shown) {
  return !row.partial && !row.forecast && !row.cells[shown].incomplete;
}

/// Whether each contact is counted about once: only then chance alone decides how many there are.
bool CountsContacts(const engine::Program& program, const engine::ShownMetric& shown) {
  if (shown.expression.kind != engine::Expression::Kind::kMeasure) return false;
  const engine::Measure& measure = program.measures[shown.expression.measure];
  return std::holds_alternative<engine::EntriesMeasure>(measure.what) ||
         std::holds_alternative<engine::ExitsMeasure>(measure.what) ||
         std::holds_alternative<engine::MovesMeasure>(measure.what) ||
         std::holds_alternative<engine::ContactsWithMeasure>(measure.what);
}

std::optional<statistics::Counts> CountsOf(const Cell& cell) {
  if (!cell.parts) return std::nullopt;
  const auto* success = std::get_if<std::int64_t>(&cell.parts->numerator);
  const auto* trials = std::get_if<std::int64_t>(&cell.parts->denominator);
  if (success == nullptr || trials == nullptr) return std::nullopt;
  return statistics::Counts{*success, *trials};
}

/// The p value of "nothing changed", where it can be said.
std::optional<double> Chance(const Population& population, const ComputedReport& computed, const DrawnColumn& column,
                             const Cell& now, const Cell& before, double time, double time_before) {
  if (column.rate() == engine::Rate::kProportion) {
    const auto a = CountsOf(now), b = CountsOf(before);
    if (!a || !b) return std::nullopt;
    const auto comparison = statistics::CompareRates(*a, *b);
    return comparison ? std::optional(comparison->p_value) : std::nullopt;
  }
  if (!CountsContacts(population.program, computed.report->shown[column.shown()])) return std::nullopt;
  const auto* a = std::get_if<std::int64_t>(&now.value);
  const auto* b = std::get_if<std::int64_t>(&before.value);
  if (a == nullptr || b == nullptr) return std::nullopt;
  return statistics::CompareCounts({*a, time}, {*b, time_before});
}

double LengthOf(const engine::Interval& period) { return static_cast<double>(period.end - period.start); }

/// `+53.66 %`, of percentages `+2.10 pts`; empty where there is nothing to be a share of.
std::string ChangeText(double now, double before, const DrawnColumn& column, const Reader& reader) {
  if (column.format().style == html::FigureStyle::kPercent) return reader.Figure(Change{now - before, true});
  return before == 0 ? "" : reader.Figure(Change{(now - before) / std::abs(before), false});
}

/// The two rows that a change is told between.
struct Pair {
  const ReportRow* now = nullptr;
  const Cell* before = nullptr;
  std::string now_label, before_label;
  double time = 1, time_before = 1;
};

std::optional<Pair> PairOf(const Population& population, const ComputedReport& computed, const DrawnColumn& column,
                           const Reader& reader) {
  const engine::Report& report = *computed.report;
  const std::size_t shown = column.shown();
  Pair pair;
  for (const ReportRow& row : computed.table.rows) {
    if (!IsFinal(row, shown) || !column.Value(row.cells[shown])) continue;
    if (pair.now != nullptr && report.compare == engine::Comparison::kNone) {
      pair.before = &pair.now->cells[shown];
      pair.before_label = reader.Period(pair.now->period->start, *report.period);
      pair.time_before = LengthOf(*pair.now->period);
    }
    pair.now = &row;
  }
  if (pair.now == nullptr) return std::nullopt;
  pair.now_label = reader.Period(pair.now->period->start, *report.period);
  pair.time = LengthOf(*pair.now->period);
  if (report.compare != engine::Comparison::kNone) {
    const bool last_year = report.compare == engine::Comparison::kSamePeriodLastYear;
    const engine::Length year{0, 12};
    const engine::Interval other =
        last_year
            ? population.calendar.PeriodOf(population.calendar.Subtract(pair.now->period->start, year), *report.period)
            : population.calendar.Shift(pair.now->period->start, *report.period, -1);
    pair.before = &pair.now->before[shown];
    pair.before_label = reader.Period(other.start, *report.period);
    pair.time_before = LengthOf(other);
  }
  if (pair.before == nullptr || !column.Value(*pair.before)) return std::nullopt;
  return pair;
}

std::string Capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

/// The last whole period alone, where nothing stands beside it.
std::optional<Finding> LastOf(const ComputedReport& computed, const DrawnColumn& column, const Reader& reader) {
  const ReportRow* last = nullptr;
  for (const ReportRow& row : computed.table.rows) {
    if (IsFinal(row, column.shown()) && column.Value(row.cells[column.shown()])) last = &row;
  }
  if (last == nullptr) return std::nullopt;
  return Finding{reader.Say(Phrase::kWas,
                            {Capital(column.title()), column.Text(*column.Value(last->cells[column.shown()]), reader),
                             reader.Period(last->period->start, *computed.report->period)})};
}

}  // namespace

std::optional<Finding> ChangeOf(const Population& population, const ComputedReport& computed, const DrawnColumn& column,
                                const Reader& reader) {
  const auto pair = PairOf(population, computed, column, reader);
  if (!pair) return LastOf(computed, column, reader);
  const Cell& cell = pair->now->cells[column.shown()];
  const double now = *column.Value(cell), before = *column.Value(*pair->before);
  const std::string title = Capital(column.title());
  if (now == before) {
    return Finding{reader.Say(Phrase::kStayed, {title, column.Text(now, reader), pair->before_label, pair->now_label})};
  }
  Finding finding{.better = now > before, .changed = true};
  const auto chance = Chance(population, computed, column, cell, *pair->before, pair->time, pair->time_before);
  const std::string change = ChangeText(now, before, column, reader);
  finding.sentence = reader.Say(now > before ? Phrase::kRose : Phrase::kFell,
                                {title, column.Text(before, reader), pair->before_label, column.Text(now, reader),
                                 pair->now_label, change.empty() ? reader.Say(Phrase::kFromNothing) : change});
  if (chance) finding.sentence += reader.Say(*chance < kUsualLimit ? Phrase::kMoreThanChance : Phrase::kMayBeChance);
  const double share = before == 0 ? 1 : std::min(1.0, std::abs(now - before) / std::abs(before));
  finding.weight = share + (chance ? (*chance < kUsualLimit ? 1 : -0.5) : 0);
  return finding;
}

namespace {

/// The rows that are compared with each other: of the last whole period where there are periods.
std::vector<const ReportRow*> LastRows(const ComputedReport& computed, std::size_t shown) {
  std::optional<engine::Instant> last;
  for (const ReportRow& row : computed.table.rows) {
    if (row.period && IsFinal(row, shown) && (!last || row.period->start > *last)) last = row.period->start;
  }
  std::vector<const ReportRow*> rows;
  for (const ReportRow& row : computed.table.rows) {
    if (!row.period || (last && row.period->start == *last)) rows.push_back(&row);
  }
  return rows;
}

}  // namespace

std::optional<Finding> DifferenceOf(const ComputedReport& computed, const DrawnColumn& column, const Reader& reader) {
  const ReportRow *most = nullptr, *least = nullptr;
  double total = 0;
  for (const ReportRow* row : LastRows(computed, column.shown())) {
    const auto value = column.Value(row->cells[column.shown()]);
    if (!value) continue;
    total += *value;
    if (most == nullptr || *value > *column.Value(most->cells[column.shown()])) most = row;
    if (least == nullptr || *value < *column.Value(least->cells[column.shown()])) least = row;
  }
  if (most == nullptr || most == least) return std::nullopt;
  const double highest = *column.Value(most->cells[column.shown()]);
  const double lowest = *column.Value(least->cells[column.shown()]);
  const std::string title = Capital(column.title());
  const std::string when =
      most->period ? reader.Say(Phrase::kIn, {reader.Period(most->period->start, *computed.report->period)}) : "";
  if (column.Adds() && total > 0) {
    return Finding{
        reader.Say(Phrase::kLargest, {title + when, SplitText(*most, reader), column.Text(highest, reader),
                                      column.Text(total, reader), reader.Figure(Rate{highest / total, true})})};
  }
  return Finding{
      reader.Say(Phrase::kHighestLowest, {title + when, SplitText(*most, reader), column.Text(highest, reader),
                                          SplitText(*least, reader), column.Text(lowest, reader)})};
}

Finding TotalsOf(const ComputedReport& computed, std::span<const DrawnColumn* const> columns, const Reader& reader) {
  std::string list;
  for (const DrawnColumn* column : columns) {
    const auto value = column->Value(computed.table.rows.front().cells[column->shown()]);
    list += (list.empty() ? "" : ", ") + column->title() + " " +
            (value ? column->Text(*value, reader) : reader.Say(Phrase::kNoValue));
  }
  return {reader.Say(Phrase::kTotals, {reader.Range(computed.report->range), list})};
}

std::optional<Finding> ReturnOf(const ComputedReport& computed, const DrawnColumn& column, const Reader& reader) {
  if (column.format().style != html::FigureStyle::kCount) return std::nullopt;
  std::int64_t size = 0;
  double returned = 0;
  for (const ReportRow& row : computed.table.rows) {
    if (row.offset != 1 || row.partial || !row.cohort_size) continue;
    const auto value = column.Value(row.cells[column.shown()]);
    if (!value) continue;
    size += *row.cohort_size;
    returned += *value;
  }
  if (size == 0) return std::nullopt;
  return Finding{reader.Say(
      Phrase::kCohortFirst,
      {reader.Figure(size), column.Text(returned, reader) + " " + column.title(),
       reader.Figure(Rate{returned / static_cast<double>(size), true}), reader.Units(*computed.report->period, 1)})};
}

}  // namespace segue::cli
