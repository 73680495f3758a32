// What lies in docs/editors: the JSON parses, the TextMate grammar knows every word of the language.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <string>

#include "dsl/lexical.h"
#include "dsl/words.h"

namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace {

const fs::path kFolder = fs::path(SEGUE_SOURCE_DIR) / "docs/editors";

Json ReadJson(const fs::path& path) {
  std::ifstream input(path);
  INFO(path.string());
  const Json json = Json::parse(input, nullptr, false);
  REQUIRE(json.is_object());
  return json;
}

/// Every pattern text of a grammar, at any depth.
void AddPatterns(const Json& node, std::string& patterns) {
  for (const auto& [key, value] : node.items()) {
    if (value.is_structured()) AddPatterns(value, patterns);
    if (value.is_string() && (key == "match" || key == "begin")) patterns += value.get<std::string>() + "\n";
  }
}

/// Every `#name` that a grammar includes.
void AddIncludes(const Json& node, std::set<std::string>& includes) {
  for (const auto& [key, value] : node.items()) {
    if (value.is_structured()) AddIncludes(value, includes);
    if (key == "include") includes.insert(value.get<std::string>().substr(1));
  }
}

}  // namespace

TEST_CASE("the TextMate grammar knows every word of the language", "[editors]") {
  const Json grammar = ReadJson(kFolder / "segue.tmLanguage.json");
  CHECK(grammar["scopeName"] == "source.segue");
  std::string patterns;
  AddPatterns(grammar["repository"], patterns);
  static const std::regex kWord("[a-z]+");
  std::set<std::string> known;
  for (std::sregex_iterator word(patterns.begin(), patterns.end(), kWord), none; word != none; ++word)
    known.insert(word->str());
  std::size_t reserved = 0;
  for (const auto word : segue::dsl::GrammarWords()) {
    INFO(word);
    CHECK(known.contains(std::string(word)));
    reserved += segue::dsl::IsReserved(word) ? 1 : 0;
  }
  CHECK(reserved == 30);
  std::set<std::string> includes;
  AddIncludes(grammar, includes);
  for (const std::string& include : includes) CHECK(grammar["repository"].contains(include));
  CHECK(includes.size() == grammar["repository"].size());
}

TEST_CASE("the extension names files that are there", "[editors]") {
  const Json package = ReadJson(kFolder / "vscode/package.json");
  ReadJson(kFolder / "vscode/language-configuration.json");
  CHECK(fs::exists(kFolder / "vscode" / package["main"].get<std::string>()));
  CHECK(package["contributes"]["grammars"][0]["scopeName"] == "source.segue");
  CHECK(fs::exists(kFolder / "vscode" / package["contributes"]["languages"][0]["configuration"].get<std::string>()));
  CHECK(package["dependencies"].contains("vscode-languageclient"));
}
