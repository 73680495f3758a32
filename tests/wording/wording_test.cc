// Sentences in two languages against texts written by hand: tests/wording/*.test.
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <string>
#include <vector>

#include "adapters/wording/describe.h"
#include "dsl/parse.h"

namespace segue::wording {
namespace {

constexpr char kNames[] = R"(
contact { country text age number budget money share number "Type de contact" choice (client, prospect)
          birthday date tags list partner flag }
param quiet = 180 days
segment Vip = everyone
flag "A été prospect" when in Vip
score Engagement { at most 10 }
group Channel { otherwise "x" }
lifecycle Relation { start prospect prospect -> client on purchase }
)";

struct Golden {
  std::string rule, english, french;
  int line = 0;
};

std::vector<Golden> ReadGoldens(const std::string& name) {
  std::ifstream input(std::string(SEGUE_SOURCE_DIR) + "/tests/wording/" + name);
  std::vector<Golden> goldens;
  int number = 0;
  for (std::string line; std::getline(input, line);) {
    ++number;
    if (line.starts_with("--- ")) goldens.push_back({line.substr(4), {}, {}, number});
    if (line.starts_with("en ") && !goldens.empty()) goldens.back().english = line.substr(3);
    if (line.starts_with("fr ") && !goldens.empty()) goldens.back().french = line.substr(3);
  }
  return goldens;
}

/// Spaces that must not break, made visible. Names with `_` stay as they are on both sides.
std::string Visible(std::string text) {
  const std::string space = "\u00A0";
  for (std::size_t at = text.find(space); at != std::string::npos; at = text.find(space))
    text.replace(at, space.size(), "_");
  return text;
}

std::string ReadBack(const std::string& rule, std::string_view code) {
  dsl::SourceMap sources;
  std::vector<dsl::Diagnostic> diagnostics;
  Glossary glossary;
  glossary.Add(dsl::Parse(sources, sources.Add({"names", kNames}), diagnostics));
  const dsl::File file = dsl::Parse(sources, sources.Add({"rule", rule}), diagnostics);
  for (const dsl::Diagnostic& diagnostic : diagnostics) UNSCOPED_INFO(diagnostic.message);
  REQUIRE(diagnostics.empty());
  REQUIRE(file.declarations.size() == 1);
  return Visible(OneLine(Describe(file.declarations.front(), *FindLanguage(code), glossary)));
}

void CheckGoldens(const std::string& file, const std::string& before, std::size_t at_least) {
  const std::vector<Golden> goldens = ReadGoldens(file);
  CHECK(goldens.size() >= at_least);
  for (const Golden& golden : goldens) {
    INFO(file << ":" << golden.line << ": " << golden.rule);
    CHECK(ReadBack(before + golden.rule, "en") == golden.english);
    CHECK(ReadBack(before + golden.rule, "fr") == golden.french);
  }
}

TEST_CASE("every form of condition reads back in both languages", "[wording]") {
  CheckGoldens("conditions.test", "segment S = ", 90);
}

TEST_CASE("every declaration reads back in both languages", "[wording]") { CheckGoldens("declarations.test", "", 20); }

TEST_CASE("there are two languages", "[wording]") {
  CHECK(FindLanguage("en") != nullptr);
  CHECK(FindLanguage("fr") != nullptr);
  CHECK(FindLanguage("de") == nullptr);
}

}  // namespace
}  // namespace segue::wording
