// The arrows of docs/internals/architecture.md: which room may include which, and where each foreign library may
// appear. Reads every #include of the tree; a forbidden one fails with its file, line and the rule that it breaks.

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

struct Include {
  std::string file;  // from the root
  int line = 0;
  std::string path;
  bool angled = false;
};

// "dsl/parse.h" → "dsl"; "adapters/csv/x.h" → "adapters/csv"; "adapters/result.h" → "adapters".
std::string RoomOf(const std::string& path) {
  std::vector<std::string> parts;
  for (const auto& part : fs::path(path)) parts.push_back(part.string());
  if (parts.size() < 2) return "";
  if (parts[0] == "adapters" && parts.size() > 2) return parts[0] + "/" + parts[1];
  return parts[0];
}

// Adapters know every room and the shared interfaces; only these know other adapters.
bool AdapterMayInclude(const std::string& from, const std::string& to) {
  static const std::map<std::string, std::set<std::string>> kNeighbours = {
      {"adapters/import", {"adapters/csv", "adapters/json", "adapters/project"}},
      {"adapters/rule_tests", {"adapters/project"}},
      {"adapters/discover", {"adapters/csv", "adapters/import", "adapters/project"}}};
  static const std::set<std::string> kBelow = {"adapters", "dsl", "engine", "rules", "statistics", "unicode"};
  if (kBelow.count(to) > 0) return true;
  if (from == "adapters/cli") return true;
  const auto known = kNeighbours.find(from);
  return known != kNeighbours.end() && known->second.count(to) > 0;
}

bool MayInclude(const std::string& from, const std::string& to) {
  if (from == to) return true;
  if (from == "unicode" || from == "statistics") return false;
  if (from == "dsl") return to == "unicode";
  if (from == "engine") return to == "unicode" || to == "statistics";
  if (from == "rules") return to == "dsl" || to == "engine" || to == "unicode";
  if (from == "adapters") return to == "engine" || to == "statistics" || to == "unicode";
  return AdapterMayInclude(from, to);
}

struct ForeignRule {
  std::regex header;
  std::regex allowed_file;
};

const std::vector<ForeignRule>& ForeignRules() {
  static const std::vector<ForeignRule> rules = {
      {std::regex("^boost/spirit.*"), std::regex("^dsl/grammar[^/]*$")},
      {std::regex("^boost/math/.*"), std::regex("^statistics/distributions\\.cc$")},
      {std::regex("^utf8proc\\.h$"), std::regex("^unicode/.*")},
      {std::regex("^cctz/.*"), std::regex("^engine/.*")},
      {std::regex("^re2/.*"), std::regex("^engine/.*")},
      {std::regex("^sqlite3\\.h$"), std::regex("^adapters/sqlite/.*")},
      {std::regex("^xxhash\\.h$"), std::regex("^(engine|adapters/(sqlite|timeline_cache))/.*")},
      {std::regex("^yaml-cpp/.*"), std::regex("^adapters/(project|rule_tests)/.*")},
      {std::regex("^csv\\.h$"), std::regex("^adapters/csv/.*")},
      {std::regex("^iconv\\.h$"), std::regex("^adapters/csv/.*")},
      {std::regex("^zlib\\.h$"), std::regex("^adapters/(csv|json)/.*")},
      {std::regex("^CLI/.*"), std::regex("^adapters/cli/.*")},
      {std::regex("^spdlog/.*"), std::regex("^adapters/cli/.*")},
      {std::regex("^nlohmann/.*"), std::regex("^adapters/(cli|html|json|lsp|sqlite)/.*")},
      {std::regex("^xlsxwriter\\.h$"), std::regex("^adapters/xlsx/.*")},
      {std::regex("^simdjson.*"), std::regex("^adapters/json/.*")},
  };
  return rules;
}

std::vector<Include> ReadIncludes(const fs::path& root, const std::string& folder) {
  static const std::regex kInclude(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"].*)re");
  std::vector<Include> includes;
  for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
    const auto extension = entry.path().extension();
    if (extension != ".h" && extension != ".cc") continue;
    std::ifstream input(entry.path());
    std::string text;
    for (int line = 1; std::getline(input, text); ++line) {
      std::smatch match;
      if (!std::regex_match(text, match, kInclude)) continue;
      includes.push_back({fs::relative(entry.path(), root).generic_string(), line, match[2], match[1] == "<"});
    }
  }
  return includes;
}

std::string Describe(const Include& include) {
  return include.file + ":" + std::to_string(include.line) + " includes " + include.path;
}

// Empty when allowed, else the rule that is broken.
std::string BrokenRule(const Include& include) {
  if (!include.angled) {
    const auto from = RoomOf(include.file), to = RoomOf(include.path);
    return MayInclude(from, to) ? "" : from + " must not know " + to;
  }
  for (const auto& rule : ForeignRules()) {
    if (!std::regex_match(include.path, rule.header)) continue;
    if (!std::regex_match(include.file, rule.allowed_file)) return "this library belongs to another room";
  }
  return "";
}

}  // namespace

TEST_CASE("include arrows follow the architecture", "[house]") {
  const fs::path root = SEGUE_SOURCE_DIR;
  std::size_t seen = 0;
  for (const std::string folder : {"unicode", "statistics", "dsl", "engine", "rules", "adapters"}) {
    for (const auto& include : ReadIncludes(root, folder)) {
      ++seen;
      const auto rule = BrokenRule(include);
      INFO(Describe(include));
      CHECK(rule == "");
    }
  }
  CHECK(seen > 100);
}

TEST_CASE("the arrow check refuses what the page forbids", "[house]") {
  CHECK(BrokenRule({"engine/program.h", 1, "dsl/syntax.h", false}) != "");
  CHECK(BrokenRule({"dsl/parse.h", 1, "engine/instant.h", false}) != "");
  CHECK(BrokenRule({"rules/compile.cc", 1, "adapters/result.h", false}) != "");
  CHECK(BrokenRule({"adapters/csv/reader.h", 1, "adapters/sqlite/sqlite_store.h", false}) != "");
  CHECK(BrokenRule({"engine/program.h", 1, "sqlite3.h", true}) != "");
  CHECK(BrokenRule({"rules/compile.cc", 1, "boost/spirit/home/x3.hpp", true}) != "");
  CHECK(BrokenRule({"statistics/trend.h", 1, "engine/instant.h", false}) != "");
  CHECK(BrokenRule({"rules/compile.cc", 1, "statistics/trend.h", false}) != "");
  CHECK(BrokenRule({"statistics/trend.cc", 1, "boost/math/distributions/normal.hpp", true}) != "");
  CHECK(BrokenRule({"engine/trend.cc", 1, "boost/math/distributions/normal.hpp", true}) != "");
  CHECK(BrokenRule({"engine/report_table.cc", 1, "statistics/trend.h", false}) == "");
  CHECK(BrokenRule({"adapters/cli/main.cc", 1, "adapters/sqlite/sqlite_store.h", false}) == "");
  CHECK(BrokenRule({"rules/compile.cc", 1, "engine/program.h", false}) == "");
  CHECK(BrokenRule({"engine/program.h", 1, "vector", true}) == "");
}
