// The last stretch without a gap, by hand.
#include "statistics/series.h"

#include <cmath>
#include <limits>
#include <vector>

#include "tests/statistics/near.h"

using namespace segue::statistics;

namespace {

using Values = std::vector<std::optional<double>>;
constexpr auto kNone = std::nullopt;

}  // namespace

TEST_CASE("the last complete stretch ends with the last value and begins after the last gap", "[statistics]") {
  const auto check = [](const Values& values, std::size_t first, const std::vector<double>& expected) {
    const Stretch stretch = LastCompleteStretch(values);
    CHECK(stretch.first == first);
    CHECK(stretch.values == expected);
  };
  check({1, 2, 3}, 0, {1, 2, 3});
  check({kNone, 2, 3, kNone}, 1, {2, 3});
  check({1, kNone, 3, 4}, 2, {3, 4});
  check({1, std::nan(""), 3, std::numeric_limits<double>::infinity()}, 2, {3});
  check({kNone, kNone}, 0, {});
  check({}, 0, {});
}

TEST_CASE("what counts as a value", "[statistics]") {
  CHECK(IsValue(0));
  CHECK(IsValue(-1e99));
  CHECK_FALSE(IsValue(1e101));
  CHECK_FALSE(IsValue(std::nan("")));
  CHECK_FALSE(IsValue(-std::numeric_limits<double>::infinity()));
}
