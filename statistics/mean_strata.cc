// Means by stratum: the weighted sum of differences, with Satterthwaite's degrees of freedom.
#include <cmath>
#include <vector>

#include "statistics/distributions.h"
#include "statistics/strata.h"
#include "statistics/two_means.h"
#include "statistics/weighted_strata.h"

namespace segue::statistics {
namespace {

bool MeansNothing(const Sample& sample) {
  return sample.count < 0 || !std::isfinite(sample.mean) || !std::isfinite(sample.variance) || sample.variance < 0;
}

/// Adds one group's share of the part's variance.
void AddVariance(const Sample& sample, StratumPart& part) {
  const double variance = sample.variance / static_cast<double>(sample.count);
  part.variance += variance;
  part.inverse_degrees += variance * variance / static_cast<double>(sample.count - 1);
}

/// Both groups have two or more.
StratumPart PartOf(const MeanStratum& stratum, Weighting weighting) {
  StratumPart part;
  part.weight = StratumWeight(stratum.a.count, stratum.b.count, weighting);
  part.difference = stratum.a.mean - stratum.b.mean;
  AddVariance(stratum.a, part);
  AddVariance(stratum.b, part);
  return part;
}

}  // namespace

std::optional<StratifiedDifference> CompareMeansByStratum(std::span<const MeanStratum> strata, Weighting weighting,
                                                          double level) {
  StratifiedDifference result;
  std::vector<StratumPart> parts;
  Moments all_a, all_b;
  for (const MeanStratum& stratum : strata) {
    if (MeansNothing(stratum.a) || MeansNothing(stratum.b)) return std::nullopt;
    all_a.Merge(Moments(stratum.a));
    all_b.Merge(Moments(stratum.b));
    if (stratum.a.count < 2 || stratum.b.count < 2) {
      result.left_out += stratum.a.count + stratum.b.count;
    } else {
      parts.push_back(PartOf(stratum, weighting));
    }
  }
  if (parts.empty()) return std::nullopt;
  const StratumPart sum = WeightedSum(parts);
  const auto plain = CompareMeans(all_a.sample(), all_b.sample(), level);
  const double degrees = sum.variance * sum.variance / sum.inverse_degrees;
  if (!plain || !(degrees > 0) || !std::isfinite(degrees)) return std::nullopt;
  result.difference = sum.difference;
  result.standard_error = std::sqrt(sum.variance);
  const double reach = CriticalT(level, degrees) * result.standard_error;
  result.interval = {sum.difference - reach, sum.difference + reach};
  result.p_value = TwoSidedStudent(sum.difference / result.standard_error, degrees);
  result.plain_difference = plain->difference;
  result.plain_interval = plain->interval;
  result.strata_used = parts.size();
  JudgeSigns(parts, result);
  return result;
}

}  // namespace segue::statistics
