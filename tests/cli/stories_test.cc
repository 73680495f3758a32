// Plays every *.test file of this folder (README.md).
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "tests/cli/story.h"

namespace segue::cli_tests {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(SEGUE_SOURCE_DIR) / "tests" / "cli";

/// SEGUE_BINARY, else the executable beside the folder that this test was built in.
std::string Binary() {
  if (const char* binary = std::getenv("SEGUE_BINARY")) return fs::absolute(binary).string();
  return (fs::read_symlink("/proc/self/exe").parent_path().parent_path() / "segue").string();
}

std::vector<fs::path> StoryFiles() {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(kFolder)) {
    if (entry.path().extension() == ".test") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string ReadAll(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void Compare(const Story& expected, const Story& played) {
  const std::size_t most = std::max(expected.sections.size(), played.sections.size());
  for (std::size_t i = 0; i < most; ++i) {
    const Section nothing;
    const Section& wanted = i < expected.sections.size() ? expected.sections[i] : nothing;
    const Section& found = i < played.sections.size() ? played.sections[i] : nothing;
    INFO("section " << i + 1 << ": " << (wanted.heading.empty() ? found.heading : wanted.heading));
    REQUIRE(found.heading == wanted.heading);
    CHECK(found.text == wanted.text);
  }
}

}  // namespace

TEST_CASE("the command line does what the stories tell") {
  const std::string binary = Binary();
  INFO("the executable " << binary << " is built by the target segue");
  REQUIRE(fs::exists(binary));
  REQUIRE_FALSE(StoryFiles().empty());
  for (const fs::path& file : StoryFiles()) {
    DYNAMIC_SECTION(file.stem().string()) {
      const Story story = ParseStory(ReadAll(file));
      const Story played = PlayStory(story, kFolder.string(), binary);
      if (std::getenv("SEGUE_UPDATE") != nullptr) {
        std::ofstream(file, std::ios::binary) << PrintStory(played);
      } else {
        Compare(story, played);
      }
    }
  }
}

}  // namespace segue::cli_tests
