// Kendall's score of one sequence: its variance under no trend and its exact distribution.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace segue::statistics {

struct KendallScore {
  std::int64_t score = 0;  // pairs that rise less pairs that fall
  double variance = 0;     // were all orders equally likely; corrected for ties
  bool ties = false;
};

KendallScore ScoreOf(std::span<const double> values);

/// The probability that the score of `count` values without ties, all orders equally likely, is at least as far from 0
/// as `score`. `count` <= 10.
double ExactTwoSided(std::int64_t score, std::size_t count);

}  // namespace segue::statistics
