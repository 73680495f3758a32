// A data-driven test as text: what README.md describes, split into its parts, nothing understood yet.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/rule_tests/timeline_reader.h"

namespace segue::eval {

struct Line {
  std::size_t number = 0;  // from 1
  std::string text;        // trimmed, without comment
};

/// `ada Recent: [2026-01-05, 2026-02-04)` asks for "ada Recent" and expects what follows the colon.
struct Expectation {
  Line line;
  std::string question, expected;
};

struct Scenario {
  std::string title;
  std::size_t number = 0;  // line
  std::string as_of, horizon;
  std::vector<rule_tests::ContactText> contacts;
  std::vector<Expectation> expectations;
};

struct TestFile {
  std::string path;
  std::vector<std::string> lines;  // as read
  std::string rules;               // with as many lines before it as in the file, so that places agree
  std::vector<Scenario> scenarios;
  std::vector<std::string> errors;  // `path:line: what is wrong`
};

TestFile ParseTestFile(std::string path, std::string_view text);

/// Words and quoted strings (quotes kept); `=`, `,`, `(`, `)` stand alone.
std::vector<std::string> Tokens(std::string_view text);
/// Without surrounding quotes.
std::string Unquoted(std::string_view token);

}  // namespace segue::eval
