// The recursion, its start, and the search for weights.
#include "statistics/smoothing.h"

#include <algorithm>
#include <cmath>

#include "statistics/moments.h"
#include "statistics/seasonal.h"
#include "statistics/simplex_search.h"

namespace segue::statistics {
namespace {

constexpr double kLeast = 0.0001, kLeastDamping = 0.8, kMostDamping = 0.98;
constexpr int kMostEvaluations = 600;  // of one search
constexpr std::size_t kFirstValues = 10;

double SquaresOf(const std::vector<double>& errors) {
  double squares = 0;
  for (const double error : errors) squares += error * error;
  return squares;
}

/// A point of the unit cube as weights.
SmoothingWeights WeightsAt(const std::vector<double>& point) {
  SmoothingWeights weights;
  weights.level = std::lerp(kLeast, 1 - kLeast, point[0]);
  weights.trend = std::lerp(kLeast, weights.level, point[1]);
  weights.damping = std::lerp(kLeastDamping, kMostDamping, point[2]);
  if (point.size() > 3) weights.season = std::lerp(kLeast, 1 - weights.level, point[3]);
  return weights;
}

}  // namespace

std::vector<double> SmoothingErrors(std::span<const double> values, const SmoothingWeights& weights,
                                    SmoothingState& state) {
  const std::size_t period = std::max<std::size_t>(state.season.size(), 1);
  std::vector<double> errors;
  errors.reserve(values.size());
  for (std::size_t t = 0; t < values.size(); ++t) {
    const double trend = weights.damping * state.trend;
    double expected = state.level + trend;
    if (!state.season.empty()) expected += state.season[t % period];
    const double error = values[t] - expected;
    state.level += trend + weights.level * error;
    state.trend = trend + weights.trend * error;
    if (!state.season.empty()) state.season[t % period] += weights.season * error;
    errors.push_back(error);
  }
  if (!state.season.empty()) {
    std::rotate(state.season.begin(), state.season.begin() + static_cast<std::ptrdiff_t>(values.size() % period),
                state.season.end());
  }
  return errors;
}

std::vector<double> SmoothingForecast(const SmoothingState& state, const SmoothingWeights& weights, std::size_t ahead) {
  std::vector<double> means;
  double mean = state.level, trend = state.trend;
  for (std::size_t i = 0; i < ahead; ++i) {
    trend *= weights.damping;
    mean += trend;
    means.push_back(state.season.empty() ? mean : mean + state.season[i % state.season.size()]);
  }
  return means;
}

std::vector<double> SmoothingErrorGrowth(const SmoothingWeights& weights, std::size_t period, std::size_t ahead) {
  std::vector<double> growth;
  double sum = 1, power = 1, powers = 0;
  for (std::size_t step = 1; step <= ahead; ++step) {
    growth.push_back(sum);
    power *= weights.damping;
    powers += power;
    double effect = weights.level + weights.trend * powers;
    if (period > 1 && step % period == 0) effect += weights.season;
    sum += effect * effect;
  }
  return growth;
}

SmoothingState StartOf(std::span<const double> values, std::size_t period) {
  SmoothingState start;
  std::vector<double> adjusted(values.begin(), values.end());
  if (period > 1) {
    const auto parts = std::get<Decomposition>(Decompose(values, period));
    adjusted = parts.adjusted;
    start.season.assign(parts.season.begin(), parts.season.begin() + static_cast<std::ptrdiff_t>(period));
  }
  PairMoments line;
  for (std::size_t i = 0; i < std::min(adjusted.size(), kFirstValues); ++i) {
    line.Add(static_cast<double>(i) + 1, adjusted[i]);
  }
  start.trend = line.products() / line.squares_x();
  start.level = line.mean_y() - start.trend * line.mean_x();
  return start;
}

SmoothingFit FitSmoothing(std::span<const double> values, std::size_t period) {
  const SmoothingState start = StartOf(values, period);
  const auto squares_at = [&](const std::vector<double>& point) {
    SmoothingState state = start;
    return SquaresOf(SmoothingErrors(values, WeightsAt(point), state));
  };
  // The sum of squares has several valleys: each search begins in another corner.
  SimplexMinimum best;
  for (const double level : {0.1, 0.5, 0.9}) {
    for (const double trend : {0.1, 0.6}) {
      std::vector<double> corner = {level, trend, 0.5};
      if (period > 1) corner.push_back(0.1);
      auto found = SearchSimplex(squares_at, corner, kMostEvaluations);
      if (best.point.empty() || found.value < best.value) best = std::move(found);
    }
  }
  SmoothingFit fit;
  fit.weights = WeightsAt(best.point);
  fit.end = start;
  fit.squared_errors = SquaresOf(SmoothingErrors(values, fit.weights, fit.end));
  fit.parameters = best.point.size() + 2 + (period > 1 ? period - 1 : 0);
  return fit;
}

}  // namespace segue::statistics
