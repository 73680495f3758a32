// Pearson's r with as many pairs as autocorrelation leaves, and the search over lags.
#include "statistics/correlation.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "statistics/corrections.h"
#include "statistics/distributions.h"
#include "statistics/moments.h"

namespace segue::statistics {
namespace {

constexpr std::size_t kFewestPairs = 8;

using Values = std::vector<std::optional<double>>;

bool Present(const std::optional<double>& value) { return value.has_value() && IsValue(*value); }

/// Σ a(t) a(t + lag) of deviations from the mean, over the sum of their squares; `gap` marks what is missing.
double Autocorrelation(const std::vector<double>& away, const std::vector<bool>& gap, std::size_t lag, double squares) {
  double products = 0;
  for (std::size_t i = 0; i + lag < away.size(); ++i) {
    if (!gap[i] && !gap[i + lag]) products += away[i] * away[i + lag];
  }
  return products / squares;
}

/// x and y as deviations from their means, where both are there.
struct Deviations {
  std::vector<double> x, y;
  std::vector<bool> gap;
};

Deviations DeviationsOf(Series x, Series y, const PairMoments& moments) {
  Deviations result;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const bool gap = !Present(x[i]) || !Present(y[i]);
    result.x.push_back(gap ? 0 : *x[i] - moments.mean_x());
    result.y.push_back(gap ? 0 : *y[i] - moments.mean_y());
    result.gap.push_back(gap);
  }
  return result;
}

double EffectivePairs(Series x, Series y, const PairMoments& moments) {
  const Deviations away = DeviationsOf(x, y, moments);
  const auto n = static_cast<double>(moments.count());
  double sum = 0;
  for (std::size_t lag = 1; lag <= static_cast<std::size_t>(moments.count()) / 5; ++lag) {
    const double both = Autocorrelation(away.x, away.gap, lag, moments.squares_x()) *
                        Autocorrelation(away.y, away.gap, lag, moments.squares_y());
    sum += (n - static_cast<double>(lag)) / n * both;
  }
  return sum > 0 ? n / (1 + 2 * sum) : n;
}

/// p value and interval of r and the effective number of pairs.
void Judge(double level, Correlation& result) {
  const double degrees = result.effective_pairs - 2, unexplained = 1 - result.r * result.r;
  if (degrees >= 1)
    result.p_value = unexplained > 0 ? TwoSidedStudent(result.r * std::sqrt(degrees / unexplained), degrees) : 0;
  result.interval = std::nullopt;
  if (result.effective_pairs < 4 || unexplained <= 0) return;
  const double centre = std::atanh(result.r), reach = CriticalZ(level) / std::sqrt(result.effective_pairs - 3);
  result.interval = Interval{std::tanh(centre - reach), std::tanh(centre + reach)};
}

Values ChangesOf(Series series) {
  Values changes;
  for (std::size_t i = 1; i < series.size(); ++i) {
    const bool both = Present(series[i - 1]) && Present(series[i]);
    changes.push_back(both ? std::optional(*series[i] - *series[i - 1]) : std::nullopt);
  }
  return changes;
}

}  // namespace

std::optional<Correlation> Correlate(Series x, Series y, double level) {
  if (x.size() != y.size() || !IsLevel(level)) return std::nullopt;
  PairMoments moments;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (Present(x[i]) && Present(y[i])) moments.Add(*x[i], *y[i]);
  }
  const double scale = std::sqrt(moments.squares_x()) * std::sqrt(moments.squares_y());
  if (static_cast<std::size_t>(moments.count()) < kFewestPairs || !(scale > 0)) return std::nullopt;
  Correlation result;
  result.r = std::clamp(moments.products() / scale, -1.0, 1.0);
  result.pairs = static_cast<std::size_t>(moments.count());
  result.effective_pairs = EffectivePairs(x, y, moments);
  Judge(level, result);
  return result;
}

std::optional<LagSearch> FindLag(Series x, Series y, int most_lag, double level) {
  if (x.size() != y.size() || most_lag < 0 || !IsLevel(level)) return std::nullopt;
  const Values changes_x = ChangesOf(x), changes_y = ChangesOf(y);
  const auto count = static_cast<int>(changes_x.size());
  LagSearch search;
  for (int lag = -std::min(most_lag, count); lag <= std::min(most_lag, count); ++lag) {
    const auto shift = static_cast<std::size_t>(std::abs(lag)), length = changes_x.size() - shift;
    const Series before = Series(lag > 0 ? changes_x : changes_y).first(length);
    const Series after = Series(lag > 0 ? changes_y : changes_x).last(length);
    const auto found = lag > 0 ? Correlate(before, after, level) : Correlate(after, before, level);
    if (found) search.lags.push_back({lag, *found});
  }
  if (search.lags.empty()) return std::nullopt;
  search.best = *std::ranges::min_element(search.lags, [](const LaggedCorrelation& a, const LaggedCorrelation& b) {
    if (a.correlation.p_value != b.correlation.p_value) return a.correlation.p_value < b.correlation.p_value;
    return std::abs(a.lag) < std::abs(b.lag);
  });
  Correlation& best = search.best.correlation;
  Judge(BonferroniLevel(level, search.lags.size()), best);
  best.p_value = std::min(1.0, best.p_value * static_cast<double>(search.lags.size()));
  return search;
}

}  // namespace segue::statistics
