// Tricube weights and the local line.
#include "statistics/loess.h"

#include <algorithm>
#include <cmath>

namespace segue::statistics {
namespace {

/// 1 at the place itself, 0 at the distance `bandwidth` and beyond. The thresholds are those of the authors' program.
double Tricube(double distance, double bandwidth) {
  if (distance <= 0.001 * bandwidth) return 1;
  if (distance > 0.999 * bandwidth) return 0;
  const double ratio = distance / bandwidth, cube = 1 - ratio * ratio * ratio;
  return cube * cube * cube;
}

/// Turns weights of a mean (their sum is 1) into those of a line, seen at `place`.
void TiltToLine(double place, std::size_t first, double range, std::vector<double>& weights) {
  double centre = 0, spread = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) centre += weights[i] * static_cast<double>(first + i);
  const double away = place - centre;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    spread += weights[i] * std::pow(static_cast<double>(first + i) - centre, 2);
  }
  if (std::sqrt(spread) <= 0.001 * range) return;  // all at one place: a line has no slope there
  for (std::size_t i = 0; i < weights.size(); ++i) {
    weights[i] *= away / spread * (static_cast<double>(first + i) - centre) + 1;
  }
}

}  // namespace

std::optional<double> LoessAt(WeightedValues series, double place, std::size_t first, std::size_t last,
                              LoessOptions options) {
  const std::size_t count = series.values.size();
  double bandwidth = std::max(place - static_cast<double>(first), static_cast<double>(last) - place);
  const std::size_t missing = options.window > count ? (options.window - count) / 2 : 0;  // on either side
  bandwidth += static_cast<double>(missing);
  std::vector<double> weights(last - first + 1);
  double sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    weights[i] = Tricube(std::fabs(static_cast<double>(first + i) - place), bandwidth);
    if (!series.weights.empty()) weights[i] *= series.weights[first + i];
    sum += weights[i];
  }
  if (!(sum > 0)) return std::nullopt;
  for (double& weight : weights) weight /= sum;
  if (options.line && bandwidth > 0) TiltToLine(place, first, static_cast<double>(count) - 1, weights);
  double fit = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) fit += weights[i] * series.values[first + i];
  return fit;
}

std::vector<double> Loess(WeightedValues series, LoessOptions options) {
  const std::size_t count = series.values.size(), width = std::min(options.window, count);
  const std::size_t half = (options.window - 1) / 2;
  std::vector<double> fitted;
  fitted.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    // as many neighbours on both sides, but at the ends the nearest `width`
    const std::size_t first = std::min(i > half ? i - half : 0, count - width);
    const auto fit = LoessAt(series, static_cast<double>(i), first, first + width - 1, options);
    fitted.push_back(fit.value_or(series.values[i]));
  }
  return fitted;
}

}  // namespace segue::statistics
