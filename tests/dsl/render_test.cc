// How diagnostics look. Expected texts are written by hand from dsl/render.h.
#include "dsl/render.h"

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace segue::dsl;

namespace {

Diagnostic Make(std::uint32_t begin, std::uint32_t end) {
  return {"SG0102", Severity::kError, {0, begin, end}, "there is no event \"purchse\"", "", ""};
}

}  // namespace

TEST_CASE("a diagnostic shows place, line, caret, note and hint", "[render]") {
  SourceMap sources;
  sources.Add({"rules/main.segue", "a\nb\n  and did not (purchse)\n"});
  auto diagnostic = Make(19, 26);
  diagnostic.note = "declared in events.segue";
  diagnostic.hint = "did you mean \"purchase\"?";
  CHECK(Render(sources, diagnostic) ==
        "rules/main.segue:3:16: error: there is no event \"purchse\" [SG0102]\n"
        " 3 |   and did not (purchse)\n"
        "   |                ^^^^^^^\n"
        "   = declared in events.segue\n"
        "   = did you mean \"purchase\"?\n");
}

TEST_CASE("columns count code points, carets stand under wide and combined characters", "[render]") {
  SourceMap sources;
  sources.Add({"f", "\u65E5\u672C e\u0301 x"});
  const std::string text = Render(sources, Make(11, 12));
  CHECK(text.starts_with("f:1:7: "));  // 日 本 blank e ◌́ blank x
  CHECK(text.ends_with("\n 1 | \u65E5\u672C e\u0301 x\n   |        ^\n"));
}

TEST_CASE("a span over lines is marked to the end of its first line, an empty one by one caret", "[render]") {
  SourceMap sources;
  sources.Add({"f", "ab cd\r\nef\n"});
  CHECK(Render(sources, Make(3, 9)).ends_with(" 1 | ab cd\n   |    ^^\n"));
  CHECK(Render(sources, Make(5, 5)).ends_with(" 1 | ab cd\n   |      ^\n"));
  CHECK(Render(sources, Make(10, 10)).ends_with(" 3 | \n   | ^\n"));
  CHECK(Render(sources, Make(900, 901)).ends_with(" 3 | \n   | ^\n"));
}

TEST_CASE("a line cannot write to the terminal", "[render]") {
  SourceMap sources;
  sources.Add({"f", "a\x1b[31m\tb\xE9 \u009B"});
  const std::string text = Render(sources, Make(0, 1));
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find(" 1 | a?[31m b? ?\n") != std::string::npos);
}

TEST_CASE("only the part of a long line around the place is shown", "[render]") {
  SourceMap sources;
  sources.Add({"f", std::string(5'000, 'a') + "X" + std::string(5'000, 'b')});
  const std::string text = Render(sources, Make(5'000, 5'001));
  CHECK(text.size() < 400);
  CHECK(text.find("\u2026" + std::string(40, 'a') + "Xb") != std::string::npos);
  CHECK(text.ends_with("   | " + std::string(41, ' ') + "^\n"));
}

TEST_CASE("colours surround severity and caret only when asked for", "[render]") {
  SourceMap sources;
  sources.Add({"f", "abc"});
  auto warning = Make(0, 1);
  warning.severity = Severity::kWarning;
  CHECK(Render(sources, warning).find("warning: there is") != std::string::npos);
  CHECK(Render(sources, warning, true).find("\x1b[1;33m^\x1b[0m") != std::string::npos);
  CHECK(Render(sources, Make(0, 1), true).find("\x1b[1;31m^\x1b[0m") != std::string::npos);
}

TEST_CASE("diagnostics are sorted by file, place and code, repeats dropped", "[render]") {
  const auto make = [](SourceId source, std::uint32_t begin, const char* code) {
    return Diagnostic{code, Severity::kError, {source, begin, begin}, "m", "", ""};
  };
  std::vector<Diagnostic> list{make(1, 0, "SG0001"), make(0, 9, "SG0001"), make(0, 2, "SG0200"), make(0, 2, "SG0100"),
                               make(0, 9, "SG0001")};
  Sort(list);
  REQUIRE(list.size() == 4);
  CHECK(list[0].code == "SG0100");
  CHECK(list[1].code == "SG0200");
  CHECK(list[2].span.begin == 9);
  CHECK(list[3].span.source == 1);
  CHECK(HasErrors(list));
  list[0].severity = Severity::kWarning;
  list.resize(1);
  CHECK_FALSE(HasErrors(list));
}
