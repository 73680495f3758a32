// The seasons' scores and slopes gathered, then judged together.
#include "statistics/trend.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "statistics/distributions.h"
#include "statistics/kendall.h"

namespace segue::statistics {
namespace {

constexpr std::size_t kFewestValues = 3;
constexpr std::size_t kMostForExact = 10;  // beyond, the normal approximation is as good (Gilbert 1987, section 16.4.1)

struct Season {
  std::vector<double> values, periods;  // those that are there, and their positions in the series
};

Season SeasonOf(Series series, std::size_t first, std::size_t period) {
  Season season;
  for (std::size_t i = first; i < series.size(); i += period) {
    if (!series[i].has_value() || !IsValue(*series[i])) continue;
    season.values.push_back(*series[i]);
    season.periods.push_back(static_cast<double>(i));
  }
  return season;
}

void AddSlopes(const Season& season, std::vector<double>& slopes) {
  for (std::size_t i = 0; i < season.values.size(); ++i) {
    for (std::size_t j = i + 1; j < season.values.size(); ++j) {
      slopes.push_back((season.values[j] - season.values[i]) / (season.periods[j] - season.periods[i]));
    }
  }
}

double MedianOfSorted(const std::vector<double>& sorted) {
  const std::size_t middle = sorted.size() / 2;
  return sorted.size() % 2 == 1 ? sorted[middle] : std::midpoint(sorted[middle - 1], sorted[middle]);
}

/// Of slopes in order: those whose rank lies `reach` pairs' worth of score to either side of the middle.
std::optional<Interval> SlopeInterval(const std::vector<double>& sorted, double variance, double level) {
  const auto count = static_cast<double>(sorted.size());
  const double reach = CriticalZ(level) * std::sqrt(variance);
  const double below = std::round((count - reach) / 2), above = std::round((count + reach) / 2);
  if (below < 1 || above > count) return std::nullopt;
  // Gilbert's M1th and (M2 + 1)th of the ordered slopes, counted from 1
  const auto low = static_cast<std::size_t>(below) - 1, high = static_cast<std::size_t>(above);
  if (high >= sorted.size()) return std::nullopt;
  return Interval{sorted[low], sorted[high]};
}

void Judge(double level, Trend& trend) {
  const auto score = static_cast<double>(trend.score);
  if (trend.variance > 0 && trend.score != 0) {
    trend.z = (score - (score > 0 ? 1 : -1)) / std::sqrt(trend.variance);
  }
  if (!trend.exact) trend.p_value = TwoSidedNormal(trend.z);
  if (trend.p_value > 1 - level || trend.score == 0) return;
  trend.direction = trend.score > 0 ? Direction::kRising : Direction::kFalling;
}

}  // namespace

std::optional<Trend> FindTrend(Series series, double level) { return FindSeasonalTrend(series, 1, level); }

std::optional<Trend> FindSeasonalTrend(Series series, std::size_t period, double level) {
  if (period == 0 || !IsLevel(level)) return std::nullopt;
  Trend trend;
  std::vector<double> slopes;
  for (std::size_t first = 0; first < std::min(period, series.size()); ++first) {
    const Season season = SeasonOf(series, first, period);
    const KendallScore score = ScoreOf(season.values);
    trend.values += season.values.size();
    trend.score += score.score;
    trend.variance += score.variance;
    AddSlopes(season, slopes);
    trend.exact = period == 1 && !score.ties && season.values.size() <= kMostForExact;
  }
  if (trend.values < kFewestValues || slopes.empty()) return std::nullopt;
  if (trend.exact) trend.p_value = ExactTwoSided(trend.score, trend.values);
  Judge(level, trend);
  std::ranges::sort(slopes);
  trend.slope = MedianOfSorted(slopes);
  trend.slope_interval = SlopeInterval(slopes, trend.variance, level);
  return trend;
}

}  // namespace segue::statistics
