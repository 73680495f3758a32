// Tables: alignment by display width, and what gives way when there is no room.
#include "adapters/cli/table.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <sstream>

#include "unicode/unicode.h"

namespace segue::cli {
namespace {

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream input(text);
  for (std::string line; std::getline(input, line);) lines.push_back(line);
  return lines;
}

std::size_t Widest(const std::string& text) {
  std::size_t widest = 0;
  for (const std::string& line : Lines(text)) widest = std::max(widest, unicode::DisplayWidth(line));
  return widest;
}

}  // namespace

TEST_CASE("columns are aligned by what is seen, not by bytes") {
  Table table({{"name", false, true}, {"n", true, false}});
  table.Add({"Chloé", "1"});
  table.Add({"伊藤", "12"});
  CHECK(table.Render(80, false) ==
        "name    n\n"
        "─────  ──\n"
        "Chloé   1\n"
        "伊藤   12\n");
}

TEST_CASE("long headers wrap before anything is shortened") {
  // 20 columns less 7 for the period and 2 between leave 11.
  Table table({{"period", false, true}, {"prospects who became clients", true, false}});
  table.Add({"2026-01", "1,234"});
  CHECK(table.Render(20, false) ==
        "           prospects\n"
        "          who became\n"
        "period       clients\n"
        "───────  ───────────\n"
        "2026-01        1,234\n");
}

TEST_CASE("text is shortened, numbers never are") {
  Table table({{"contact", false, true}, {"note", false, false}, {"count", true, false}});
  table.Add({"a", "a very long note that nobody needs to read to its end", "123,456,789"});
  const std::string text = table.Render(40, false);
  CHECK(Widest(text) == 40);
  CHECK(text.find("…") != std::string::npos);
  CHECK(text.find("123,456,789") != std::string::npos);
}

TEST_CASE("columns without room go on in a second part that repeats the keys") {
  Table table({{"period", false, true}, {"first", true, false}, {"second", true, false}, {"third", true, false}});
  table.Add({"2026-01", "1,000,000", "2,000,000", "3,000,000"});
  CHECK(table.Render(32, false) ==
        "period       first     second\n"
        "───────  ─────────  ─────────\n"
        "2026-01  1,000,000  2,000,000\n"
        "\n"
        "period       third\n"
        "───────  ─────────\n"
        "2026-01  3,000,000\n");
}

TEST_CASE("twelve columns of figures fit 80 columns") {
  std::vector<TableColumn> columns{{"period", false, true}};
  std::vector<std::string> cells{"2026-01 *"};
  for (int i = 1; i <= 12; ++i) {
    columns.push_back({"measure number " + std::to_string(i), true, false});
    cells.push_back("1,234,567.89 EUR");
  }
  Table table(std::move(columns));
  table.Add(std::move(cells));
  CHECK(Widest(table.Render(80, false)) <= 80);
}

TEST_CASE("a wide character is never cut in half") {
  Table table({{"name", false, true}, {"x", false, false}});
  table.Add({"伊藤由美子伊藤由美子", "伊藤由美子伊藤由美子伊藤由美子"});
  CHECK(Widest(table.Render(40, false)) <= 40);
}

TEST_CASE("sentences wrap at spaces") {
  CHECK(WrapText("one two three", 7) == std::vector<std::string>{"one two", "three"});
  CHECK(WrapText("unbreakable", 4) == std::vector<std::string>{"unbreakable"});
  CHECK(WrapText("", 4) == std::vector<std::string>{""});
}

}  // namespace segue::cli
