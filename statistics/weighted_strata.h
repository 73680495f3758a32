// What the stratified comparisons of rates and of means have in common: weights, the weighted sum, the signs.
#pragma once

#include <cstdint>
#include <vector>

#include "statistics/strata.h"

namespace segue::statistics {

/// The weight of a stratum with a and b contacts, both above 0.
double StratumWeight(std::int64_t a, std::int64_t b, Weighting weighting);

/// One stratum's part.
struct StratumPart {
  double weight = 0;
  double difference = 0;
  double variance = 0;  // of the difference
  double down = 0;      // squared distances from the difference to the ends of the stratum's own interval
  double up = 0;
  double inverse_degrees = 0;  // variance² / degrees of freedom
};

/// Σ w x / Σ w of the differences, Σ w² x / (Σ w)² of the squares, Σ w⁴ x / (Σ w)⁴ of the last.
StratumPart WeightedSum(const std::vector<StratumPart>& parts);

/// Sets sign_flips and simpson of a result that has its differences.
void JudgeSigns(const std::vector<StratumPart>& parts, StratifiedDifference& result);

}  // namespace segue::statistics
