// Small pictures of text.
#include "adapters/cli/spark.h"

#include <catch2/catch_test_macros.hpp>

using namespace segue::cli;

TEST_CASE("a line of figures goes from the smallest to the largest", "[cli]") {
  const auto line = [](std::vector<std::optional<double>> values) { return Sparkline(values); };
  CHECK(line({0, 1, 2, 3, 4, 5, 6, 7, 8}) == "▁▂▃▄▅▆▇██");  // 8 of 8 is in the highest step, too
  CHECK(line({4, 8}) == "▁█");                              // half of the largest: from the smallest
  CHECK(line({1, 8}) == "▂█");                              // below half: from 0
  CHECK(line({-8, 0, 8}) == "▁▅█");
  CHECK(line({5, 5, 5}) == "▅▅▅");
  CHECK(line({1, {}, 2}) == "▁·█");
  CHECK(line({}) == "");
  CHECK(line({std::nullopt}) == "");
}

TEST_CASE("a bar is as long as its share, in eighths", "[cli]") {
  CHECK(TextBar(10, 10, 4) == "████");
  CHECK(TextBar(5, 10, 4) == "██");
  CHECK(TextBar(1, 8, 1) == "▏");
  CHECK(TextBar(0.001, 10, 4) == "▏");  // little is not nothing
  CHECK(TextBar(0, 10, 4) == "");
  CHECK(TextBar(-1, 10, 4) == "");
  CHECK(TextBar(12, 10, 2) == "██");
}
