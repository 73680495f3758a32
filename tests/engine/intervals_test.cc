// The interval algebra against a bitset: every operation on random sets must agree at every moment.
#include "engine/intervals.h"

#include <bitset>
#include <catch2/catch_test_macros.hpp>
#include <random>

namespace segue::engine {
namespace {

constexpr std::size_t kMoments = 48;
using Moments = std::bitset<kMoments>;

Moments RandomMoments(std::mt19937_64& random) {
  Moments moments(random());
  // Long runs are as likely as single moments.
  if (random() % 2 == 0) moments &= moments << 1, moments |= moments << 1, moments |= moments << 2;
  return moments;
}

void Append(const Moments& moments, IntervalColumn& column) {
  for (std::size_t i = 0; i < kMoments; ++i) {
    if (moments[i]) column.Append(static_cast<Instant>(i), static_cast<Instant>(i) + 1);
  }
  column.Close();
}

Moments Read(IntervalView view) {
  Moments moments;
  for (std::size_t i = 0; i < view.size(); ++i) {
    REQUIRE(view.starts[i] < view.ends[i]);
    if (i > 0) REQUIRE(view.ends[i - 1] < view.starts[i]);  // ascending, disjoint, not touching
    for (Instant at = view.starts[i]; at < view.ends[i]; ++at) moments.set(static_cast<std::size_t>(at));
  }
  return moments;
}

TEST_CASE("set algebra agrees with a bitset", "[intervals]") {
  std::mt19937_64 random(20'260'301);
  for (int round = 0; round < 400; ++round) {
    std::vector<Moments> left, right;
    IntervalColumn a, b, out;
    for (int contact = 0; contact < 8; ++contact) {
      left.push_back(RandomMoments(random));
      right.push_back(RandomMoments(random));
      Append(left.back(), a);
      Append(right.back(), b);
    }
    const auto check = [&](auto operation, auto expected) {
      operation(a, b, out);
      REQUIRE(out.size() == left.size());
      for (std::size_t i = 0; i < left.size(); ++i) REQUIRE(Read(out[i]) == expected(left[i], right[i]));
    };
    check(Intersect, [](Moments x, Moments y) { return x & y; });
    check(Unite, [](Moments x, Moments y) { return x | y; });
    check(Subtract, [](Moments x, Moments y) { return x & ~y; });
    for (std::size_t at = 0; at < kMoments; ++at) REQUIRE(a[0].Contains(static_cast<Instant>(at)) == left[0][at]);
  }
}

TEST_CASE("appending merges what touches and drops what is empty", "[intervals]") {
  IntervalColumn column;
  column.Append(1, 1);
  column.Append(1, 5);
  column.Append(3, 4);
  column.Append(5, 7);
  column.Append(8, kForever);
  column.Close();
  column.Append(7, 9);  // another contact: not merged with the one before
  column.Close();
  REQUIRE(column.size() == 2);
  REQUIRE(column[0].size() == 2);
  CHECK(column[0][0] == Interval{1, 7});
  CHECK(column[0][1] == Interval{8, kForever});
  CHECK(column[1][0] == Interval{7, 9});
  CHECK_FALSE(column[0].Contains(0));
  CHECK(column[0].Contains(6));
  CHECK_FALSE(column[0].Contains(7));
}

}  // namespace
}  // namespace segue::engine
