// Running moments: NIST's certified values, and merging in any order.
#include "statistics/moments.h"

#include <cmath>
#include <random>
#include <vector>

#include "tests/statistics/near.h"

using namespace segue::statistics;

TEST_CASE("moments: NIST's data with large values and a small spread", "[statistics]") {
  // StRD NumAcc4 (https://www.itl.nist.gov/div898/strd/univ/numacc4.html): 1001 values, 10000000.2 and then 500 times
  // 10000000.1 and 10000000.3; certified mean 10000000.2, standard deviation 0.1
  Moments moments;
  moments.Add(10000000.2);
  for (int i = 0; i < 500; ++i) {
    moments.Add(10000000.1);
    moments.Add(10000000.3);
  }
  CHECK(moments.count() == 1001);
  CHECK_THAT(moments.sample().mean, Catch::Matchers::WithinRel(10000000.2, 1e-15));
  CHECK_THAT(std::sqrt(moments.sample().variance), Catch::Matchers::WithinRel(0.1, 1e-7));
}

TEST_CASE("moments: of nothing and of one value", "[statistics]") {
  Moments moments;
  CHECK(moments.sample().count == 0);
  CHECK(moments.sample().variance == 0);
  moments.Add(3);
  CHECK(moments.sample().mean == 3);
  CHECK(moments.sample().variance == 0);
  moments.Merge(Moments());
  CHECK(moments.count() == 1);
}

TEST_CASE("moments: parts come to the same as the whole", "[statistics]") {
  std::mt19937_64 random(1983);
  std::lognormal_distribution<double> draw(0, 2);
  for (int round = 0; round < 50; ++round) {
    Moments whole, parts;
    PairMoments whole_pairs, pair_parts;
    for (int part = 0; part < 7; ++part) {
      Moments some;
      PairMoments some_pairs;
      for (int i = 0; i < part * 3; ++i) {
        const double x = draw(random) + 1000, y = draw(random) + x;
        some.Add(x);
        whole.Add(x);
        some_pairs.Add(x, y);
        whole_pairs.Add(x, y);
      }
      parts.Merge(round % 2 == 0 ? some : Moments(some.sample()));
      pair_parts.Merge(some_pairs);
    }
    const auto close = [](double value) { return Catch::Matchers::WithinRel(value, 1e-10); };
    REQUIRE(parts.count() == whole.count());
    REQUIRE_THAT(parts.sample().mean, close(whole.sample().mean));
    REQUIRE_THAT(parts.sample().variance, close(whole.sample().variance));
    REQUIRE(pair_parts.count() == whole_pairs.count());
    REQUIRE_THAT(pair_parts.mean_y(), close(whole_pairs.mean_y()));
    REQUIRE_THAT(pair_parts.squares_x(), close(whole_pairs.squares_x()));
    REQUIRE_THAT(pair_parts.squares_y(), close(whole_pairs.squares_y()));
    REQUIRE_THAT(pair_parts.products(), close(whole_pairs.products()));
    REQUIRE_THAT(whole_pairs.mean_x(), close(whole.sample().mean));
  }
}
