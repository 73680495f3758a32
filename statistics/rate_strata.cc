// Rates by stratum: Wilson's intervals put together, and the test of Cochran, Mantel and Haenszel.
#include <cmath>
#include <vector>

#include "statistics/distributions.h"
#include "statistics/strata.h"
#include "statistics/two_proportions.h"
#include "statistics/weighted_strata.h"

namespace segue::statistics {
namespace {

bool Empty(Counts counts) { return counts.trials == 0 && counts.successes == 0; }

Counts Together(Counts a, Counts b) { return {a.successes + b.successes, a.trials + b.trials}; }

double VarianceOfRate(Counts counts) {
  const auto n = static_cast<double>(counts.trials);
  return counts.Rate() * (static_cast<double>(counts.trials - counts.successes) / n) / n;
}

/// Both groups have somebody.
StratumPart PartOf(const RateStratum& stratum, Weighting weighting, double level) {
  const RateComparison comparison = CompareRates(stratum.a, stratum.b, level).value();
  StratumPart part;
  part.weight = StratumWeight(stratum.a.trials, stratum.b.trials, weighting);
  part.difference = comparison.difference;
  part.variance = VarianceOfRate(stratum.a) + VarianceOfRate(stratum.b);
  part.down = std::pow(comparison.difference - comparison.interval.low, 2);
  part.up = std::pow(comparison.interval.high - comparison.difference, 2);
  return part;
}

/// Observed less expected successes of a, and the variance of that (hypergeometric), summed over the strata.
class CochranMantelHaenszel {
 public:
  void Add(const RateStratum& stratum) {
    const auto n = static_cast<double>(stratum.a.trials), m = static_cast<double>(stratum.b.trials), all = n + m;
    const Counts both = Together(stratum.a, stratum.b);
    const auto successes = static_cast<double>(both.successes);
    const auto failures = static_cast<double>(both.trials - both.successes);
    away_ += static_cast<double>(stratum.a.successes) - successes * (n / all);
    variance_ += successes * (failures / (all - 1)) * (n / all) * (m / all);
  }

  double PValue() const { return variance_ > 0 ? ChiSquareTail(away_ * away_ / variance_, 1) : 1; }

 private:
  double away_ = 0, variance_ = 0;
};

}  // namespace

std::optional<StratifiedDifference> CompareRatesByStratum(std::span<const RateStratum> strata, Weighting weighting,
                                                          double level) {
  if (!IsLevel(level)) return std::nullopt;
  StratifiedDifference result;
  std::vector<StratumPart> parts;
  CochranMantelHaenszel test;
  RateStratum all;
  for (const RateStratum& stratum : strata) {
    for (const Counts counts : {stratum.a, stratum.b}) {
      if (!counts.Meaningful() && !Empty(counts)) return std::nullopt;
    }
    all = {Together(all.a, stratum.a), Together(all.b, stratum.b)};
    if (Empty(stratum.a) || Empty(stratum.b)) {
      result.left_out += stratum.a.trials + stratum.b.trials;
    } else {
      parts.push_back(PartOf(stratum, weighting, level));
      test.Add(stratum);
    }
  }
  if (parts.empty()) return std::nullopt;
  const StratumPart sum = WeightedSum(parts);
  const RateComparison plain = CompareRates(all.a, all.b, level).value();
  result.difference = sum.difference;
  result.standard_error = std::sqrt(sum.variance);
  result.interval = {sum.difference - std::sqrt(sum.down), sum.difference + std::sqrt(sum.up)};
  result.p_value = test.PValue();
  result.plain_difference = plain.difference;
  result.plain_interval = plain.interval;
  result.strata_used = parts.size();
  JudgeSigns(parts, result);
  return result;
}

}  // namespace segue::statistics
