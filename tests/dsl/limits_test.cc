// Large, deep and hostile files: a diagnostic each time, never a crash, and never more than linear time.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>

#include "dsl/parse.h"
#include "dsl/render.h"

using namespace segue::dsl;

namespace {

struct Read {
  SourceMap sources;
  std::vector<Diagnostic> diagnostics;
  File file;
  explicit Read(std::string text) { file = Parse(sources, sources.Add({"file", std::move(text)}), diagnostics); }
  bool Has(const std::string& code) const {
    for (const auto& diagnostic : diagnostics) {
      if (diagnostic.code == code) return true;
    }
    return false;
  }
};

std::string Repeat(const std::string& part, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

std::string ReadProgram() {
  std::ifstream input(std::filesystem::path(SEGUE_SOURCE_DIR) / "tests/dsl/programs/complete.segue");
  std::stringstream text;
  text << input.rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("nesting up to the limit is read, in every place that nests", "[limits]") {
  const std::string open = Repeat("(", kMaxDepth);
  const std::string close = Repeat(")", kMaxDepth);
  CHECK(Read("segment A = " + open + "a" + close).diagnostics.empty());
  CHECK(Read("segment A = " + Repeat("not ", kMaxDepth) + "a").diagnostics.empty());
  CHECK(Read("metric a = " + open + "b" + close).diagnostics.empty());
  CHECK(Read("segment A = did a with " + open + "b = 1" + close).diagnostics.empty());
  CHECK(Read("segment A = " + Repeat("did a while (", kMaxDepth) + "b" + close).diagnostics.empty());
}

TEST_CASE("deeper nesting is a diagnostic, however deep", "[limits]") {
  for (const std::size_t depth : {std::size_t{kMaxDepth + 1}, std::size_t{100'000}}) {
    const std::string open = Repeat("(", depth);
    const std::string close = Repeat(")", depth);
    CHECK(Read("segment A = " + open + "a" + close).Has("SG0008"));
    CHECK(Read("segment A = " + open).Has("SG0008"));
    CHECK(Read("segment A = " + Repeat("not ", depth) + "a").Has("SG0008"));
    CHECK(Read("metric a = " + open + "b" + close).Has("SG0008"));
    CHECK(Read("segment A = did a with " + open + "b = 1" + close).Has("SG0008"));
    CHECK(Read("segment A = " + Repeat("did a while (", depth) + "b" + close).Has("SG0008"));
  }
}

TEST_CASE("reading goes on behind what is nested too deep", "[limits]") {
  const Read read("segment A = " + Repeat("(", 100'000) + "\nsegment B = in\nsegment C = everyone\n");
  CHECK(read.diagnostics.size() == 2);
  CHECK(read.file.declarations.size() == 1);
}

TEST_CASE("a file of 4 MiB is read and a larger one refused", "[limits]") {
  const std::string line = "segment A = everyone\n";
  std::string text = Repeat(line, kMaxFileBytes / line.size());
  text.resize(kMaxFileBytes, ' ');
  CHECK(Read(text).diagnostics.empty());
  const Read larger(text + " ");
  REQUIRE(larger.diagnostics.size() == 1);
  CHECK(larger.Has("SG0007"));
  CHECK(larger.file.declarations.empty());
}

TEST_CASE("reading gives up after a thousand errors", "[limits]") {
  const Read read(Repeat("segment A = in\n", 5'000));
  CHECK(read.diagnostics.size() == 1'001);
  CHECK(read.Has("SG0022"));
}

TEST_CASE("twenty errors in one file are twenty lines of errors", "[limits]") {
  const Read read(Repeat("segment A = email is set and or B\n", 20));
  REQUIRE(read.diagnostics.size() == 20);
  for (std::uint32_t line = 1; line <= 20; ++line) {
    CHECK(read.sources.Locate(0, read.diagnostics[line - 1].span.begin).line == line);
  }
}

// 10,000 lines take 60 ms at -O1; the bound leaves room for sanitizers and a busy machine and still catches a grammar
// that tries alternatives again and again.
TEST_CASE("ten thousand lines are read at once", "[limits]") {
  const std::string program = ReadProgram();
  std::string text;
  while (std::count(text.begin(), text.end(), '\n') < 10'000) text += program;
  CHECK(Read(text).diagnostics.empty());
}

// Each would run into the test's time limit if finding one's feet looked at a line again for every token of it.
TEST_CASE("long lines without sense are left behind quickly", "[limits]") {
  for (const std::string part :
       {"(", "a ", "\"", "{", "}", "not ", "with (", "segment ", "\"\"\"", "a -> ", "\\", "1"}) {
    INFO(part);
    CHECK_FALSE(Read("segment A = " + Repeat(part, 200'000)).diagnostics.empty());
    CHECK_FALSE(Read("lifecycle L { " + Repeat(part, 200'000)).diagnostics.empty());
  }
}

TEST_CASE("any mutilated program is read without a crash, every span inside the text", "[limits]") {
  const std::string program = ReadProgram();
  const std::string signs = "(){}\"\\#;,.=<>!-+*/%:\n \tan0\xC3\xE2";
  std::mt19937 random(20260301);
  for (int round = 0; round < 1'500; ++round) {
    std::string text = program;
    const int edits = 1 + static_cast<int>(random() % 4);
    for (int i = 0; i < edits; ++i) {
      const std::size_t at = random() % text.size();
      const std::size_t length = std::min<std::size_t>(random() % 12, text.size() - at);
      text.replace(at, length, std::string(random() % 3, signs[random() % signs.size()]));
    }
    const Read read(text);
    INFO("round " << round);
    for (const auto& diagnostic : read.diagnostics) {
      REQUIRE(diagnostic.span.begin <= diagnostic.span.end);
      REQUIRE(diagnostic.span.end <= text.size());
      REQUIRE_FALSE(Render(read.sources, diagnostic).empty());
    }
  }
}
