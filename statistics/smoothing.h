// Exponential smoothing with a damped trend and, where there is one, a season that is added.
//
// The models ETS(A,Ad,N) and ETS(A,Ad,A) of R. J. Hyndman, A. B. Koehler, J. K. Ord, R. D. Snyder, Forecasting with
// Exponential Smoothing: the State Space Approach (2008), with period t's error e:
//   value  = level + φ trend + season of a period ago + e
//   level ← level + φ trend + α e,   trend ← φ trend + β e,   season ← season of a period ago + γ e
// With φ = 1 this is Holt's method and that of Holt and Winters.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace segue::statistics {

struct SmoothingWeights {
  double level = 0;    // α, in (0, 1)
  double trend = 0;    // β, in (0, α)
  double season = 0;   // γ, in (0, 1 − α); not used without a season
  double damping = 1;  // φ
};

struct SmoothingState {
  double level = 0;
  double trend = 0;
  std::vector<double> season;  // the coming period first; empty without a season
};

/// The errors of forecasting each value from those before it; `state` goes from before the first to after the last.
std::vector<double> SmoothingErrors(std::span<const double> values, const SmoothingWeights& weights,
                                    SmoothingState& state);

/// The values of the periods after `state`, were there no more errors.
std::vector<double> SmoothingForecast(const SmoothingState& state, const SmoothingWeights& weights, std::size_t ahead);

/// The variances of the errors of that forecast in units of a one-step error's variance (section 6.1 there):
/// 1 + Σ c_j², j = 1 … h − 1, with c_j = α + β (φ + … + φ^j) + γ [j is a whole number of periods]. `period` 1: no
/// season.
std::vector<double> SmoothingErrorGrowth(const SmoothingWeights& weights, std::size_t period, std::size_t ahead);

/// The state before the first value, section 2.6.1 there: the line through the first ten values without their season,
/// and the season of the decomposition (seasonal.h) of all. `period` 1 is no season; else two whole periods.
SmoothingState StartOf(std::span<const double> values, std::size_t period);

struct SmoothingFit {
  SmoothingWeights weights;
  SmoothingState end;  // after the last value
  double squared_errors = 0;
  std::size_t parameters = 0;  // how many figures were taken from the values, those of the start included
};

/// From that start, the weights with the least sum of squared errors within 0.0001 <= β <= α <= 0.9999,
/// 0.0001 <= γ <= 1 − α and 0.8 <= φ <= 0.98 (the limits of ets() in R's package forecast). The start is not chosen for
/// the least errors too: with few values, that finds a smooth curve through all of them where the series wanders.
SmoothingFit FitSmoothing(std::span<const double> values, std::size_t period);

}  // namespace segue::statistics
