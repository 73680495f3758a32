// The splitter gives back what was written, however the bytes are cut into pieces.
#include "adapters/csv/splitter.h"

#include <catch2/catch_test_macros.hpp>
#include <random>
#include <string>
#include <vector>

#include "adapters/csv/csv_reader.h"

namespace segue::csv {
namespace {

struct SplitRow {
  std::int64_t line;
  std::vector<std::string> cells;
  friend bool operator==(const SplitRow&, const SplitRow&) = default;
};

std::vector<SplitRow> Split(const std::string& text, char delimiter, std::mt19937& random) {
  Splitter splitter(delimiter);
  adapters::RowBatch batch;
  std::vector<SplitRow> rows;
  const auto take = [&] {
    for (const auto& row : batch.rows) {
      rows.push_back({row.line, {}});
      for (const auto& cell : batch.CellsOf(row)) rows.back().cells.emplace_back(batch.TextOf(cell));
    }
    batch.Clear();
  };
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t length = std::min<std::size_t>(1 + random() % 40, text.size() - begin);
    REQUIRE(splitter.Feed(std::string_view(text).substr(begin, length), batch));
    begin += length;
    take();
  }
  splitter.Finish(batch);
  take();
  return rows;
}

/// Cells without blanks around them (the splitter drops those of unquoted cells), not empty in a row of one.
std::string RandomCell(std::mt19937& random) {
  static const std::vector<std::string> kPieces = {"a",  "é", "\"", "\n", "\r\n",        ",",   ";",
                                                   "\t", "|", " ",  "0",  "longer text", "\"\""};
  std::string cell = "x";
  for (auto i = random() % 5; i > 0; --i) cell += kPieces[random() % kPieces.size()];
  return random() % 4 == 0 ? std::string() : cell + "y";
}

TEST_CASE("what is written quoted is read back, with its line, in pieces of any size") {
  const auto seed = std::random_device()();
  INFO("seed " << seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 500; ++round) {
    const char delimiter = ",;\t|"[random() % 4];
    const std::string line_end = random() % 2 == 0 ? "\n" : "\r\n";
    std::string text;
    std::vector<SplitRow> expected;
    std::int64_t line = 1;
    for (auto rows = 1 + random() % 8; rows > 0; --rows) {
      SplitRow row{line, {"key"}};
      for (auto cells = random() % 5; cells > 0; --cells) row.cells.push_back(RandomCell(random));
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (i > 0) text += delimiter;
        AppendQuoted(row.cells[i], delimiter, text);
        for (const char c : row.cells[i]) line += c == '\n';
      }
      text += line_end;
      ++line;
      expected.push_back(std::move(row));
      if (random() % 4 == 0) {  // a blank line
        text += line_end;
        ++line;
      }
    }
    INFO(text);
    REQUIRE(Split(text, delimiter, random) == expected);
  }
}

}  // namespace
}  // namespace segue::csv
