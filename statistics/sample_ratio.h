// Whether the arms of an experiment have the sizes that they were meant to have.
//
// Pearson's chi-square test of the arms' counts against their intended shares. Arms whose sizes are off were not filled
// at random, and no comparison between them can be trusted, so the test comes first: R. Kohavi, D. Tang, Y. Xu,
// Trustworthy Online Controlled Experiments (2020), chapters 3 and 21; A. Fabijan et al., Diagnosing sample ratio
// mismatch in online controlled experiments, KDD 2019.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace segue::statistics {

/// Below it the sizes are called wrong. So strict because the test is made of every experiment.
inline constexpr double kMismatchBelow = 0.001;

struct SampleRatio {
  double chi_square = 0;
  double degrees_of_freedom = 0;  // arms − 1
  double p_value = 1;
  bool mismatch = false;  // p_value < kMismatchBelow
};

/// `shares` of any scale (50 and 50, 1 and 1), one for each arm, all above 0. No value for fewer than two arms, lengths
/// that differ, a share or count that means nothing, or no contact at all.
std::optional<SampleRatio> TestSampleRatio(std::span<const std::int64_t> counts, std::span<const double> shares);

}  // namespace segue::statistics
