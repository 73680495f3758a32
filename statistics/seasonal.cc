// R's choice of windows around STL, logarithms, and the figures that follow.
#include "statistics/seasonal.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "statistics/moments.h"
#include "statistics/stl.h"

namespace segue::statistics {
namespace {

constexpr int kInnerRounds = 10, kOuterRounds = 15;

std::size_t OddFrom(double length) {
  const auto whole = static_cast<std::size_t>(std::ceil(length));
  return whole % 2 == 1 ? whole : whole + 1;
}

/// Those of stl() in R; a season that is the same every year is a mean over a window far wider than the series.
StlWindows WindowsFor(std::size_t values, std::size_t period, std::size_t season_window) {
  StlWindows windows;
  windows.season = season_window == 0 ? 10 * values + 1 : season_window;
  const auto season = static_cast<double>(windows.season);
  windows.trend = OddFrom(1.5 * static_cast<double>(period) / (1 - 1.5 / season));
  windows.low_pass = OddFrom(static_cast<double>(period));
  return windows;
}

/// The mean of each month put in place of its values.
void MakePeriodic(std::size_t period, std::vector<double>& season) {
  for (std::size_t month = 0; month < period; ++month) {
    double sum = 0;
    int years = 0;
    for (std::size_t i = month; i < season.size(); i += period, ++years) sum += season[i];
    for (std::size_t i = month; i < season.size(); i += period) season[i] = sum / years;
  }
}

double VarianceOf(const std::vector<double>& values) {
  Moments moments;
  for (const double value : values) moments.Add(value);
  return moments.sample().variance;
}

double Strength(const std::vector<double>& season, const std::vector<double>& remainder) {
  std::vector<double> both(season);
  for (std::size_t i = 0; i < both.size(); ++i) both[i] += remainder[i];
  const double of_both = VarianceOf(both);
  return of_both > 0 ? std::max(0.0, 1 - VarianceOf(remainder) / of_both) : 0;
}

Decomposition DecomposeSum(std::span<const double> values, std::size_t period, const DecompositionOptions& options) {
  const StlWindows windows = WindowsFor(values.size(), period, options.season_window);
  StlFit fit = FitStl(values, period, windows, options.robust ? 1 : kInnerRounds, options.robust ? kOuterRounds : 0);
  if (options.season_window == 0) MakePeriodic(period, fit.season);
  Decomposition result{std::move(fit.trend), std::move(fit.season), {}, {}, 0};
  for (std::size_t i = 0; i < values.size(); ++i) {
    result.adjusted.push_back(values[i] - result.season[i]);
    result.remainder.push_back(result.adjusted[i] - result.trend[i]);
  }
  result.strength = Strength(result.season, result.remainder);
  return result;
}

}  // namespace

Outcome<Decomposition> Decompose(std::span<const double> values, std::size_t period,
                                 const DecompositionOptions& options) {
  const std::size_t window = options.season_window;
  if (period < 2 || (window != 0 && (window < 7 || window % 2 == 0))) return NoValue::kWrongOption;
  if (values.size() / 2 < period) return NoValue::kTooShort;
  if (!std::ranges::all_of(values, IsValue)) return NoValue::kMissing;
  if (!options.multiplicative) return DecomposeSum(values, period, options);
  if (!std::ranges::all_of(values, [](double value) { return value > 0; })) return NoValue::kNotPositive;
  std::vector<double> logarithms;
  for (const double value : values) logarithms.push_back(std::log(value));
  Decomposition result = DecomposeSum(logarithms, period, options);
  for (auto* part : {&result.trend, &result.season, &result.remainder, &result.adjusted}) {
    std::ranges::transform(*part, part->begin(), [](double value) { return std::exp(value); });
  }
  return result;
}

}  // namespace segue::statistics
