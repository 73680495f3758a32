// The command line as data: global options on both sides of the command, suggestions for what is misspelt.
#include "adapters/cli/arguments.h"

#include <catch2/catch_test_macros.hpp>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "unicode/unicode.h"

namespace segue::cli {
namespace {

using Words = std::vector<const char*>;

std::variant<CommandLine, EarlyEnd> Parse(const Words& words) {
  Words arguments{"segue"};
  arguments.insert(arguments.end(), words.begin(), words.end());
  return ParseArguments(static_cast<int>(arguments.size()), arguments.data());
}

CommandLine Line(const Words& words) {
  auto parsed = Parse(words);
  if (auto* end = std::get_if<EarlyEnd>(&parsed)) FAIL(end->text);
  return std::get<CommandLine>(parsed);
}

EarlyEnd End(const Words& words) {
  auto parsed = Parse(words);
  REQUIRE(std::holds_alternative<EarlyEnd>(parsed));
  return std::get<EarlyEnd>(parsed);
}

}  // namespace

TEST_CASE("every help fits into 80 columns") {
  for (const char* command : {"", "init", "check", "import", "count", "list", "moves", "report", "prune", "run", "fmt",
                              "sql", "describe", "diff", "explain", "test", "lsp"}) {
    const std::string help = End(*command == '\0' ? Words{"--help"} : Words{command, "--help"}).text;
    std::istringstream lines(help);
    for (std::string line; std::getline(lines, line);) {
      INFO(line);
      CHECK(unicode::DisplayWidth(line) <= 80);
    }
  }
}

TEST_CASE("global options stand before or after the command") {
  for (const CommandLine& line :
       {Line({"--as-of", "2026", "--format", "csv", "--rules", "a", "--rules", "b", "count", "A", "B"}),
        Line({"count", "A", "B", "--rules", "a", "--rules=b", "--format=csv", "--as-of", "2026"}),
        Line({"--format", "csv", "count", "A", "--as-of", "2026", "B", "--rules", "a", "--rules", "b"})}) {
    CHECK(line.global.as_of == "2026");
    CHECK(line.global.format == OutputFormat::kCsv);
    CHECK(line.global.rules == std::vector<std::string>{"a", "b"});
    CHECK(std::get<CountOptions>(line.command).segments == std::vector<std::string>{"A", "B"});
  }
}

TEST_CASE("segments may be called like commands") {
  CHECK(std::get<CountOptions>(Line({"count", "list", "count"}).command).segments ==
        std::vector<std::string>{"list", "count"});
  CHECK(std::get<ListOptions>(Line({"list", "report"}).command).segment == "report");
}

TEST_CASE("parameters keep what stands behind the first equals sign") {
  const auto parameters = Line({"count", "--set", "quiet=90 days", "--set", "text=a=b"}).global.parameters;
  CHECK(parameters == std::vector<std::pair<std::string, std::string>>{{"quiet", "90 days"}, {"text", "a=b"}});
}

TEST_CASE("fields come with commas") {
  const CommandLine line = Line({"list", "--fields", "email,Type de contact", "Inactive"});
  CHECK(std::get<ListOptions>(line.command).fields == std::vector<std::string>{"email", "Type de contact"});
  CHECK(std::get<ListOptions>(line.command).segment == "Inactive");
}

TEST_CASE("what is misspelt gets a suggestion and status 2") {
  const std::vector<std::pair<Words, std::string>> mistakes = {{{"cuont"}, "\"count\""},
                                                               {{"raport", "Monthly"}, "\"report\""},
                                                               {{"count", "--as-fo", "2026"}, "--as-of"},
                                                               {{"prune", "--aply"}, "--apply"},
                                                               {{"--projekt", "x", "count"}, "--project"}};
  for (const auto& [words, meant] : mistakes) {
    const EarlyEnd end = End(words);
    CHECK(end.status == kWrongUsage);
    INFO(end.text);
    CHECK(end.text.find("did you mean " + meant) != std::string::npos);
  }
}

TEST_CASE("help and version end well") {
  CHECK(End({"--version"}).text == "segue " SEGUE_VERSION "\n");
  CHECK(End({"--help"}).status == kDone);
  for (const char* command : {"init", "check", "import", "count", "list", "moves", "report", "prune", "run"}) {
    const EarlyEnd end = End({command, "--help"});
    CHECK(end.status == kDone);
    CHECK(end.text.find("Examples:\n  segue " + std::string(command)) != std::string::npos);
  }
}

TEST_CASE("shares are percentages or fractions") {
  CHECK(ParseShare("5%") == 0.05);
  CHECK(ParseShare("5 percent") == 0.05);
  CHECK(ParseShare("0.05") == 0.05);
  CHECK(ParseShare("0") == 0.0);
  CHECK_FALSE(ParseShare("120%"));
  CHECK_FALSE(ParseShare("-1%"));
  CHECK_FALSE(ParseShare("many"));
  CHECK_FALSE(ParseShare(""));
}

}  // namespace segue::cli
