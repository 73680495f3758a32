// Whole files: the programs of the language page, comments, spans, encodings, names that could not be read.
#include "dsl/parse.h"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "dsl/render.h"

namespace fs = std::filesystem;
using namespace segue::dsl;

namespace {

struct Read {
  SourceMap sources;
  std::vector<Diagnostic> diagnostics;
  File file;
  std::string text;
  explicit Read(std::string source) : text(std::move(source)) {
    file = Parse(sources, sources.Add({"file", text}), diagnostics);
  }
  std::string At(Span span) const { return text.substr(span.begin, span.end - span.begin); }
  std::string Errors() const {
    std::string rendered;
    for (const auto& diagnostic : diagnostics) rendered += Render(sources, diagnostic);
    return rendered;
  }
  template <typename T>
  const T& Get(std::size_t index) const {
    return std::get<T>(file.declarations.at(index).node);
  }
};

std::string ReadWhole(const fs::path& path) {
  std::ifstream input(path, std::ios::binary);
  std::stringstream text;
  text << input.rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("the programs of the language page are read", "[parse]") {
  for (const auto& found : fs::directory_iterator(fs::path(SEGUE_SOURCE_DIR) / "tests/dsl/programs")) {
    const Read read(ReadWhole(found.path()));
    INFO(found.path().filename().string());
    CHECK(read.Errors() == "");
  }
  // Counted by hand on the page.
  CHECK(Read(ReadWhole(fs::path(SEGUE_SOURCE_DIR) / "tests/dsl/programs/complete.segue")).file.declarations.size() ==
        25);
}

TEST_CASE("comments are kept with their places and are not found in texts", "[parse]") {
  const Read read("# one\nsegment A = a = \"# no\" # two\r\n\"\"\"# no\"\"\"\nsegment B = b#three");
  REQUIRE(read.Errors() == "");
  REQUIRE(read.file.comments.size() == 3);
  CHECK(read.At(read.file.comments[0]) == "# one");
  CHECK(read.At(read.file.comments[1]) == "# two");
  CHECK(read.At(read.file.comments[2]) == "#three");
}

TEST_CASE("a span covers the text of its node and no blank around it", "[parse]") {
  const Read read("\"\"\"Why.\"\"\"\nsegment \"A b\" =  # here\n  country = \"FR\"  for 30 days and ( x )  # end\n");
  REQUIRE(read.Errors() == "");
  const auto& segment = read.Get<SegmentDeclaration>(0);
  CHECK(read.At(read.file.declarations[0].span).starts_with("segment \"A b\""));
  CHECK(read.At(read.file.declarations[0].span).ends_with("( x )"));
  CHECK(read.At(segment.name.span) == "\"A b\"");
  CHECK(read.At(segment.condition.span) == "country = \"FR\"  for 30 days and ( x )");
  const auto& parts = std::get<AndCondition>(segment.condition.node).parts;
  CHECK(read.At(parts[0].span) == "country = \"FR\"  for 30 days");
  CHECK(read.At(parts[1].span) == "( x )");
  const auto& held = std::get<HeldCondition>(parts[0].node);
  CHECK(read.At(held.part->span) == "country = \"FR\"");
  CHECK(read.At(held.length.span) == "30 days");
  const auto& named = std::get<NameCondition>(held.part->node);
  CHECK(read.At(named.name.span) == "country");
  CHECK(read.At(named.test->span) == "= \"FR\"");
}

TEST_CASE("spans of events, filters, clauses, fields and moves", "[parse]") {
  const Read read(
      "segment A = did (a with x = 1 or b) with y = 2 at least 3 times in last 5 days\n"
      "event e { amount  money EUR } recorded since 2026-01-01\n"
      "lifecycle L { (a, b) -> c  after 3 days ; }\n"
      "metric m = (a - b) for X");
  REQUIRE(read.Errors() == "");
  const auto& did = std::get<DidCondition>(read.Get<SegmentDeclaration>(0).condition.node);
  CHECK(read.At(did.events.span) == "(a with x = 1 or b)");
  CHECK(read.At(did.events.alternatives[0].filter->span) == "x = 1");
  CHECK(read.At(did.filters[0].span) == "y = 2");
  CHECK(read.At(did.clauses[0].span) == "at least 3 times");
  CHECK(read.At(did.clauses[1].span) == "in last 5 days");
  const auto& event = read.Get<EventDeclaration>(1);
  CHECK(read.At(event.properties[0].type_span) == "money EUR");
  CHECK(read.At(event.recorded_since_span) == "2026-01-01");
  const auto& move = std::get<TransitionItem>(read.Get<LifecycleDeclaration>(2).items[0]);
  CHECK(read.At(move.span) == "(a, b) -> c  after 3 days");
  CHECK(read.At(move.from.span) == "(a, b)");
  CHECK(read.At(move.to.span) == "c");
  const auto& factor = read.Get<MetricDeclaration>(3).formula.products[0].factors[0];
  CHECK(read.At(factor.span) == "(a - b) for X");
  CHECK(read.At(factor.only_for->span) == "X");
}

TEST_CASE("names and texts are in normal form C", "[parse]") {
  const Read read("segment e\u0301te\u0301 = \"e\u0301\" = \"e\u0301\" and x = \"e\\u{301}\"");
  REQUIRE(read.Errors() == "");
  CHECK(read.Get<SegmentDeclaration>(0).name.text == "\u00E9t\u00E9");
  const auto& parts = std::get<AndCondition>(read.Get<SegmentDeclaration>(0).condition.node).parts;
  const auto& first = std::get<NameCondition>(parts[0].node);
  CHECK(first.name.text == "\u00E9");
  const auto text_of = [](const Condition& part) {
    const auto& test = std::get<CompareTest>(std::get<NameCondition>(part.node).test->test);
    return std::get<Text>(std::get<Literal>(test.value.value).value).text;
  };
  CHECK(text_of(parts[0]) == "\u00E9");
  CHECK(text_of(parts[1]) == "\u00E9");
}

TEST_CASE("byte order marks, line ends of Windows, tabs and no-break spaces are blanks", "[parse]") {
  const Read read("\xEF\xBB\xBFsegment\tA =\r\n\tamount\u00A0>= 50\u00A0EUR and rate > 5\u202F%\r\n");
  CHECK(read.Errors() == "");
  CHECK(read.file.declarations.size() == 1);
  CHECK(read.sources.Locate(0, 3).column == 1);
}

TEST_CASE("empty files are files", "[parse]") {
  for (const std::string text : {"", " \n\t", "# only a comment", "\xEF\xBB\xBF"}) {
    const Read read(text);
    CHECK(read.Errors() == "");
    CHECK(read.file.declarations.empty());
  }
}

TEST_CASE("what can be read is kept, what cannot leaves its name", "[parse]") {
  const Read read(
      "segment Good = everyone\n"
      "segment \"Not good\" = in\n"
      "contact {\n  email text\n  country txet\n  age number\n}\n"
      "lifecycle L {\n  a -> b on\n  b -> c on d\n}\n"
      "account event spend [ x text ]\n");
  CHECK(read.diagnostics.size() == 4);
  CHECK(read.file.declarations.size() == 3);
  CHECK(read.Get<ContactDeclaration>(1).fields.size() == 2);
  CHECK(read.Get<LifecycleDeclaration>(2).items.size() == 1);
  std::vector<std::string> unread;
  for (const auto& name : read.file.unread) unread.push_back(name.text);
  CHECK(unread == std::vector<std::string>{"Not good", "country", "txet", "a", "b", "spend"});
}

TEST_CASE("exact quantities", "[parse]") {
  const Read read(
      "param a = 0.1%\nparam b = -1_234.50 EUR\nparam c = 1_000.25\nparam d = 2 years\nparam e = 35 percent");
  REQUIRE(read.Errors() == "");
  const auto value = [&](std::size_t index) { return read.Get<ParamDeclaration>(index).value.value; };
  CHECK(std::get<Percent>(value(0)).value == 0.001);
  CHECK(std::get<Money>(value(1)).digits == "-1234.50");
  CHECK(std::get<Money>(value(1)).currency == "EUR");
  CHECK(std::get<Number>(value(2)).value == 1000.25);
  CHECK(std::get<Number>(value(2)).digits == "1000.25");
  CHECK(std::get<Duration>(value(3)).count == 2);
  CHECK(std::get<Duration>(value(3)).unit == TimeUnit::kYear);
  CHECK(std::get<Percent>(value(4)).value == 0.35);
}
