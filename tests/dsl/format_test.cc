// The formatter: parse(print(x)) = x, printing twice prints once, every comment is kept, and the layouts in
// tests/dsl/formats/*.segue (as somebody may write it) + .out (as it is printed) are what a reader expects.
#include "dsl/format.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "dsl/parse.h"
#include "dsl/render.h"
#include "dsl/words.h"
#include "tests/dsl/dump.h"
#include "tests/dsl/random_text.h"

namespace fs = std::filesystem;
using namespace segue::dsl;

namespace {

const fs::path kFolder = fs::path(SEGUE_SOURCE_DIR) / "tests/dsl";

std::string Slurp(const fs::path& path) {
  std::ifstream input(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(input), {}};
}

struct Parsed {
  SourceMap sources;
  File file;
  std::string mistakes;
};

Parsed ParseText(const std::string& text) {
  Parsed parsed;
  const SourceId id = parsed.sources.Add({"text", text});
  std::vector<Diagnostic> diagnostics;
  parsed.file = Parse(parsed.sources, id, diagnostics);
  for (const Diagnostic& diagnostic : diagnostics) parsed.mistakes += Render(parsed.sources, diagnostic);
  return parsed;
}

std::string Printed(const Parsed& parsed) { return Format(parsed.sources, parsed.file); }

/// The tree without the quotes of names that need none: |email| is email.
std::string TreeOf(const File& file) {
  static const std::regex kQuotedName(R"(\|([^|]*)\|)");
  std::string tree;
  for (const Declaration& declaration : file.declarations) {
    const std::string dump = Dump(declaration);
    auto at = dump.cbegin();
    for (std::sregex_iterator name(dump.begin(), dump.end(), kQuotedName), none; name != none; ++name) {
      const std::string text = (*name)[1];
      tree.append(at, (*name)[0].first);
      tree += IsPlainName(text) ? text : "|" + text + "|";
      at = (*name)[0].second;
    }
    tree.append(at, dump.cend());
    tree += '\n';
  }
  return tree;
}

std::vector<std::string> CommentsOf(const Parsed& parsed) {
  std::vector<std::string> comments;
  for (const Span comment : parsed.file.comments) {
    std::string text = parsed.sources.Get(0).text.substr(comment.begin, comment.end - comment.begin);
    text.erase(text.find_last_not_of(" \t\r") + 1);
    comments.push_back(text);
  }
  return comments;
}

/// Same tree, same comments in the same order, and printing again changes nothing.
void CheckPrinting(const std::string& text) {
  const Parsed before = ParseText(text);
  INFO("written:\n" << text << "\nmistakes:\n" << before.mistakes);
  REQUIRE(before.mistakes.empty());
  const std::string printed = Printed(before);
  const Parsed after = ParseText(printed);
  INFO("printed:\n" << printed << "\nmistakes:\n" << after.mistakes);
  REQUIRE(after.mistakes.empty());
  REQUIRE(TreeOf(after.file) == TreeOf(before.file));
  REQUIRE(CommentsOf(after) == CommentsOf(before));
  REQUIRE(Printed(after) == printed);
}

}  // namespace

TEST_CASE("layouts are as written beside them", "[format]") {
  std::size_t files = 0;
  for (const auto& found : fs::directory_iterator(kFolder / "formats")) {
    if (found.path().extension() != ".segue") continue;
    ++files;
    INFO(found.path().filename().string());
    const std::string text = Slurp(found.path());
    const Parsed parsed = ParseText(text);
    REQUIRE(parsed.mistakes == "");
    const fs::path expected = fs::path(found.path()).replace_extension(".out");
    if (std::getenv("SEGUE_UPDATE") != nullptr) std::ofstream(expected, std::ios::binary) << Printed(parsed);
    CHECK(Printed(parsed) == Slurp(expected));
    CheckPrinting(text);
  }
  CHECK(files >= 5);
}

TEST_CASE("random rules print to the same tree", "[format]") {
  const char* const chosen = std::getenv("SEGUE_SEED");
  const char* const more = std::getenv("SEGUE_FORMAT_TEXTS");
  const std::uint64_t first = chosen != nullptr ? std::strtoull(chosen, nullptr, 10) : 1;
  const std::uint64_t count = chosen != nullptr ? 1 : more != nullptr ? std::strtoull(more, nullptr, 10) : 2000;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    INFO("SEGUE_SEED=" << seed);
    CheckPrinting(RandomRules(seed));
  }
}

TEST_CASE("line ends stay what they were", "[format]") {
  CHECK(Printed(ParseText("param  a = 1\r\n\r\n\r\n# x\r\nparam bc = 2\r\n")) ==
        "param a = 1\r\n\r\n# x\r\nparam bc = 2\r\n");
  CHECK(Printed(ParseText("\xEF\xBB\xBFparam  a = 1")) == "param a = 1\n");
  CHECK(Printed(ParseText("")) == "");
  CHECK(Printed(ParseText("\n\n# only a remark\n\n\n# and another\n\n")) == "# only a remark\n\n# and another\n");
}

TEST_CASE("the formatter knows every word of the grammar", "[format]") {
  static const std::regex kKeyword(R"re((?:Word|Means|MissWord)\("([a-z]+)")re");
  std::set<std::string> missing;
  std::size_t seen = 0;
  for (const auto& found : fs::directory_iterator(fs::path(SEGUE_SOURCE_DIR) / "dsl")) {
    if (!found.path().filename().string().starts_with("grammar")) continue;
    const std::string text = Slurp(found.path());
    for (std::sregex_iterator word(text.begin(), text.end(), kKeyword), none; word != none; ++word) {
      ++seen;
      if (!IsGrammarWord((*word)[1].str())) missing.insert((*word)[1]);
    }
  }
  CHECK(seen > 150);
  CHECK(missing.empty());
  CHECK(std::ranges::is_sorted(GrammarWords()));
}

TEST_CASE("names are written plainly where that is possible, and read back as they were", "[words]") {
  CHECK(segue::dsl::WrittenName("Clients") == "Clients");
  CHECK(segue::dsl::WrittenName("Gros clients") == "\"Gros clients\"");
  CHECK(segue::dsl::WrittenName("segment") == "\"segment\"");
  CHECK(segue::dsl::WrittenName("") == "\"\"");
  CHECK(segue::dsl::QuotedName("a \"b\" \\ c\nd") == R"("a \"b\" \\ c\nd")");
}
