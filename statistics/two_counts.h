// Two counts of what happens by chance, each over its own time: did it happen more often?
//
// Given both together, how many fall on the first is binomial with its share of the time, if nothing changed: J.
// Przyborowski and H. Wilenski, Homogeneity of results in testing samples from Poisson series, Biometrika 31 (1940)
// 313–323. Exact, two-sided: twice the smaller tail, at most 1. Worked example: 41 and 63 over equal times, P(X <= 41 |
// 104, 1/2) = 0.01948, p = 0.03896. It takes the counted things to be independent of each other: contacts, say, each
// counted once, not their clicks.
#pragma once

#include <cstdint>
#include <optional>

namespace segue::statistics {

/// How many, over how long (in any unit, the same for both).
struct CountOverTime {
  std::int64_t count = 0;
  double time = 1;
};

/// The two-sided p value of equal rates. No value where a count is negative or a time is not above 0; 1 where both
/// counts are 0.
std::optional<double> CompareCounts(CountOverTime a, CountOverTime b);

}  // namespace segue::statistics
