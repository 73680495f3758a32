// Mistakes and what is said about them: tests/dsl/errors/*.segue, with the whole output in the .err beside it.
// SEGUE_UPDATE=1 rewrites the .err files; read the difference before you commit it.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "dsl/parse.h"
#include "dsl/render.h"

namespace fs = std::filesystem;
using namespace segue::dsl;

namespace {

const fs::path kRoot = SEGUE_SOURCE_DIR;

std::string ReadWhole(const fs::path& path) {
  std::ifstream input(path, std::ios::binary);
  std::stringstream text;
  text << input.rdbuf();
  return text.str();
}

std::string MistakesIn(const std::string& name, const std::string& text) {
  SourceMap sources;
  const SourceId id = sources.Add({name, text});
  std::vector<Diagnostic> diagnostics;
  Parse(sources, id, diagnostics);
  std::string rendered;
  for (const auto& diagnostic : diagnostics) rendered += Render(sources, diagnostic);
  return rendered;
}

/// Every "SG00nn" that stands behind `before`.
std::set<std::string> CodesIn(const std::string& text, const std::string& before) {
  const std::string start = before + "SG00";
  std::set<std::string> codes;
  for (std::size_t at = text.find(start); at != std::string::npos; at = text.find(start, at + 1)) {
    codes.insert(text.substr(at + before.size(), 6));
  }
  return codes;
}

}  // namespace

TEST_CASE("mistakes are reported as written beside them", "[errors]") {
  const bool update = std::getenv("SEGUE_UPDATE") != nullptr;
  for (const auto& found : fs::directory_iterator(kRoot / "tests/dsl/errors")) {
    if (found.path().extension() != ".segue") continue;
    fs::path expected = found.path();
    expected.replace_extension(".err");
    const std::string mistakes = MistakesIn(found.path().filename().string(), ReadWhole(found.path()));
    INFO(found.path().filename().string());
    if (update) {
      std::ofstream(expected, std::ios::binary) << mistakes;
    } else {
      CHECK(mistakes == ReadWhole(expected));
    }
  }
}

TEST_CASE("no message names a C++ type or is left without words", "[errors]") {
  for (const auto& found : fs::directory_iterator(kRoot / "tests/dsl/errors")) {
    if (found.path().extension() != ".err") continue;
    INFO(found.path().filename().string());
    const std::string mistakes = ReadWhole(found.path());
    for (const char* leak : {"std::", "boost", "struct ", "class ", "segue::", "N5segue", "_id"}) {
      CHECK(mistakes.find(leak) == std::string::npos);
    }
  }
}

// The fallback "this cannot be read" would hide a gap in the grammar's expectations.
TEST_CASE("every message says what was expected", "[errors]") {
  for (const auto& found : fs::directory_iterator(kRoot / "tests/dsl/errors")) {
    if (found.path().extension() != ".err") continue;
    INFO(found.path().filename().string());
    CHECK(ReadWhole(found.path()).find("cannot be read") == std::string::npos);
  }
}

TEST_CASE("every code of the room has a page section and an example", "[errors]") {
  const auto declared = CodesIn(ReadWhole(kRoot / "dsl/codes.h"), "\"");
  const std::string page = ReadWhole(kRoot / "docs/errors/syntax.md");
  CHECK(CodesIn(page, "\n## ") == declared);
  std::string seen;
  for (const auto& found : fs::directory_iterator(kRoot / "tests/dsl/errors")) {
    if (found.path().extension() == ".err") seen += ReadWhole(found.path());
  }
  // Too large a file and too many errors are tested with generated text in limits_test.cc.
  seen += "[SG0007] [SG0022]";
  CHECK(CodesIn(seen, "[") == declared);
}

TEST_CASE("every bad example of the page is bad in the way its section says", "[errors]") {
  const std::string page = ReadWhole(kRoot / "docs/errors/syntax.md");
  const std::string fence = "\n```segue bad\n";
  std::size_t examples = 0;
  for (std::size_t at = page.find("\n## "); at != std::string::npos; at = page.find("\n## ", at + 1)) {
    const std::string section = page.substr(at, page.find("\n## ", at + 1) - at);
    const std::size_t begin = section.find(fence);
    if (begin == std::string::npos) continue;
    const std::size_t code_begin = begin + fence.size();
    const std::string example = section.substr(code_begin, section.find("```", code_begin) - code_begin);
    const std::string mistakes = MistakesIn("example", example);
    INFO(section << mistakes);
    CHECK(CodesIn(mistakes, "[") == CodesIn(section, "\n## "));
    ++examples;
  }
  CHECK(examples >= 18);
}
