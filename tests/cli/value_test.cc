// Values in csv, json and tables: the promises of cli.md about numbers, money, instants and texts.
#include "adapters/cli/value.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string_view>

namespace segue::cli {
namespace {

engine::Calendar Paris() { return *engine::Calendar::Load("Europe/Paris"); }

std::string Table(const Value& value) { return TableText(value, Paris()); }

}  // namespace

TEST_CASE("money has the minor digits of its currency, rounded half-even") {
  CHECK(MoneyText({499'000}, "EUR") == "49.90");
  CHECK(MoneyText({301'250}, "EUR") == "30.12");  // 30.125: the even neighbour is 30.12
  CHECK(MoneyText({301'350}, "EUR") == "30.14");  // 30.135: the even neighbour is 30.14
  CHECK(MoneyText({301'251}, "EUR") == "30.13");  // above the half
  CHECK(MoneyText({-301'250}, "EUR") == "-30.12");
  CHECK(MoneyText({-10}, "EUR") == "0.00");      // no minus before nothing
  CHECK(MoneyText({125'000}, "JPY") == "12");    // 12.5
  CHECK(MoneyText({135'000}, "JPY") == "14");    // 13.5
  CHECK(MoneyText({12'345}, "KWD") == "1.234");  // 1.2345
  CHECK(MoneyText({INT64_MIN}, "EUR") == "-922337203685477.58");
}

TEST_CASE("numbers are the shortest exact text without exponent") {
  CHECK(NumberText(0.1) == "0.1");
  CHECK(NumberText(1e21) == "1000000000000000000000");
  CHECK(NumberText(-0.0) == "0");
  CHECK(NumberText(12) == "12");
  CHECK(NumberText(std::nan("")).empty());
}

TEST_CASE("rates have six decimals in csv and json") {
  CHECK(CsvText(Rate{0.10525, true}) == "0.105250");
  CHECK(CsvText(Rate{2.0 / 3, false}) == "0.666667");
  CHECK(CsvText(Rate{-1e-9, false}) == "0.000000");
  CHECK(JsonText(Rate{0.10525, true}) == "0.105250");
}

TEST_CASE("no value is an empty field, null, and a dash for people") {
  CHECK(CsvText({}).empty());
  CHECK(JsonText({}) == "null");
  CHECK(Table({}) == "–");
  CHECK(CsvText(Moment{engine::kForever}).empty());
  CHECK(JsonText(Moment{engine::kAlways}) == "null");
}

TEST_CASE("instants are UTC for machines and local for people") {
  const Moment moment{1'772'357'400'000};  // 2026-03-01T09:30:00Z
  CHECK(CsvText(moment) == "2026-03-01T09:30:00.000Z");
  CHECK(JsonText(moment) == "\"2026-03-01T09:30:00.000Z\"");
  CHECK(Table(moment) == "2026-03-01 10:30");
  CHECK(Table(Moment{moment.at + 5'000}) == "2026-03-01 10:30:05");
  CHECK(Table(Moment{moment.at + 5'007}) == "2026-03-01 10:30:05.007");
}

TEST_CASE("tables separate thousands and show percentages") {
  CHECK(Table(std::int64_t{1'234'567}) == "1,234,567");
  CHECK(Table(std::int64_t{-123}) == "-123");
  CHECK(Table(std::int64_t{-1'234}) == "-1,234");
  CHECK(Table(1234.5) == "1,234.5");
  CHECK(Table(1234.5678) == "1,234.57");
  CHECK(Table(Rate{0.10525, true}) == "10.53 %");
  CHECK(Table(Amount{{12'345'678'900}, "EUR"}) == "1,234,567.89 EUR");
}

TEST_CASE("csv is quoted where RFC 4180 asks for it") {
  CHECK(QuoteCsv("plain text") == "plain text");
  CHECK(QuoteCsv("a,b") == "\"a,b\"");
  CHECK(QuoteCsv("say \"yes\"") == "\"say \"\"yes\"\"\"");
  CHECK(QuoteCsv("two\nlines") == "\"two\nlines\"");
}

TEST_CASE("json survives quotes, control characters and broken UTF-8") {
  CHECK(QuoteJson("a\"b\\\n\x01") == R"("a\"b\\\n\u0001")");
  CHECK(QuoteJson("\xFF") == "\"\uFFFD\"");
}

TEST_CASE("control characters never reach a terminal") {
  CHECK(Printable("a\x1b[2Jb\n") == "a\uFFFD[2Jb\uFFFD");
  CHECK(Printable("\xC2\x9B"
                  "31m") == "\uFFFD31m");  // U+009B, the one-character CSI
  CHECK(Printable("été 伊藤") == "été 伊藤");
}

TEST_CASE("lists come in code-point order") {
  engine::SetDictionary sets;
  sets.items.texts = {"", "vip", "b2b"};
  sets.sets = {{}, {1, 2}};
  CHECK(CsvText(Items{&sets, 1}) == "b2b;vip");
  CHECK(JsonText(Items{&sets, 1}) == R"(["b2b", "vip"])");
  CHECK(Table(Items{&sets, 1}) == "b2b, vip");
}

}  // namespace segue::cli
