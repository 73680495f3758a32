// What a program is beyond its nodes: defaults, labels, places, limits and speed.

#include "rules/compile.h"

#include <catch2/catch_test_macros.hpp>
#include <string>

namespace {

using segue::rules::Compile;
using segue::rules::Compiled;
using segue::rules::CompileOptions;

Compiled CompileText(const std::string& text, const CompileOptions& options = {}) {
  segue::dsl::SourceMap sources;
  sources.Add({"test.segue", text});
  return Compile(sources, options);
}

/// What takes quadratic time with it runs into the test's time limit.
constexpr int kLongChain = 10'000;

}  // namespace

TEST_CASE("an empty program is in UTC and has no currency", "[rules]") {
  const Compiled compiled = CompileText("");
  CHECK(compiled.ok);
  CHECK(compiled.program.zone == "UTC");
  CHECK(compiled.program.currency.empty());
  CHECK(compiled.program.nodes.empty());
}

TEST_CASE("with errors the program is empty", "[rules]") {
  const Compiled compiled = CompileText("segment A = everyone\nsegment B = in C\n");
  CHECK_FALSE(compiled.ok);
  CHECK(compiled.program.segments.empty());
}

TEST_CASE("settings reach the program", "[rules]") {
  const auto program = CompileText("timezone \"Europe/Paris\" currency USD week starts sunday").program;
  CHECK(program.zone == "Europe/Paris");
  CHECK(program.currency == "USD");
  CHECK(program.week_starts_sunday);
}

TEST_CASE("recorded since is the start of the local day", "[rules]") {
  const auto program = CompileText("timezone \"Europe/Paris\" event a { } recorded since 2024-07-01").program;
  // 2024-07-01T00:00+02:00 is 2024-06-30T22:00Z, 1719784800 seconds.
  REQUIRE(program.schema.events.size() == 1);
  CHECK(program.schema.events[0].recorded_since == 1'719'784'800'000);
}

TEST_CASE("labels are the rule text on one line, without comments", "[rules]") {
  const auto program = CompileText(
                           "contact { age number, name text }\n"
                           "segment A = age > 5   # grown\n  and\n\tname = \"a  # b\"\n"
                           "prune A { keep  age\n > 60 # old\n }\n"
                           "metric m = members  of\n A\n")
                           .program;
  REQUIRE(program.nodes.size() == 4);
  CHECK(program.nodes[0].label == "age > 5");
  CHECK(program.nodes[2].label == "age > 5 and name = \"a  # b\"");
  CHECK(program.prunes.at(0).keeps.at(0).label == "age > 60");
  CHECK(program.metrics.at(0).formula == "members of A");
}

TEST_CASE("descriptions reach segments, flags, lifecycles, metrics, reports and fields", "[rules]") {
  const auto program =
      CompileText(
          "contact { \"\"\"F\"\"\" age number }\n\"\"\"E\"\"\" event v { }\n\"\"\"S\"\"\" segment A = age > 5\n"
          "\"\"\"G\"\"\" flag B when age > 5\n\"\"\"L\"\"\" lifecycle C { start a; a -> b on v }\n"
          "\"\"\"M\"\"\" metric m = members of A\n\"\"\"R\"\"\" report r { show m }\n")
          .program;
  REQUIRE(program.reports.size() == 1);
  CHECK(program.schema.fields[0].description == "F");
  CHECK(program.schema.events[0].description == "E");
  CHECK(program.segments[0].description == "S");
  CHECK(program.flags[0].description == "G");
  CHECK(program.lifecycles[0].description == "L");
  CHECK(program.metrics[0].description == "M");
  CHECK(program.reports[0].description == "R");
}

TEST_CASE("equal conditions are one node, whatever the order of their parts", "[rules]") {
  const auto program = CompileText(
                           "contact { age number, name text }\n"
                           "segment A = age > 5 and name = \"x\"\nsegment B = name = \"x\" and age > 5\n"
                           "segment C = not (age > 5)\nsegment D = not age > 5\n")
                           .program;
  REQUIRE(program.segments.size() == 4);
  CHECK(program.segments[0].node == program.segments[1].node);
  CHECK(program.segments[2].node == program.segments[3].node);
  CHECK(program.nodes.size() == 4);
}

TEST_CASE("the longest duration is known", "[rules]") {
  const auto program = CompileText(
                           "event v { } param p = 3 weeks\nsegment A = did v in last {p}\n"
                           "segment B = last v more than 2 months ago\nprune A { grace 40 days }\n")
                           .program;
  CHECK(program.longest.months == 2);
  CHECK(program.longest.milliseconds == 0);
}

TEST_CASE("--set reaches every use of a param, also through other params", "[rules]") {
  CompileOptions options;
  options.parameters = {{"quiet", "18months"}, {"country", "BE"}, {"share", "0.5"}};
  const auto compiled = CompileText(
      "contact { home text }\nparam quiet = 30 days\nparam long = {quiet}\nparam country = \"FR\"\nparam share = 30%\n"
      "segment A = known for {long} and home = {country}\nprune A { at most {share} }\n",
      options);
  REQUIRE(compiled.ok);
  CHECK(compiled.program.longest.months == 18);
  CHECK(compiled.program.prunes[0].at_most == 0.5);
  const auto& home = std::get<segue::engine::FieldNode>(compiled.program.nodes[1].operation);
  CHECK(std::get<std::string>(home.test.operands[0].value) == "BE");
}

TEST_CASE("several files are one program, and clashes name both", "[rules]") {
  segue::dsl::SourceMap sources;
  sources.Add({"one.segue", "contact { age number }\nsegment A = in B\n"});
  sources.Add({"two.segue", "segment B = age > 5\nsegment A = everyone\n"});
  const Compiled compiled = Compile(sources);
  REQUIRE(compiled.diagnostics.size() == 1);
  CHECK(compiled.diagnostics[0].span.source == 1);
  CHECK(compiled.diagnostics[0].note == "first declared at one.segue:2:9");
}

TEST_CASE("chains of declarations may be as long as the file", "[rules]") {
  std::string text = "contact { age number }\n";
  for (int i = kLongChain; i > 0; --i) {
    text +=
        "segment S" + std::to_string(i) + " = in S" + std::to_string(i - 1) + " and age != " + std::to_string(i) + "\n";
  }
  text += "segment S0 = age > 5\n";
  const Compiled compiled = CompileText(text);
  CHECK(compiled.ok);
  CHECK(compiled.program.segments.size() == kLongChain + 1);
}

TEST_CASE("circles through many declarations are found", "[rules]") {
  std::string text;
  for (int i = 0; i < kLongChain; ++i) {
    text += "segment S" + std::to_string(i) + " = in S" + std::to_string((i + 1) % kLongChain) + "\n";
  }
  const Compiled compiled = CompileText(text);
  REQUIRE(compiled.diagnostics.size() == 1);
  CHECK(compiled.diagnostics[0].code == "SG0301");
}

TEST_CASE("thousands of wrong names are reported without delay", "[rules]") {
  std::string text = "contact { age number }\n";
  for (int i = 0; i < kLongChain; ++i) {
    text += "segment Name" + std::to_string(i) + " = in Nmae" + std::to_string(i) + "\n";
  }
  const Compiled compiled = CompileText(text);
  CHECK(compiled.diagnostics.size() == kLongChain);
}

TEST_CASE("chains and circles of params do not overflow", "[rules]") {
  std::string text;
  for (int i = 0; i < kLongChain; ++i) {
    text += "param p" + std::to_string(i) + " = {p" + std::to_string(i + 1) + "}\n";
  }
  text += "param p" + std::to_string(kLongChain) + " = 5 days\nsegment A = known for {p0}\n";
  const Compiled compiled = CompileText(text);
  CHECK(compiled.ok);
}
