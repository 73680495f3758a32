// The examples of docs/importing.md are run: a csv block is a file, the yaml block behind it a project, and a text
// block behind that is what becomes of it. A csv block with a name (```csv campaigns.csv) is a further file.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/import/workbench.h"

namespace segue::test {
namespace {

struct Block {
  std::string kind, text;
};

std::vector<Block> BlocksOf(const std::string& page) {
  std::ifstream file(page);
  REQUIRE(file.good());
  std::vector<Block> blocks;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("```")) {
      inside = !inside;
      if (inside) blocks.push_back({line.substr(3), ""});
    } else if (inside) {
      blocks.back().text += line + "\n";
    }
  }
  return blocks;
}

/// The page's project must be sound; then its mapping is run on the page's file.
std::string Outcome(Workbench& bench, const std::string& csv, const std::string& yaml) {
  bench.Write("segue.yaml", yaml);
  const auto project = project::LoadProject(bench.directory());
  if (!project) return TextOf(project.error());
  bench.Write("contacts-20260301.csv", csv);
  std::string indented;
  std::istringstream lines(yaml.substr(yaml.find("files:")));
  for (std::string line; std::getline(lines, line);)
    indented += (indented.empty() ? "    files: contacts-20260301.csv" : line) + "\n";
  const auto summary = bench.Import(indented);
  if (!summary) return TextOf(summary.error());
  std::string text;
  for (const std::string& fact : bench.store.facts) text += fact + "\n";
  return text;
}

/// The rejects file as lines `rejected line 4: reason`.
std::string Rejected(const Workbench& bench) {
  std::istringstream lines(bench.Read("rejects/it.csv"));
  std::string text;
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    const std::size_t number = line.find(',') + 1;
    const std::size_t reason = line.find(',', number) + 1;
    std::string words;
    const bool quoted = line[reason] == '"';
    for (std::size_t i = reason + (quoted ? 1 : 0); i < line.size(); ++i) {
      if (line[i] == '"' && line[i + 1] == '"')
        words += line[i++];
      else if (line[i] == (quoted ? '"' : ','))
        break;
      else
        words += line[i];
    }
    text += "rejected line " + line.substr(number, reason - number - 1) + ": " + words + "\n";
  }
  return text;
}

TEST_CASE("the examples of the page about importing") {
  const std::vector<Block> blocks = BlocksOf(std::string(SEGUE_SOURCE_DIR) + "/docs/importing.md");
  int run = 0;
  for (std::size_t i = 0; i + 1 < blocks.size(); ++i) {
    Workbench bench;
    if (blocks[i].kind.starts_with("csv ")) {
      bench.Write(blocks[i].kind.substr(4), blocks[i].text);
      ++i;
    }
    if (blocks[i].kind != "csv") continue;
    REQUIRE(blocks[i + 1].kind == "yaml");
    INFO(blocks[i + 1].text);
    std::string outcome = Outcome(bench, blocks[i].text, blocks[i + 1].text);
    outcome += Rejected(bench);
    REQUIRE(i + 2 < blocks.size());
    REQUIRE(blocks[i + 2].kind == "text");
    CHECK(outcome == blocks[i + 2].text);
    ++run;
  }
  CHECK(run == 7);
}

}  // namespace
}  // namespace segue::test
