// Report pages in headless Chromium (browser/check.mjs): one with every kind of picture, the example shop's in both
// languages, and one whose contacts are called `</script>…`.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>

#include "tests/support/command.h"

namespace fs = std::filesystem;
using namespace segue::testing;

TEST_CASE("pages draw, ask for nothing, and can be read by everybody", "[html][browser]") {
  const fs::path source = fs::path(SEGUE_SOURCE_DIR) / "tests/html";
  const TemporaryFolder folder;
  const fs::path pages = fs::path(folder.path()) / "pages";
  fs::create_directories(pages);
  const std::string segue = BuiltFile("segue");
  const auto run = [&](const std::string& command) {
    const auto done = RunShell("cd " + folder.path() + " && " + command);
    INFO(done.text);
    REQUIRE(done.exit_status == 0);
  };
  run("cp -r " + (source / "gallery").string() + " gallery && " + segue + " --project gallery import");
  for (const std::string language : {"en", "fr"}) {
    run(segue + " --project gallery --as-of 2026-06-20 report --lang " + language + " --html pages/gallery-" +
        language + ".html");
  }
  const auto done =
      RunShell("cd " + BuiltFile("tests/browser") + " && node " + (source / "browser/check.mjs").string() + " " +
               pages.string() + " " + (source / "golden").string());
  INFO(done.text);
  CHECK(done.exit_status == 0);
}
