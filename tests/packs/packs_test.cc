// Each rule pack is tested as its users test their own rules: a small project that uses the pack, and a
// `<pack>.test.yaml` with figures worked out by hand, under rules/packs/tests/<pack>. Run with the built program.

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <string>

#include "tests/support/command.h"

namespace fs = std::filesystem;

namespace {

using segue::testing::RunSegue;

const fs::path kPacks = fs::path(SEGUE_SOURCE_DIR) / "rules/packs";

std::string Quoted(const fs::path& path) { return "'" + path.string() + "'"; }

}  // namespace

TEST_CASE("the tests of each pack pass", "[packs]") {
  std::size_t folders = 0;
  for (const auto& entry : fs::directory_iterator(kPacks / "tests")) {
    const fs::path folder = entry.path();
    const fs::path tests = folder / (folder.filename().string() + ".test.yaml");
    INFO(folder);
    CHECK(fs::exists(kPacks / (folder.filename().string() + ".segue")));
    REQUIRE(fs::exists(tests));
    ++folders;
    const auto output = RunSegue("--project " + Quoted(folder) + " test " + Quoted(tests));
    INFO(output.text);
    CHECK(output.exit_status == 0);
    CHECK(output.text.find("all passed") != std::string::npos);
  }
  CHECK(folders > 0);
}

TEST_CASE("the rules of each pack's test draw no warning", "[packs]") {
  for (const auto& entry : fs::directory_iterator(kPacks / "tests")) {
    const auto output = RunSegue("--project " + Quoted(entry.path()) + " check 2>&1");
    INFO(output.text);
    CHECK(output.exit_status == 0);
    CHECK(output.text.find("warning") == std::string::npos);
  }
}

// The packs of the first version are tested on timelines, in tests/eval.
TEST_CASE("no pack is without tests", "[packs]") {
  for (const auto& entry : fs::directory_iterator(kPacks)) {
    if (entry.path().extension() != ".segue") continue;
    const std::string name = entry.path().stem().string();
    INFO(name);
    CHECK((fs::exists(kPacks / "tests" / name / (name + ".test.yaml")) ||
           fs::exists(fs::path(SEGUE_SOURCE_DIR) / "tests/eval" / ("pack_" + name + ".test"))));
  }
}
