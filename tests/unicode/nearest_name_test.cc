// Which name was meant: hand-made slips, one edit inside and one outside what still looks like a slip.

#include "unicode/nearest_name.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

namespace {

using segue::unicode::NearestOf;
using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("the nearest name within a few edits is meant", "[unicode]") {
  const Names names = {"purchase", "visit", "email_opened", "Été"};
  CHECK(NearestOf("purchse", names) == "purchase");   // a letter left out
  CHECK(NearestOf("prucahse", names) == "purchase");  // two pairs of neighbours swapped
  CHECK(NearestOf("PURCHASE", names) == "purchase");  // letter case is no edit
  CHECK(NearestOf("été", names) == "Été");            // nor is it with accents
  CHECK(NearestOf("vist", names) == "visit");         // 4 letters allow one edit
  CHECK(NearestOf("vst", names).empty());             // 3 letters do not allow two
  CHECK(NearestOf("order", names).empty());
  CHECK(NearestOf("", names).empty());
}

TEST_CASE("of equally near names the first is meant, a nearer one wins", "[unicode]") {
  CHECK(NearestOf("metrik", Names{"metrig", "metric"}) == "metrig");
  CHECK(NearestOf("segmant", Names{"segmons", "segment"}) == "segment");
}

TEST_CASE("very short and very long names are not guessed", "[unicode]") {
  CHECK(NearestOf("ab", Names{"ac"}).empty());  // half of it would be wrong
  CHECK(NearestOf("pr", Names{"per"}) == "per");
  CHECK(NearestOf("off", Names{"of"}) == "of");
  CHECK(NearestOf("AB", Names{"ab"}) == "ab");
  CHECK(NearestOf(std::string(101, 'a'), Names{std::string(101, 'a')}).empty());
}
