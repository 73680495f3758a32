// Runs every tests/eval/*.test: compiles the rules, evaluates the timelines, compares the answers.
//
//   SEGUE_UPDATE=1   writes what was found into the files (review the difference before you commit it)
//   SEGUE_EVAL=name  only files whose name contains that
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "dsl/render.h"
#include "rules/compile.h"
#include "tests/eval/scenario.h"
#include "tests/eval/test_file.h"

namespace segue::eval {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> TestPaths() {
  const char* wanted = std::getenv("SEGUE_EVAL");
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(fs::path(SEGUE_SOURCE_DIR) / "tests/eval")) {
    const bool chosen = wanted == nullptr || entry.path().filename().string().find(wanted) != std::string::npos;
    if (entry.path().extension() == ".test" && chosen) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

TestFile ReadTestFile(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  return ParseTestFile(path.filename().string(), text);
}

/// One text per error; warnings are no errors.
std::vector<std::string> CompileErrors(const dsl::SourceMap& sources, const rules::Compiled& compiled) {
  std::vector<std::string> errors;
  for (const auto& diagnostic : compiled.diagnostics)
    if (diagnostic.severity == dsl::Severity::kError) errors.push_back(dsl::Render(sources, diagnostic));
  if (!compiled.ok && errors.empty()) errors.push_back("the rules do not compile, and no error says why");
  return errors;
}

/// Puts the answer in place of the expectation in its line.
void Rewrite(TestFile& file, const Expectation& expectation, const std::string& found) {
  std::string& line = file.lines[expectation.line.number - 1];
  if (expectation.expected.empty()) {
    line += " " + found;
    return;
  }
  const auto colon = line.find(expectation.question) + expectation.question.size();
  const auto old = line.find(expectation.expected, colon);
  line.replace(old, expectation.expected.size(), found);
}

struct Outcome {
  std::string differences;  // expected and found side by side
  std::size_t checked = 0;
};

void CheckScenario(TestFile& file, const Scenario& scenario, const engine::Program& program, Outcome& outcome) {
  std::vector<std::string> errors;
  const ScenarioRun run(program, scenario, errors);
  for (const auto& error : errors) outcome.differences += file.path + ":" + error + "\n";
  if (!errors.empty()) return;
  for (const auto& expectation : scenario.expectations) {
    ++outcome.checked;
    const std::string found = run.Answer(expectation.question);
    if (found == expectation.expected) continue;
    outcome.differences += file.path + ":" + std::to_string(expectation.line.number) + ": " + expectation.question +
                           "  (" + scenario.title + ")\n  expected: " + expectation.expected +
                           "\n  found:    " + found + "\n";
    Rewrite(file, expectation, found);
  }
}

Outcome CheckFile(TestFile& file) {
  Outcome outcome;
  for (const auto& error : file.errors) outcome.differences += error + "\n";
  dsl::SourceMap sources;
  sources.Add({file.path, file.rules});
  const rules::Compiled compiled = rules::Compile(sources);
  for (const auto& error : CompileErrors(sources, compiled)) outcome.differences += error;
  if (!outcome.differences.empty()) return outcome;
  for (const auto& scenario : file.scenarios) CheckScenario(file, scenario, compiled.program, outcome);
  return outcome;
}

void Save(const fs::path& path, const TestFile& file) {
  std::ofstream out(path, std::ios::binary);
  for (const auto& line : file.lines) out << line << "\n";
}

TEST_CASE("rules over timelines give the expected intervals and moves") {
  const bool update = std::getenv("SEGUE_UPDATE") != nullptr;
  const auto paths = TestPaths();
  REQUIRE_FALSE(paths.empty());
  for (const auto& path : paths) {
    TestFile file = ReadTestFile(path);
    const Outcome outcome = CheckFile(file);
    if (update) Save(path, file);
    CHECK(outcome.checked > 0);
    if (!outcome.differences.empty()) FAIL_CHECK(outcome.differences);
  }
}

TEST_CASE("a scenario that is wrong says where") {
  const TestFile file = ParseTestFile("wrong.test", "rule\ntest \"t\"\n  as if\n  expect\n    ada Recent\n");
  REQUIRE(file.errors.size() == 3);
  CHECK(file.errors[0] == "wrong.test:1: expected `rules` or `test \"…\"` at the left margin, found `rule`");
  CHECK(file.errors[1] == "wrong.test:3: expected `contact`, `as of`, `horizon` or `expect`, found `as if`");
  CHECK(file.errors[2] == "wrong.test:5: expected `who what: value`");
}

}  // namespace
}  // namespace segue::eval
