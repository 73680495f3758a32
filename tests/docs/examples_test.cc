// Every example of the documentation is executed.
//
// - The ```segue blocks of one page, in order, are one program and must compile without errors.
// - In a ```console block each line `$ segue …` is run in a fresh copy of examples/boutique (data made and imported);
//   what follows must be its output, line by line. A last line `…` stands for the rest.

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <sstream>
#include <string>
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

struct Example {
  std::string command;  // without "$ "
  std::vector<std::string> output;
};

std::vector<Example> ConsoleExamples(const fs::path& page) {
  std::vector<Example> examples;
  for (const auto& block : Blocks(page, "console")) {
    std::istringstream input(block);
    for (std::string line; std::getline(input, line);) {
      if (line.rfind("$ ", 0) == 0) {
        examples.push_back({line.substr(2), {}});
      } else if (!examples.empty()) {
        examples.back().output.push_back(line);
      }
    }
  }
  for (auto& example : examples) {
    while (!example.output.empty() && example.output.back().empty()) example.output.pop_back();
  }
  return examples;
}

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream input(text);
  for (std::string line; std::getline(input, line);) lines.push_back(line);
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

void CheckExample(const Example& example, const std::string& shop) {
  INFO("$ " << example.command);
  const auto found = RunShell("cd " + shop + " && PATH=" + fs::path(BuiltFile("segue")).parent_path().string() +
                              ":$PATH && " + example.command);
  auto expected = example.output;
  auto lines = Lines(found.text);
  if (!expected.empty() && expected.back() == "…") {
    expected.pop_back();
    if (lines.size() > expected.size()) lines.resize(expected.size());
  }
  INFO("found:\n" << found.text);
  CHECK(lines == expected);
}

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
    options.plans = {segue::testing::SmallPlan("Klaviyo", {{"profiles", "active_profiles"}, {"emails", "email_sends"}}),
                     segue::testing::SmallPlan("Klaviyo SMS", {{"credits", "sms_credits"}})};
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
  std::size_t examples = 0;
  for (const auto& page : Pages()) {
    INFO(page.string());
    for (const auto& example : ConsoleExamples(page)) {
      ++examples;
      CheckExample(example, shop);
    }
  }
  CHECK(examples >= 3);
}
