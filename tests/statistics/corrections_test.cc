// Holm's adjusted p values against R's p.adjust.
#include "statistics/corrections.h"

#include <cmath>
#include <vector>

#include "tests/statistics/near.h"

using namespace segue::statistics;
using segue::testing::Near;

TEST_CASE("Holm's adjusted p values are those of R", "[statistics]") {
  const std::vector<double> four = {0.01, 0.04, 0.03, 0.005};
  const std::vector<double> expected_four = {0.03, 0.06, 0.06, 0.02};  // p.adjust(c(.01, .04, .03, .005), "holm")
  const std::vector<double> six = {0.001, 0.2, 0.2, 0.9, 0.012, 0.0004};
  const std::vector<double> expected_six = {0.005, 0.6, 0.6, 0.9, 0.048, 0.0024};
  const auto adjusted_four = HolmAdjusted(four), adjusted_six = HolmAdjusted(six);
  for (std::size_t i = 0; i < 4; ++i) CHECK_THAT(adjusted_four[i], Near(expected_four[i]));
  for (std::size_t i = 0; i < 6; ++i) CHECK_THAT(adjusted_six[i], Near(expected_six[i]));
}

TEST_CASE("Holm: none, one, and what is not a probability", "[statistics]") {
  CHECK(HolmAdjusted({}).empty());
  CHECK(HolmAdjusted(std::vector<double>{0.03}) == std::vector<double>{0.03});
  CHECK(HolmAdjusted(std::vector<double>{std::nan(""), 0.5, 2}) == std::vector<double>{1, 1, 1});
}

TEST_CASE("Bonferroni's level shares the error among the intervals", "[statistics]") {
  CHECK(BonferroniLevel(0.95, 1) == 0.95);
  CHECK(BonferroniLevel(0.95, 0) == 0.95);
  CHECK_THAT(BonferroniLevel(0.95, 5), Near(0.99));
}
