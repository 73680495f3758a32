// The inner loop (season, then trend) and the outer loop (robustness weights) of Cleveland et al. 1990, section 3.
#include "statistics/stl.h"

#include <algorithm>
#include <cmath>

#include "statistics/loess.h"

namespace segue::statistics {
namespace {

constexpr double kRoundingError = 1e-12;

/// Shorter by length − 1 than the values.
std::vector<double> MovingAverage(const std::vector<double>& values, std::size_t length) {
  std::vector<double> averages;
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    sum += values[i];
    if (i + 1 < length) continue;
    averages.push_back(sum / static_cast<double>(length));
    sum -= values[i + 1 - length];
  }
  return averages;
}

/// One month of all years, smoothed, with one year more at either end.
std::vector<double> SmoothCycle(WeightedValues cycle, LoessOptions options) {
  const std::size_t count = cycle.values.size(), width = std::min(options.window, count);
  std::vector<double> smooth = Loess(cycle, options);
  const auto before = LoessAt(cycle, -1, 0, width - 1, options);
  const auto after = LoessAt(cycle, static_cast<double>(count), count - width, count - 1, options);
  smooth.insert(smooth.begin(), before.value_or(smooth.front()));
  smooth.push_back(after.value_or(smooth.back()));
  return smooth;
}

class Stl {
 public:
  Stl(std::span<const double> values, std::size_t period, const StlWindows& windows)
      : values_(values), period_(period), windows_(windows), fit_{std::vector<double>(values.size(), 0.0), {}} {}

  void Round() {
    std::vector<double> detrended(values_.begin(), values_.end());
    for (std::size_t i = 0; i < detrended.size(); ++i) detrended[i] -= fit_.trend[i];
    const std::vector<double> cycles = SmoothCycles(detrended);
    const std::vector<double> level = LowPass(cycles);
    fit_.season.resize(values_.size());
    std::vector<double> deseasoned(values_.begin(), values_.end());
    for (std::size_t i = 0; i < values_.size(); ++i) {
      fit_.season[i] = cycles[period_ + i] - level[i];
      deseasoned[i] -= fit_.season[i];
    }
    fit_.trend = Loess({deseasoned, weights_}, {windows_.trend, true});
  }

  /// Bisquare weights of the residuals, 0 from six times their median on.
  void Reweigh() {
    std::vector<double> sizes;
    for (std::size_t i = 0; i < values_.size(); ++i) {
      sizes.push_back(std::fabs(values_[i] - fit_.trend[i] - fit_.season[i]));
    }
    std::vector<double> sorted = sizes;
    std::ranges::sort(sorted);
    const std::size_t count = sorted.size();
    const double limit = 3 * (sorted[count / 2] + sorted[(count - 1) / 2]);
    weights_.assign(count, 1.0);
    if (limit <= kRoundingError * LargestSize()) return;  // the fit is perfect, and what remains is no outlier
    for (std::size_t i = 0; i < count; ++i) {
      if (sizes[i] <= 0.001 * limit) continue;
      const double ratio = sizes[i] / limit;
      weights_[i] = sizes[i] <= 0.999 * limit ? std::pow(1 - ratio * ratio, 2) : 0;
    }
  }

  StlFit TakeFit() { return std::move(fit_); }

 private:
  /// Every month's smoothed cycle, put back in order: one period longer at either end.
  std::vector<double> SmoothCycles(const std::vector<double>& detrended) const {
    std::vector<double> cycles(detrended.size() + 2 * period_);
    for (std::size_t month = 0; month < period_; ++month) {
      std::vector<double> cycle, weights;
      for (std::size_t i = month; i < detrended.size(); i += period_) {
        cycle.push_back(detrended[i]);
        if (!weights_.empty()) weights.push_back(weights_[i]);
      }
      const auto smooth = SmoothCycle({cycle, weights}, {windows_.season, windows_.season_line});
      for (std::size_t year = 0; year < smooth.size(); ++year) cycles[year * period_ + month] = smooth[year];
    }
    return cycles;
  }

  /// What the cycles have of the series' level, of the series' own length.
  std::vector<double> LowPass(const std::vector<double>& cycles) const {
    const auto averages = MovingAverage(MovingAverage(MovingAverage(cycles, period_), period_), 3);
    return Loess({averages, {}}, {windows_.low_pass, true});
  }

  double LargestSize() const {
    double largest = 0;
    for (const double value : values_) largest = std::max(largest, std::fabs(value));
    return largest;
  }

  std::span<const double> values_;
  std::size_t period_;
  StlWindows windows_;
  StlFit fit_;
  std::vector<double> weights_;  // empty: all 1
};

}  // namespace

StlFit FitStl(std::span<const double> values, std::size_t period, const StlWindows& windows, int inner, int outer) {
  Stl stl(values, period, windows);
  for (int round = 0; round <= outer; ++round) {
    if (round > 0) stl.Reweigh();
    for (int i = 0; i < inner; ++i) stl.Round();
  }
  return stl.TakeFit();
}

}  // namespace segue::statistics
