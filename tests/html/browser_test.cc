// Report pages in headless Chromium (browser/check.mjs): one with every kind of picture, the example shop's in both
// languages, and one whose contacts are called `</script>…`.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "tests/support/command.h"

using namespace segue::testing;

namespace {

/// A folder with projects and the pages that are made of them.
class Pages {
 public:
  Pages() { Run("mkdir pages"); }

  void Run(const std::string& command) const {
    const Output done = RunShell("cd " + folder_.path() + " && " + command);
    INFO(command << "\n" << done.text);
    REQUIRE(done.exit_status == 0);
  }
  void Segue(const std::string& arguments) const { Run(BuiltFile("segue") + " " + arguments); }
  void Check() const {
    const std::string tests = std::string(SEGUE_SOURCE_DIR) + "/tests/html";
    const Output done = RunShell("cd " + BuiltFile("tests/browser") + " && node " + tests + "/browser/check.mjs " +
                                 folder_.path() + "/pages " + tests + "/golden 2>&1");
    INFO(done.text);
    CHECK(done.exit_status == 0);
  }

 private:
  TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("every kind of picture draws, asks for nothing, and can be read by everybody", "[html][browser]") {
  const Pages pages;
  pages.Run("cp -r " SEGUE_SOURCE_DIR "/tests/html/gallery gallery");
  pages.Segue("--project gallery import");
  for (const std::string language : {"en", "fr"}) {
    pages.Segue("--project gallery --as-of 2026-06-20 report --lang " + language + " --html pages/gallery-" + language +
                ".html");
  }
  pages.Check();
}

TEST_CASE("the quarterly review of the example shop draws and prints on four sheets", "[html][browser]") {
  const Pages pages;
  pages.Run("cp -r " SEGUE_SOURCE_DIR "/examples/boutique shop && " + BuiltFile("examples/boutique_generator") +
            " shop/data");
  pages.Segue("--project shop import");
  pages.Segue("--project shop --as-of 2026-Q1 audit --save 2026-Q1");
  for (const std::string language : {"en", "fr"}) {
    pages.Segue("--project shop --as-of 2026-06-30 audit --against 2026-Q1 --lang " + language +
                " --html pages/print-4-audit-" + language + ".html");
  }
  pages.Check();
}
