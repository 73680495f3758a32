// The figures of a report as series in time: direction, season, what comes next, what moves together.
//
// Only whole periods count, from the first that the data covers to the last before the as-of instant, at most 120 of
// them, whatever range the report shows; a figure that may still change is left out. A report `from P to P` is told up
// to the end of its range.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/answers.h"
#include "statistics/correlation.h"
#include "statistics/projection.h"
#include "statistics/seasonal.h"
#include "statistics/trend.h"

namespace segue::engine {

/// Over the last `periods` periods.
struct WindowTrend {
  std::size_t periods = 0;
  bool seasonal = false;                   // values are compared within their season only
  std::optional<statistics::Trend> trend;  // none where too few periods are there
};

struct Season {
  std::size_t first = 0;  // index into ReportSeries::values
  statistics::Decomposition parts;
};

/// When what is used of a plan passes what the plan allows now. Indexes into Projection::periods.
struct Outgrown {
  std::int64_t allowance = 0;
  bool passed = false;  // the last whole period did
  /// The first periods whose highest, expected and lowest figure pass it; none where none does.
  std::optional<std::size_t> earliest, expected, latest;
};

struct ReportSeries {
  std::vector<std::optional<std::string>> splits;
  std::size_t shown = 0;  // index into Report::shown
  std::vector<Interval> periods;
  std::vector<std::optional<double>> values;  // money in units of its currency; parallel to periods
  std::vector<WindowTrend> trends;            // 3, 6 and 12 periods, and where there are two years all whole years
  std::optional<Season> season;               // from two years on
  std::optional<statistics::Projection> projection;
  std::optional<Outgrown> outgrown;  // of what is used of a plan, where it is projected
};

struct CorrelationResult {
  std::size_t correlation = 0;                 // index into Report::correlations
  std::size_t periods = 0;                     // that both have
  bool adjusted = false;                       // the season was taken out first
  std::optional<statistics::LagSearch> found;  // none where there are too few periods, or one does not change
};

struct SeriesResult {
  std::vector<ReportSeries> series;  // row by row, then by metric
  std::vector<CorrelationResult> correlations;
  std::string error;  // see ReportResult
};

/// What `trend`, `seasonal`, `project` and `correlate` of the report ask for.
SeriesResult AnalyseSeries(const Evaluator& evaluator, Instant as_of, const Report& report);

/// How many periods a year has; 1 where nothing recurs.
std::size_t SeasonLength(CalendarUnit unit);

}  // namespace segue::engine
