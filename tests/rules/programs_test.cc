// tests/rules/programs/*.segue compile to what the .dump beside them says: reviewed by hand against docs/language.md
// and docs/time.md. SEGUE_UPDATE=1 rewrites the dumps.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "dsl/render.h"
#include "rules/compile.h"
#include "tests/rules/program_dump.h"

namespace fs = std::filesystem;

namespace {

const fs::path kFolder = fs::path(SEGUE_SOURCE_DIR) / "tests/rules/programs";

std::string Read(const fs::path& path) {
  std::ifstream input(path, std::ios::binary);
  std::ostringstream text;
  text << input.rdbuf();
  return text.str();
}

std::vector<fs::path> Programs() {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    if (entry.path().extension() == ".segue") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace

TEST_CASE("rules compile to the programs they mean", "[rules]") {
  const auto programs = Programs();
  REQUIRE_FALSE(programs.empty());
  for (const fs::path& path : programs) {
    segue::dsl::SourceMap sources;
    sources.Add({path.filename().string(), Read(path)});
    const auto compiled = segue::rules::Compile(sources);
    std::string found;
    for (const auto& diagnostic : compiled.diagnostics) found += segue::dsl::Render(sources, diagnostic);
    found += segue::testing::Dump(compiled.program);
    const fs::path golden = fs::path(path).replace_extension(".dump");
    if (std::getenv("SEGUE_UPDATE") != nullptr) std::ofstream(golden, std::ios::binary) << found;
    INFO(path.filename().string());
    CHECK(compiled.ok);
    CHECK(found == Read(golden));
  }
}
