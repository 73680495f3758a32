// See test_file.h. Sections begin at the left margin; what belongs to them is indented.
#include "tests/eval/test_file.h"

#include <algorithm>

namespace segue::eval {

namespace {

constexpr std::string_view kBlank = " \t\r";

std::string Trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(kBlank) - begin + 1));
}

/// Without a comment that begins outside quotes.
std::string_view WithoutComment(std::string_view text) {
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (text[i] == '#' && !quoted) return text.substr(0, i);
  }
  return text;
}

bool TakePrefix(std::string& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text = Trimmed(std::string_view(text).substr(prefix.size()));
  return true;
}

std::vector<std::string> SplitLines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

class Parser {
 public:
  explicit Parser(TestFile& file) : file_(file) {}

  void Parse() {
    for (std::size_t i = 0; i < file_.lines.size(); ++i) {
      number_ = i + 1;
      const std::string& raw = file_.lines[i];
      const bool indented = raw.find_first_of(kBlank) == 0;
      const std::string text = Trimmed(WithoutComment(raw));
      const bool rule_line = part_ == Part::kRules && (indented || text.empty());
      file_.rules += (rule_line ? raw : std::string()) + "\n";
      if (text.empty() || rule_line) continue;
      indented ? Body(text) : Heading(text);
    }
  }

 private:
  enum class Part { kNone, kRules, kScenario, kContact, kExpect };

  void Heading(std::string text) {
    if (text == "rules") {
      part_ = Part::kRules;
    } else if (TakePrefix(text, "test ")) {
      part_ = Part::kScenario;
      file_.scenarios.push_back({Unquoted(text), number_, {}, {}, {}, {}});
    } else {
      Complain("expected `rules` or `test \"…\"` at the left margin, found `" + text + "`");
    }
  }

  void Body(std::string text) {
    if (part_ == Part::kNone) return Complain("expected `rules` or `test` before this line");
    Scenario& scenario = file_.scenarios.back();
    if (TakePrefix(text, "contact ")) {
      part_ = Part::kContact;
      scenario.contacts.push_back({Unquoted(text), {static_cast<int>(number_), 1}, {}});
    } else if (TakePrefix(text, "as of ")) {
      scenario.as_of = text;
    } else if (TakePrefix(text, "horizon ")) {
      scenario.horizon = text;
    } else if (text == "expect") {
      part_ = Part::kExpect;
    } else if (part_ == Part::kContact) {
      scenario.contacts.back().lines.push_back({text, {static_cast<int>(number_), 1}});
    } else if (part_ == Part::kExpect) {
      Expect(scenario, text);
    } else {
      Complain("expected `contact`, `as of`, `horizon` or `expect`, found `" + text + "`");
    }
  }

  void Expect(Scenario& scenario, const std::string& text) {
    auto colon = text.find(": ");
    if (colon == std::string::npos && text.ends_with(':')) colon = text.size() - 1;
    if (colon == std::string::npos) return Complain("expected `who what: value`");
    scenario.expectations.push_back(
        {{number_, text}, Trimmed(text.substr(0, colon)), Trimmed(std::string_view(text).substr(colon + 1))});
  }

  void Complain(const std::string& what) {
    file_.errors.push_back(file_.path + ":" + std::to_string(number_) + ": " + what);
  }

  TestFile& file_;
  Part part_ = Part::kNone;
  std::size_t number_ = 0;
};

}  // namespace

TestFile ParseTestFile(std::string path, std::string_view text) {
  TestFile file;
  file.path = std::move(path);
  file.lines = SplitLines(text);
  Parser(file).Parse();
  return file;
}

std::vector<std::string> Tokens(std::string_view text) {
  static constexpr std::string_view kAlone = "=,()";
  std::vector<std::string> tokens;
  for (std::size_t i = 0; i < text.size();) {
    if (kBlank.find(text[i]) != std::string_view::npos) {
      ++i;
      continue;
    }
    std::size_t end = i + 1;
    if (text[i] == '"') {
      end = std::min(text.find('"', i + 1), text.size() - 1) + 1;
    } else if (kAlone.find(text[i]) == std::string_view::npos) {
      while (end < text.size() && kBlank.find(text[end]) == std::string_view::npos &&
             kAlone.find(text[end]) == std::string_view::npos && text[end] != '"')
        ++end;
    }
    tokens.emplace_back(text.substr(i, end - i));
    i = end;
  }
  return tokens;
}

std::string Unquoted(std::string_view token) {
  if (token.size() >= 2 && token.front() == '"' && token.back() == '"') token = token.substr(1, token.size() - 2);
  return std::string(token);
}

}  // namespace segue::eval
