// Samples: the hash against values that another program computed (xxhsum 0.8.1 of Debian's package xxhash):
//   printf 'holdout-2026\0fay' | xxhsum -H3     XXH3 (stdin) = 4caaf6ad8ac6ac8f
//   printf 'Été 2026\0ada' | xxhsum -H3         XXH3 (stdin) = 68c7a769e1df8fe8
#include <catch2/catch_test_macros.hpp>

#include "tests/engine/moments.h"

namespace segue::engine {
namespace {

TEST_CASE("a contact is in a sample when its hash lies below the threshold", "[sample]") {
  TimelineBuilder facts;
  facts.Contact("ada");
  facts.Born("fay", "2026-01-01");
  Rules rules{facts.schema()};
  const NodeId equal = rules.Add(SampleNode{0x4caaf6ad8ac6ac8fU, "holdout-2026"});
  const NodeId above = rules.Add(SampleNode{0x4caaf6ad8ac6ac90U, "holdout-2026"});
  const NodeId summer = rules.Add(SampleNode{0x68c7a769e1df8fe9U, "\xC3\x89t\xC3\xA9 2026"});
  const NodeId not_summer = rules.Add(SampleNode{0x68c7a769e1df8fe8U, "\xC3\x89t\xC3\xA9 2026"});
  const Moments moments(rules.program, facts.Build(), Always());
  CHECK(moments.Of("fay", equal).empty());
  CHECK(moments.Of("fay", above) == "2025-12-31T23:59:59.999..forever");
  CHECK(moments.Of("ada", summer) == "always..forever");
  CHECK(moments.Of("ada", not_summer).empty());
}

}  // namespace
}  // namespace segue::engine
