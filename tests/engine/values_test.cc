// Tests of values: every kind of test on every type of column, row by row and as marks over a range.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "engine/text_test.h"
#include "engine/value_test.h"

namespace segue::engine {
namespace {

/// One row per distinct text; row 0 is missing.
Column Texts(std::vector<std::string> texts) {
  auto dictionary = std::make_shared<Dictionary>();
  for (std::string& text : texts) dictionary->texts.push_back(std::move(text));
  std::vector<std::uint32_t> codes;
  for (std::uint32_t code = 0; code < dictionary->texts.size(); ++code) codes.push_back(code);
  Column column;
  column.codes = std::move(codes);
  column.dictionary = std::move(dictionary);
  return column;
}

Column Integers(ValueType type, std::vector<std::int64_t> values) {
  Column column;
  column.type = type;
  column.integers = std::move(values);
  return column;
}

/// One digit per row: does it pass? Checks that rows and marks agree.
std::string Passing(const ValueTest& test, const Column& column) {
  const CompiledTest compiled(test, column);
  const std::size_t rows = std::max({column.codes.size(), column.numbers.size(), column.integers.size()});
  std::vector<std::uint8_t> marks(rows);
  compiled.Mark(column, 0, marks);
  std::vector<std::uint8_t> last(1);
  compiled.Mark(column, static_cast<std::uint32_t>(rows - 1), last);
  CHECK(last[0] == marks[rows - 1]);
  std::string text;
  for (std::uint32_t row = 0; row < rows; ++row) {
    CHECK(compiled.Passes(column, row) == (marks[row] != 0));
    text += marks[row] != 0 ? '1' : '0';
  }
  return text;
}

ValueTest Test(TestKind kind, std::vector<Value> values, bool exactly = false) {
  ValueTest test{kind, false, {}};
  for (Value& value : values) test.operands.push_back({std::move(value), exactly});
  return test;
}

ValueTest Not(ValueTest test) {
  test.negated = true;
  return test;
}

std::string S(const char* text) { return text; }

TEST_CASE("text ignores letter case unless it is exactly", "[values]") {
  const Column column = Texts({"FR", "fr", "Straße", "STRASSE", "BE"});  // after the missing row
  CHECK(Passing(Test(TestKind::kEqual, {S("fr")}), column) == "011000");
  CHECK(Passing(Test(TestKind::kEqual, {S("fr")}, true), column) == "001000");
  CHECK(Passing(Test(TestKind::kEqual, {S("strasse")}), column) == "000110");
  CHECK(Passing(Test(TestKind::kOneOf, {S("be"), S("STRASSE")}), column) == "000111");
  CHECK(Passing(Test(TestKind::kOneOf, {}), column) == "000000");
}

TEST_CASE("a negated test is the exact complement, true for a missing value", "[values]") {
  const Column column = Texts({"FR", "BE"});
  CHECK(Passing(Not(Test(TestKind::kEqual, {S("fr")})), column) == "101");
  CHECK(Passing(Test(TestKind::kIsSet, {}), column) == "011");
  CHECK(Passing(Not(Test(TestKind::kIsSet, {})), column) == "100");
  Column empty;  // not loaded, or nobody has a value
  CHECK(CompiledTest(Test(TestKind::kIsSet, {}), empty).MissingPasses() == false);
  CHECK(CompiledTest(Not(Test(TestKind::kIsSet, {})), empty).MissingPasses());
}

TEST_CASE("parts of texts and patterns", "[values]") {
  const Column column = Texts({"VIP-Paris", "vip", "Lyon vip", "a.b"});
  CHECK(Passing(Test(TestKind::kContains, {S("VIP")}), column) == "01110");
  CHECK(Passing(Test(TestKind::kStartsWith, {S("vip")}), column) == "01100");
  CHECK(Passing(Test(TestKind::kEndsWith, {S("vip")}), column) == "00110");
  CHECK(Passing(Test(TestKind::kEndsWith, {S("VIP")}, true), column) == "00000");
  CHECK(Passing(Test(TestKind::kMatches, {S("p.?par|^lyon")}), column) == "01010");
  CHECK(Passing(Test(TestKind::kMatches, {S("^vip$")}, true), column) == "00100");
  CHECK(Passing(Test(TestKind::kMatches, {S("a.b"), S("xx")}), column) == "00001");
  CHECK(Passing(Test(TestKind::kMatches, {S("(")}), column) == "00000");
}

TEST_CASE("a wrong pattern says what is wrong", "[values]") {
  CHECK_FALSE(PatternError("^a+$"));
  REQUIRE(PatternError("(a"));
  CHECK(PatternError("(a")->find("missing )") != std::string::npos);
}

TEST_CASE("numbers compare, and missing is in no range", "[values]") {
  Column column;
  column.type = ValueType::kNumber;
  column.numbers = std::vector<double>{std::nan(""), -1.5, 0, 18, 25, 25.5};
  CHECK(Passing(Test(TestKind::kLess, {18.0}), column) == "011000");
  CHECK(Passing(Test(TestKind::kLessOrEqual, {18.0}), column) == "011100");
  CHECK(Passing(Test(TestKind::kGreater, {18.0}), column) == "000011");
  CHECK(Passing(Test(TestKind::kGreaterOrEqual, {18.0}), column) == "000111");
  CHECK(Passing(Test(TestKind::kBetween, {18.0, 25.0}), column) == "000110");
  CHECK(Passing(Test(TestKind::kOneOf, {0.0, 25.5}), column) == "001001");
  CHECK(Passing(Not(Test(TestKind::kEqual, {18.0})), column) == "111011");
  CHECK(Passing(Test(TestKind::kIsSet, {}), column) == "011111");
}

TEST_CASE("money, dates and times compare with their own kind only", "[values]") {
  const Column money = Integers(ValueType::kMoney, {kMissingInteger, 499'000, 500'000, 500'001});
  CHECK(Passing(Test(TestKind::kGreaterOrEqual, {Money{500'000}}), money) == "0011");
  CHECK(Passing(Test(TestKind::kLess, {Money{500'000}}), money) == "0100");
  CHECK(Passing(Test(TestKind::kEqual, {Day{500'000}}), money) == "0000");
  const Column dates = Integers(ValueType::kDate, {kMissingInteger, -1, 0, 1});
  CHECK(Passing(Test(TestKind::kLess, {Day{0}}), dates) == "0100");
  CHECK(Passing(Test(TestKind::kBetween, {Day{-1}, Day{0}}), dates) == "0110");
  const Column times = Integers(ValueType::kTime, {kMissingInteger, -5, 1'000});
  CHECK(Passing(Test(TestKind::kGreater, {TimePoint{-6}}), times) == "011");
  CHECK(Passing(Not(Test(TestKind::kGreater, {TimePoint{-5}})), times) == "110");
}

TEST_CASE("flags are true, false or missing", "[values]") {
  Column column;
  column.type = ValueType::kFlag;
  column.codes = std::vector<std::uint32_t>{0, 1, 2};
  CHECK(Passing(Test(TestKind::kEqual, {true}), column) == "001");
  CHECK(Passing(Not(Test(TestKind::kEqual, {true})), column) == "110");
  CHECK(Passing(Test(TestKind::kEqual, {false}), column) == "010");
  CHECK(Passing(Test(TestKind::kIsSet, {}), column) == "011");
}

TEST_CASE("lists have any, have all, and are missing when empty", "[values]") {
  auto sets = std::make_shared<SetDictionary>();
  sets->items.texts = {"", "vip", "Salon", "paris"};
  sets->sets = {{}, {1}, {1, 2}, {2, 3}};
  Column column;
  column.type = ValueType::kList;
  column.codes = std::vector<std::uint32_t>{0, 1, 2, 3};
  column.sets = std::move(sets);
  CHECK(Passing(Test(TestKind::kHasAny, {S("VIP")}), column) == "0110");
  CHECK(Passing(Test(TestKind::kHasAny, {S("vip"), S("paris")}), column) == "0111");
  CHECK(Passing(Test(TestKind::kHasAll, {S("vip"), S("salon")}), column) == "0010");
  CHECK(Passing(Test(TestKind::kHasAll, {S("vip"), S("salon")}, true), column) == "0000");
  CHECK(Passing(Test(TestKind::kContains, {S("ALO")}), column) == "0011");
  CHECK(Passing(Test(TestKind::kIsSet, {}), column) == "0111");
  CHECK(Passing(Not(Test(TestKind::kHasAny, {S("vip")})), column) == "1001");
}

}  // namespace
}  // namespace segue::engine
