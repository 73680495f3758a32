// See periodic_picture.h.
#include "adapters/cli/page/periodic_picture.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace segue::cli {
namespace {

using engine::ReportRow;
using html::Picture;
using html::PictureKind;
using html::Series;

constexpr std::size_t kMostSeries = 6;  // more lines or slices nobody tells apart
constexpr std::size_t kMostBars = 20;

/// What its columns have in common.
Picture Frame(std::span<const DrawnColumn* const> columns, PictureKind kind, const Reader& reader) {
  Picture picture{.kind = kind};
  for (const DrawnColumn* column : columns) {
    picture.title += (picture.title.empty() ? "" : ", ") + column->title();
    picture.formulas.push_back(column->Formula());
  }
  picture.value_axis = columns[0]->AxisName(reader);
  picture.format = columns[0]->format();
  return picture;
}

void AddPoint(Series& series, const DrawnColumn& column, const engine::Cell& cell) {
  series.values.push_back(column.Value(cell));
  if (!column.HasInterval()) return;
  const auto interval = column.Interval(cell);
  series.low.push_back(interval ? std::optional(interval->low) : std::nullopt);
  series.high.push_back(interval ? std::optional(interval->high) : std::nullopt);
}

/// Of some columns drawn together, what is marked in one is marked in the picture.
html::CategoryMark MarkOf(const ReportRow& row, std::span<const DrawnColumn* const> columns) {
  html::CategoryMark mark = html::CategoryMark::kNone;
  for (const DrawnColumn* column : columns) mark = std::max(mark, cli::MarkOf(row, column->shown()));
  return mark;
}

/// The expected figures go on where the whole periods end, dashed, within the interval of the projection.
void AddProjection(Picture& picture, const Population& population, const ComputedReport& computed,
                   const DrawnColumn& column, const Reader& reader) {
  if (!computed.series || picture.kind != PictureKind::kLine) return;
  const auto& all = computed.series->series;
  const auto found = std::find_if(all.begin(), all.end(), [&](const engine::ReportSeries& one) {
    return one.shown == column.shown() && one.splits.empty() && one.projection;
  });
  if (found == all.end()) return;
  const engine::CalendarUnit unit = *computed.report->period;
  Series series{.name = reader.Say(Phrase::kExpected), .dashed = true};
  series.values.resize(picture.categories.size());
  series.low.resize(picture.categories.size());
  series.high.resize(picture.categories.size());
  for (std::size_t i = 0; i < found->projection->periods.size(); ++i) {
    const statistics::ProjectedPeriod& period = found->projection->periods[i];
    const engine::Instant start =
        population.calendar.Shift(found->periods.back().start, unit, static_cast<std::int64_t>(i) + 1).start;
    const std::string label = reader.Period(start, unit);
    auto place = std::find(picture.categories.begin(), picture.categories.end(), label);
    if (place == picture.categories.end()) {
      picture.categories.push_back(label);
      picture.marks.push_back(html::CategoryMark::kForecast);
      for (Series& other : picture.series) {
        other.values.emplace_back();
        if (!other.low.empty()) other.low.emplace_back(), other.high.emplace_back();
      }
      series.values.emplace_back(), series.low.emplace_back(), series.high.emplace_back();
      place = picture.categories.end() - 1;
    }
    const auto at = static_cast<std::size_t>(place - picture.categories.begin());
    series.values[at] = period.mean;
    series.low[at] = period.interval.low;
    series.high[at] = period.interval.high;
  }
  picture.series.push_back(std::move(series));
}

/// The values of the splits by rank of their figures: what is largest over all rows comes first.
std::vector<std::string> LargestFirst(const ComputedReport& computed, const DrawnColumn& column, const Reader& reader) {
  std::map<std::string, double> sums;
  std::vector<std::string> names;
  for (const ReportRow& row : computed.table.rows) {
    const std::string name = SplitText(row, reader);
    if (!sums.contains(name)) names.push_back(name);
    sums[name] += column.Value(row.cells[column.shown()]).value_or(0);
  }
  std::stable_sort(names.begin(), names.end(),
                   [&](const std::string& a, const std::string& b) { return sums.at(a) > sums.at(b); });
  return names;
}

void Add(std::optional<double>& sum, const std::optional<double>& value) {
  if (value) sum = sum.value_or(0) + *value;
}

}  // namespace

Picture OverTime(const Population& population, const ComputedReport& computed,
                 std::span<const DrawnColumn* const> columns, PictureKind kind, const Reader& reader) {
  const engine::Report& report = *computed.report;
  Picture picture = Frame(columns, kind, reader);
  picture.category_axis = reader.Say(Phrase::kPeriod);
  for (const ReportRow& row : computed.table.rows) {
    picture.categories.push_back(reader.Period(row.period->start, *report.period));
    picture.marks.push_back(MarkOf(row, columns));
  }
  for (const DrawnColumn* column : columns) {
    Series& series = picture.series.emplace_back(Series{.name = column->title()});
    for (const ReportRow& row : computed.table.rows) AddPoint(series, *column, row.cells[column->shown()]);
  }
  if (columns.size() > 1) return picture;
  if (report.compare != engine::Comparison::kNone) {
    const bool last_year = report.compare == engine::Comparison::kSamePeriodLastYear;
    Series before{.name = reader.Say(last_year ? Phrase::kLastYear : Phrase::kPrevious, {columns[0]->title()}),
                  .dashed = true};
    for (const ReportRow& row : computed.table.rows) {
      before.values.push_back(columns[0]->Value(row.before[columns[0]->shown()]));
    }
    picture.series.push_back(std::move(before));
  }
  AddProjection(picture, population, computed, *columns[0], reader);
  return picture;
}

Picture OverTimeBySplit(const ComputedReport& computed, const DrawnColumn& column, PictureKind kind,
                        const Reader& reader) {
  const engine::Report& report = *computed.report;
  const DrawnColumn* const columns[] = {&column};
  Picture picture = Frame(columns, kind, reader);
  picture.category_axis = reader.Say(Phrase::kPeriod);
  std::map<engine::Instant, std::size_t> places;
  for (const ReportRow& row : computed.table.rows) places.emplace(row.period->start, 0);
  for (auto& [start, place] : places) {
    place = picture.categories.size();
    picture.categories.push_back(reader.Period(start, *report.period));
  }
  picture.marks.resize(places.size());
  const std::vector<std::string> names = LargestFirst(computed, column, reader);
  const bool others = names.size() > kMostSeries && column.Adds();
  const std::size_t drawn = others ? kMostSeries - 1 : std::min(names.size(), kMostSeries);
  for (std::size_t i = 0; i < drawn; ++i) picture.series.push_back({.name = names[i]});
  if (others) picture.series.push_back({.name = reader.Say(Phrase::kOthers)});
  for (Series& series : picture.series) series.values.resize(places.size());
  for (const ReportRow& row : computed.table.rows) {
    const std::size_t place = places.at(row.period->start);
    picture.marks[place] = std::max(picture.marks[place], cli::MarkOf(row, column.shown()));
    const auto name = std::find(names.begin(), names.end(), SplitText(row, reader));
    const auto index = static_cast<std::size_t>(name - names.begin());
    if (index >= drawn && !others) continue;
    Add(picture.series[std::min(index, picture.series.size() - 1)].values[place],
        column.Value(row.cells[column.shown()]));
  }
  return picture;
}

Picture BySplit(const ComputedReport& computed, std::span<const DrawnColumn* const> columns, PictureKind kind,
                const Reader& reader) {
  Picture picture = Frame(columns, kind, reader);
  for (const engine::Split& split : computed.report->splits) {
    picture.category_axis += (picture.category_axis.empty() ? "" : ", ") + split.title;
  }
  // A funnel has its steps in their own order, and all of them.
  const std::size_t most = kind == PictureKind::kPie ? kMostSeries : kind == PictureKind::kFunnel ? 1000 : kMostBars;
  std::vector<const ReportRow*> rows;
  for (const ReportRow& row : computed.table.rows) rows.push_back(&row);
  const auto figure = [&](const ReportRow* row) {
    return columns[0]->Value(row->cells[columns[0]->shown()]).value_or(0);
  };
  if (kind != PictureKind::kFunnel && rows.size() > most) {
    std::stable_sort(rows.begin(), rows.end(), [&](const auto* a, const auto* b) { return figure(a) > figure(b); });
  }
  const bool others = rows.size() > most && columns.size() == 1 && columns[0]->Adds();
  const std::size_t drawn = others ? most - 1 : std::min(rows.size(), most);
  for (const DrawnColumn* column : columns) {
    Series& series = picture.series.emplace_back(Series{.name = column->title()});
    for (std::size_t i = 0; i < drawn; ++i) AddPoint(series, *column, rows[i]->cells[column->shown()]);
  }
  for (std::size_t i = 0; i < drawn; ++i) picture.categories.push_back(SplitText(*rows[i], reader));
  if (others) {
    picture.categories.push_back(reader.Say(Phrase::kOthers));
    std::optional<double> rest;
    for (std::size_t i = drawn; i < rows.size(); ++i) Add(rest, figure(rows[i]));
    picture.series[0].values.push_back(rest);
  }
  return picture;
}

Picture OfTotals(const ComputedReport& computed, std::span<const DrawnColumn* const> columns, PictureKind kind,
                 const Reader& reader) {
  Picture picture = Frame(columns, kind, reader);
  picture.title = computed.report->name;
  picture.category_axis = reader.Say(Phrase::kMetric);
  Series& series = picture.series.emplace_back(Series{.name = computed.report->name});
  const bool intervals =
      std::all_of(columns.begin(), columns.end(), [](const auto* one) { return one->HasInterval(); });
  for (const DrawnColumn* column : columns) {
    picture.categories.push_back(column->title());
    const engine::Cell& cell = computed.table.rows.front().cells[column->shown()];
    if (intervals) {
      AddPoint(series, *column, cell);
    } else {
      series.values.push_back(column->Value(cell));
    }
  }
  return picture;
}

Picture AsGrid(const ComputedReport& computed, const DrawnColumn& column, const Reader& reader) {
  const engine::Report& report = *computed.report;
  const DrawnColumn* const columns[] = {&column};
  Picture picture = Frame(columns, PictureKind::kHeatMap, reader);
  const bool cohorts = report.cohort_size.has_value();
  picture.category_axis =
      cohorts ? reader.Say(Phrase::kSinceEntry, {reader.Units(*report.period, 2)}) : reader.Say(Phrase::kPeriod);
  picture.value_axis = cohorts ? reader.Say(Phrase::kCohort) : report.splits[0].title;
  std::map<std::int64_t, std::size_t> places;  // of an offset, or of a period's start
  const auto key = [&](const ReportRow& row) { return cohorts ? *row.offset : row.period->start; };
  for (const ReportRow& row : computed.table.rows) places.emplace(key(row), 0);
  for (auto& [at, place] : places) {
    place = picture.categories.size();
    picture.categories.push_back(cohorts ? std::to_string(at) : reader.Period(at, *report.period));
  }
  std::map<std::string, std::size_t> lines;
  for (const ReportRow& row : computed.table.rows) {
    const std::string rest = SplitText(row, reader);
    const std::string period = cohorts ? reader.Period(row.period->start, *report.period) : "";
    const std::string name = period + (period.empty() || rest.empty() ? "" : ", ") + rest;
    const auto [line, is_new] = lines.emplace(name, picture.series.size());
    if (is_new) {
      picture.series.push_back({.name = name});
      picture.series.back().values.resize(places.size());
    }
    picture.series[line->second].values[places.at(key(row))] = column.Value(row.cells[column.shown()]);
  }
  return picture;
}

}  // namespace segue::cli
