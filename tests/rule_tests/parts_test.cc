// The parts of rule tests that stories of the command line reach only in passing: words, amounts, stretches of time,
// the JUnit document.
#include <catch2/catch_test_macros.hpp>
#include <sstream>

#include "adapters/rule_tests/answer_text.h"
#include "adapters/rule_tests/fact_value_reader.h"
#include "adapters/rule_tests/junit.h"
#include "adapters/rule_tests/tokens.h"

namespace segue::rule_tests {
namespace {

std::string Joined(std::string_view text) {
  std::string joined;
  for (const Token& token : Tokenize(text)) {
    joined += "[" + token.text + (token.quoted ? "]q" : "]") + std::to_string(token.column) + " ";
  }
  return joined;
}

TEST_CASE("a line falls into words, quoted texts and single signs, with columns in characters") {
  CHECK(Joined("2026-01-05 purchase amount=40") == "[2026-01-05]0 [purchase]11 [amount]20 [=]26 [40]27 ");
  CHECK(Joined("é \"a b\"=(x,y)") == "[é]0 [a b]q2 [=]7 [(]8 [x]9 [,]10 [y]11 [)]12 ");
  CHECK(Joined("\"\" \"no end") == "[]q0 [no end]q3 ");
  CHECK(Joined("   ").empty());
}

TEST_CASE("amounts are exact, or none") {
  const auto read = [](std::string_view text) {
    const auto money = ParseMoney(text);
    return money ? money->ten_thousandths : -1;
  };
  CHECK(read("49.90") == 499000);
  CHECK(read("0.0001") == 1);
  CHECK(read("7") == 70000);
  CHECK(ParseMoney("-1.5")->ten_thousandths == -15000);
  // 2^53 + 1 units would not survive a double.
  CHECK(read("90071992547409.9301") == 900719925474099301);
  for (const char* text : {"", ".", "1.", ".5", "1.00001", "1e3", "1,5", "--1", "-", "1-", "123456789012345"}) {
    INFO(text);
    CHECK(read(text) == -1);
  }
}

TEST_CASE("stretches of time as text") {
  const engine::Calendar calendar = *engine::Calendar::Load("UTC");
  constexpr engine::Instant kDay = 24 * 60 * 60 * 1000;
  CHECK(IntervalsText({}, calendar) == "never");
  CHECK(IntervalsText({{engine::kAlways, engine::kForever}}, calendar) == "always");
  CHECK(IntervalsText({{0, kDay}, {2 * kDay, engine::kForever}}, calendar) ==
        "from 1970-01-01 until 1970-01-02, from 1970-01-03");
  CHECK(IntervalsText({{engine::kAlways, kDay + 1}}, calendar) == "until 1970-01-02T00:00:00.001");
}

TEST_CASE("cells with the expected number's decimals") {
  CHECK(CellText({std::int64_t{12}, engine::NoValue::kNone}, {0, false}) == "12");
  CHECK(CellText({engine::Money{499000}, engine::NoValue::kNone}, {2, false}) == "49.90");
  CHECK(CellText({0.105263, engine::NoValue::kNone}, {1, true}) == "10.5");
  CHECK(CellText({0.0, engine::NoValue::kDivisionByZero}, {0, false}) == "none");
}

TEST_CASE("the JUnit document escapes what XML would take for its own") {
  std::ostringstream out;
  WriteJunit(out, {{"a&b.test.yaml", {{"passes \"<well>\"", {}}, {"fails", {"first\nsecond \x01 > \"x\""}}}}});
  CHECK(out.str() ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<testsuites name=\"segue\" tests=\"2\" failures=\"1\">\n"
        "  <testsuite name=\"a&amp;b.test.yaml\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\">\n"
        "    <testcase classname=\"a&amp;b.test.yaml\" name=\"passes &quot;&lt;well&gt;&quot;\"/>\n"
        "    <testcase classname=\"a&amp;b.test.yaml\" name=\"fails\">\n"
        "      <failure message=\"first\">first\nsecond \uFFFD &gt; &quot;x&quot;</failure>\n"
        "    </testcase>\n"
        "  </testsuite>\n"
        "</testsuites>\n");
}

}  // namespace
}  // namespace segue::rule_tests
