// House rules that a machine can check: no file over 500 lines, headers guarded, every file opens with its purpose.

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

std::vector<std::string> ReadLines(const fs::path& path) {
  std::ifstream input(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(input, line);) lines.push_back(line);
  return lines;
}

bool Contains(const std::vector<std::string>& lines, const std::string& wanted) {
  for (const auto& line : lines) {
    if (line == wanted) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("sources are small and open with their purpose", "[house]") {
  const fs::path root = SEGUE_SOURCE_DIR;
  for (const std::string folder :
       {"unicode", "statistics", "dsl", "engine", "rules", "adapters", "tests", "examples"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const auto extension = entry.path().extension();
      if (extension != ".h" && extension != ".cc") continue;
      const auto lines = ReadLines(entry.path());
      INFO(fs::relative(entry.path(), root).generic_string() << ": " << lines.size() << " lines");
      CHECK(lines.size() <= 500);
      REQUIRE_FALSE(lines.empty());
      CHECK(lines[0].rfind("//", 0) == 0);
      if (extension == ".h") CHECK(Contains(lines, "#pragma once"));
    }
  }
}
