// Every example of the documentation is executed.
//
// - The ```segue blocks of one page, in order, are one program and must compile without errors.
// - In a ```console block each line `$ segue …` is run in a fresh copy of examples/boutique (data made and imported);
//   what follows must be its output, line by line. A last line `…` stands for the rest.
// - The ```segue boutique blocks of a page go on with the rules of that copy, for the commands of that page.
//
// SEGUE_UPDATE=1 writes what the commands printed into the pages; read the difference before you commit it.

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "dsl/render.h"
#include "rules/compile.h"
#include "tests/support/command.h"
#include "tests/support/plans.h"

namespace fs = std::filesystem;

namespace {

using segue::testing::BuiltFile;
using segue::testing::ReadText;
using segue::testing::RunShell;
using segue::testing::TemporaryFolder;

const fs::path kRoot = SEGUE_SOURCE_DIR;

// The contents of all ```kind blocks of a page.
std::vector<std::string> Blocks(const fs::path& page, const std::string& kind) {
  std::vector<std::string> blocks;
  std::istringstream input(ReadText(page.string()));
  bool inside = false;
  for (std::string line; std::getline(input, line);) {
    if (!inside && line == "```" + kind) {
      inside = true;
      blocks.emplace_back();
    } else if (inside && line == "```") {
      inside = false;
    } else if (inside) {
      blocks.back() += line + "\n";
    }
  }
  return blocks;
}

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream input(text);
  for (std::string line; std::getline(input, line);) lines.push_back(line);
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

/// What the command prints in the shop's folder, cut where the page cuts it.
std::vector<std::string> OutputOf(const std::string& command, const std::string& shop,
                                  const std::vector<std::string>& expected) {
  const auto found = RunShell("cd " + shop + " && PATH=" + fs::path(BuiltFile("segue")).parent_path().string() +
                              ":$PATH && " + command);
  auto lines = Lines(found.text);
  CHECK((found.exit_status == 0 || !lines.empty()));  // a command that cannot be run is no example
  if (expected.empty() || expected.back() != "…") return lines;
  if (lines.size() >= expected.size()) lines.resize(expected.size() - 1);
  lines.push_back("…");
  return lines;
}

/// The page with its console blocks as they are printed now.
class PageOfCommands {
 public:
  explicit PageOfCommands(std::string shop) : shop_(std::move(shop)) {}

  std::string Run(const fs::path& page) {
    std::istringstream input(ReadText(page.string()));
    bool inside = false;
    for (std::string line; std::getline(input, line);) {
      const bool ends = inside && line == "```";
      if (ends || (inside && line.rfind("$ ", 0) == 0)) Finish();
      if (inside && !ends && line.rfind("$ ", 0) == 0) command_ = line.substr(2);
      if (inside && !ends && line.rfind("$ ", 0) != 0 && !command_.empty()) {
        expected_.push_back(line);
        continue;
      }
      inside = ends ? false : inside || line == "```console";
      text_ += line + "\n";
    }
    return std::exchange(text_, {});
  }
  std::size_t examples() const { return examples_; }

 private:
  void Finish() {
    if (command_.empty()) return;
    ++examples_;
    INFO("$ " << command_);
    std::size_t blanks = 0;
    for (; !expected_.empty() && expected_.back().empty(); expected_.pop_back()) ++blanks;
    const auto found = OutputOf(command_, shop_, expected_);
    if (std::getenv("SEGUE_UPDATE") == nullptr) CHECK(found == expected_);
    for (const std::string& line : found) text_ += line + "\n";
    text_ += std::string(blanks, '\n');
    command_.clear();
    expected_.clear();
  }

  std::string shop_, text_, command_;
  std::vector<std::string> expected_;
  std::size_t examples_ = 0;
};

std::vector<fs::path> Pages() {
  std::vector<fs::path> pages = {kRoot / "README.md"};
  for (const auto& entry : fs::recursive_directory_iterator(kRoot / "docs")) {
    if (entry.path().extension() == ".md") pages.push_back(entry.path());
  }
  return pages;
}

}  // namespace

TEST_CASE("the rules in the documentation compile", "[docs]") {
  std::size_t programs = 0;
  for (const auto& page : Pages()) {
    std::string program;
    for (const auto& block : Blocks(page, "segue")) program += block + "\n";
    if (program.empty()) continue;
    ++programs;
    segue::dsl::SourceMap sources;
    sources.Add({page.filename().string(), program});
    segue::rules::CompileOptions options;
    options.plans = {segue::testing::SmallPlan("Klaviyo", {{"profiles", "active_profiles"}, {"emails", "plan_emails"}}),
                     segue::testing::SmallPlan("Klaviyo SMS", {{"credits", "plan_credits"}})};
    const auto compiled = segue::rules::Compile(sources, options);
    std::string errors;
    for (const auto& diagnostic : compiled.diagnostics) {
      if (diagnostic.severity == segue::dsl::Severity::kError) errors += segue::dsl::Render(sources, diagnostic);
    }
    INFO(page.string() << "\n" << errors);
    CHECK(compiled.ok);
  }
  CHECK(programs >= 2);
}

TEST_CASE("the commands in the documentation print what it says", "[docs]") {
  const TemporaryFolder folder;
  const auto shop = folder.path() + "/boutique";
  const auto source = (kRoot / "examples/boutique").string();
  REQUIRE(RunShell("mkdir " + shop + " && cp -r " + source + "/segue.yaml " + source + "/rules " + source + "/plans " +
                   source + "/tests " + shop)
              .exit_status == 0);
  REQUIRE(RunShell(BuiltFile("examples/boutique_generator") + " " + shop + "/data").exit_status == 0);
  PageOfCommands commands(shop);
  for (const auto& page : Pages()) {
    INFO(page.string());
    const std::string rules = shop + "/rules/page.segue";
    std::ofstream file(rules, std::ios::binary);
    for (const std::string& block : Blocks(page, "segue boutique")) file << block << "\n";
    file.close();
    const std::string text = commands.Run(page);
    fs::remove(rules);
    if (std::getenv("SEGUE_UPDATE") != nullptr && text != ReadText(page.string())) {
      std::ofstream(page, std::ios::binary) << text;
    }
  }
  CHECK(commands.examples() >= 3);
}
