// See report_series.h.
#include "engine/report_series.h"

#include <algorithm>
#include <map>
#include <type_traits>
#include <utility>
#include <variant>

namespace segue::engine {

namespace {

constexpr std::int64_t kMostPeriods = 120;
constexpr int kMostLag = 3;

std::optional<double> ValueOf(const Cell& cell) {
  if (!HasValue(cell) || cell.incomplete) return {};
  const bool money = std::holds_alternative<Money>(cell.value);
  return NumberOf(cell.value) / (money ? static_cast<double>(kMoneyScale) : 1);
}

/// The report over all its whole periods.
Report WholePeriods(const Report& report, const Evaluator& evaluator, bool split) {
  Report whole = report;
  whole.compare = Comparison::kNone;
  whole.sort.reset();
  if (!split) whole.splits.clear();
  const auto* fixed = std::get_if<Interval>(&report.range);
  if (fixed == nullptr) {
    whole.range = LastPeriods{kMostPeriods, *report.period, true};
    return whole;
  }
  const Instant first = evaluator.common().first_data.value_or(fixed->start);
  whole.range =
      Interval{std::min(evaluator.calendar().PeriodOf(first, *report.period).start, fixed->start), fixed->end};
  return whole;
}

std::vector<ReportSeries> SeriesOf(const ReportTable& table, std::size_t shown, Instant first_data) {
  std::map<std::vector<std::uint32_t>, std::vector<ReportSeries>> by_row;
  for (const ReportRow& row : table.rows) {
    if (row.period->start < first_data || row.partial || row.forecast) continue;
    std::vector<ReportSeries>& series = by_row[row.ranks];
    series.resize(shown);
    for (std::size_t i = 0; i < shown; ++i) {
      series[i].splits = row.splits;
      series[i].shown = i;
      series[i].periods.push_back(*row.period);
      series[i].values.push_back(ValueOf(row.cells[i]));
    }
  }
  std::vector<ReportSeries> all;
  for (auto& [ranks, series] : by_row) std::move(series.begin(), series.end(), std::back_inserter(all));
  return all;
}

/// A season for as long as two of them are there.
std::size_t SeasonIn(std::size_t values, std::size_t season) { return season > 1 && values >= 2 * season ? season : 1; }

void AddTrends(ReportSeries& series, std::size_t season) {
  const statistics::Series values(series.values);
  for (const std::size_t periods : {std::size_t{3}, std::size_t{6}, std::size_t{12}}) {
    WindowTrend& window = series.trends.emplace_back();
    window.periods = periods;
    if (values.size() >= periods) window.trend = statistics::FindTrend(values.last(periods));
  }
  if (SeasonIn(values.size(), season) == 1) return;
  WindowTrend& window = series.trends.emplace_back();
  window.periods = values.size() / season * season;
  window.seasonal = true;
  window.trend = statistics::FindSeasonalTrend(values.last(window.periods), season);
}

std::optional<Season> SeasonOf(const statistics::Series& values, std::size_t season) {
  const statistics::Stretch stretch = statistics::LastCompleteStretch(values);
  if (SeasonIn(stretch.values.size(), season) == 1) return {};
  auto parts = statistics::Decompose(stretch.values, season);
  if (auto* found = std::get_if<statistics::Decomposition>(&parts)) return Season{stretch.first, std::move(*found)};
  return {};
}

std::optional<statistics::Projection> ProjectionOf(const statistics::Series& values, std::size_t season,
                                                   std::size_t ahead) {
  const statistics::Stretch stretch = statistics::LastCompleteStretch(values);
  // What the last period lacks cannot be projected from the ones before it as if it were the next.
  if (stretch.first + stretch.values.size() != values.size()) return {};
  auto projected = statistics::Project(stretch.values, season, ahead);
  if (auto* found = std::get_if<statistics::Projection>(&projected)) return std::move(*found);
  return {};
}

/// What a plan allows at the as-of instant; parallel to the shown metrics.
std::vector<std::optional<std::int64_t>> AllowancesOf(const Evaluator& evaluator, Instant as_of, const Report& report) {
  std::vector<std::optional<std::int64_t>> allowances(report.shown.size());
  Report now;
  now.name = report.name;
  now.range = Interval{as_of, as_of + 1};
  for (const ShownMetric& shown : report.shown) {
    if (!shown.allowance) continue;
    now.shown.push_back(shown);
    now.shown.back().expression = *shown.allowance;
    now.shown.back().rate = Rate::kNone;
  }
  if (now.shown.empty()) return allowances;
  const ReportResult result = ComputeReport(evaluator, as_of, now);
  if (result.table.rows.empty()) return allowances;
  auto cell = result.table.rows.front().cells.begin();
  for (std::size_t i = 0; i < report.shown.size(); ++i) {
    if (!report.shown[i].allowance) continue;
    if (HasValue(*cell)) allowances[i] = std::get<std::int64_t>(cell->value);
    ++cell;
  }
  return allowances;
}

Outgrown OutgrownAt(const ReportSeries& series, std::int64_t allowance) {
  const auto limit = static_cast<double>(allowance);
  Outgrown outgrown{allowance, series.values.back().value_or(0) > limit, {}, {}, {}};
  const auto& periods = series.projection->periods;
  const auto first = [&](const auto& figure) -> std::optional<std::size_t> {
    const auto found = std::ranges::find_if(periods, [&](const auto& period) { return figure(period) > limit; });
    if (found == periods.end()) return {};
    return static_cast<std::size_t>(found - periods.begin());
  };
  outgrown.earliest = first([](const auto& period) { return period.interval.high; });
  outgrown.expected = first([](const auto& period) { return period.mean; });
  outgrown.latest = first([](const auto& period) { return period.interval.low; });
  return outgrown;
}

/// The series without its season where it has one; `adjusted` says so.
std::vector<std::optional<double>> WithoutSeason(const ReportSeries& series, std::size_t season, bool& adjusted) {
  const std::optional<Season> found = SeasonOf(series.values, season);
  adjusted = found.has_value();
  if (!found) return series.values;
  std::vector<std::optional<double>> values(series.values.size());
  for (std::size_t i = 0; i < found->parts.adjusted.size(); ++i) values[found->first + i] = found->parts.adjusted[i];
  return values;
}

CorrelationResult Correlate(const std::vector<ReportSeries>& series, const Report& report, std::size_t index,
                            std::size_t season) {
  CorrelationResult result;
  result.correlation = index;
  const auto find = [&](const ShownMetric& metric) -> const ReportSeries* {
    const auto same = [&](const ReportSeries& one) { return report.shown[one.shown].title == metric.title; };
    const auto found = std::find_if(series.begin(), series.end(), same);
    return found == series.end() ? nullptr : &*found;
  };
  const ReportSeries *a = find(report.correlations[index].metric), *b = find(report.correlations[index].with);
  if (a == nullptr || b == nullptr) return result;
  for (std::size_t i = 0; i < a->values.size(); ++i) result.periods += a->values[i] && b->values[i] ? 1 : 0;
  bool adjusted_a = false, adjusted_b = false;
  const auto x = WithoutSeason(*a, season, adjusted_a), y = WithoutSeason(*b, season, adjusted_b);
  result.adjusted = adjusted_a && adjusted_b;
  // One with and one without its season would be compared like with unlike.
  result.found =
      result.adjusted ? statistics::FindLag(x, y, kMostLag) : statistics::FindLag(a->values, b->values, kMostLag);
  return result;
}

}  // namespace

std::size_t SeasonLength(CalendarUnit unit) {
  switch (unit) {
    case CalendarUnit::kDay:
      return 7;
    case CalendarUnit::kWeek:
      return 52;
    case CalendarUnit::kMonth:
      return 12;
    case CalendarUnit::kQuarter:
      return 4;
    case CalendarUnit::kYear:
      break;
  }
  return 1;
}

SeriesResult AnalyseSeries(const Evaluator& evaluator, Instant as_of, const Report& report) {
  const Report split = WholePeriods(report, evaluator, true), total = WholePeriods(report, evaluator, false);
  std::vector<const Report*> asked{&split};
  if (!report.splits.empty() && !report.correlations.empty()) asked.push_back(&total);
  const std::vector<ReportResult> computed = ComputeReports(evaluator, as_of, asked);
  SeriesResult result;
  for (const ReportResult& one : computed) {
    if (!one.error.empty()) result.error = one.error;
  }
  if (!result.error.empty()) return result;
  const Instant first_data = evaluator.common().first_data.value_or(kAlways);
  const std::size_t season = SeasonLength(*report.period);
  result.series = SeriesOf(computed.front().table, report.shown.size(), first_data);
  if (!report.correlations.empty()) {
    const auto totals = SeriesOf(computed.back().table, report.shown.size(), first_data);
    for (std::size_t i = 0; i < report.correlations.size(); ++i) {
      result.correlations.push_back(Correlate(totals, report, i, season));
    }
  }
  const auto allowances = AllowancesOf(evaluator, as_of, report);
  for (ReportSeries& series : result.series) {
    if (report.trend) AddTrends(series, season);
    if (report.seasonal) series.season = SeasonOf(series.values, season);
    if (report.project)
      series.projection = ProjectionOf(series.values, season, static_cast<std::size_t>(*report.project));
    if (series.projection && allowances[series.shown]) {
      series.outgrown = OutgrownAt(series, *allowances[series.shown]);
    }
  }
  return result;
}

}  // namespace segue::engine
