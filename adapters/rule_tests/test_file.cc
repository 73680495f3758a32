// See docs/testing.md for the form. Unknown and repeated keys are mistakes, as in segue.yaml.
#include "adapters/rule_tests/test_file.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <optional>
#include <set>

#include "adapters/project/map_reader.h"
#include "adapters/project/yaml_file.h"
#include "unicode/unicode.h"

namespace segue::rule_tests {
namespace {

using project::Entries;
using project::MapReader;
using project::Mistakes;
using project::PlaceOf;
using project::ShapeOf;

constexpr std::size_t kLargestFile = std::size_t{16} << 20;
const std::vector<std::string> kFileKeys = {"as of", "contacts", "account", "tests"};
const std::vector<std::string> kTestKeys = {"name", "as of", "contacts", "account", "expect"};

constexpr const char* kQuoteHint = "; put a line that holds `: ` or ` #` in single quotes";

std::string Trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1));
}

/// A line as one item of a list, or every line of a block (`|`).
void AddLines(const YAML::Node& node, const std::string& what, Mistakes& mistakes, std::vector<TimelineLine>& lines) {
  if (!node.IsScalar()) {
    mistakes.Add(PlaceOf(node), what + ": expected a line such as `2026-01-05 purchase amount=40`, found " +
                                    ShapeOf(node) + (node.IsMap() ? kQuoteHint : ""));
    return;
  }
  const std::string& text = node.Scalar();
  project::Place place = PlaceOf(node);
  const bool block = text.find('\n') != std::string::npos;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (block) place = {place.line + 1, 1};
    const std::string line = Trimmed(std::string_view(text).substr(begin, end - begin));
    if (!line.empty() && !line.starts_with('#')) lines.push_back({line, place});
    begin = end + 1;
  }
}

std::vector<TimelineLine> ReadLines(const YAML::Node& node, const std::string& what, Mistakes& mistakes) {
  std::vector<TimelineLine> lines;
  if (node.IsNull()) return lines;
  if (!node.IsSequence()) {
    AddLines(node, what, mistakes, lines);
    return lines;
  }
  for (const YAML::Node& item : node) AddLines(item, what, mistakes, lines);
  return lines;
}

void ReadContacts(const MapReader& map, std::vector<ContactText>& contacts) {
  if (!map.Has("contacts")) return;
  for (const auto& [key, value] : Entries(map.Get("contacts"), map.Describe("contacts"), map.mistakes())) {
    const std::string name = unicode::Nfc(key.Scalar());
    std::vector<TimelineLine> lines = ReadLines(value, "the contact \"" + name + "\"", map.mistakes());
    const auto known =
        std::find_if(contacts.begin(), contacts.end(), [&](const auto& each) { return each.key == name; });
    if (known == contacts.end()) {
      contacts.push_back({name, PlaceOf(key), std::move(lines)});
    } else {
      known->lines.insert(known->lines.end(), lines.begin(), lines.end());
    }
  }
}

void ReadAccountLines(const MapReader& map, std::vector<TimelineLine>& account) {
  if (!map.Has("account")) return;
  for (TimelineLine& line : ReadLines(map.Get("account"), map.Describe("account"), map.mistakes())) {
    account.push_back(std::move(line));
  }
}

void ReadAsOf(const MapReader& map, Written& as_of) {
  if (const auto text = map.Text("as of")) as_of = {*text, PlaceOf(map.Get("as of"))};
}

/// The answer's text; a list is its items, with commas.
std::optional<std::string> AnswerText(const YAML::Node& node, const std::string& question, Mistakes& mistakes) {
  std::string text;
  if (node.IsScalar()) return unicode::Nfc(node.Scalar());
  if (node.IsSequence()) {
    for (const std::string& item : project::ReadTexts(node, "\"" + question + "\"", mistakes)) {
      text += (text.empty() ? "" : ", ") + item;
    }
    return text;
  }
  mistakes.Add(PlaceOf(node), "\"" + question + "\": expected an answer, found " + ShapeOf(node));
  return {};
}

void ReadExpectations(const MapReader& map, RuleTest& test) {
  map.Require("expect", "what must be true");
  if (!map.Has("expect")) return;
  const YAML::Node node = map.Get("expect");
  for (const auto& [key, value] : Entries(node, map.Describe("expect"), map.mistakes())) {
    const std::string question = unicode::Nfc(key.Scalar());
    const auto answer = AnswerText(value, question, map.mistakes());
    if (answer) test.expectations.push_back({{question, PlaceOf(key)}, {*answer, PlaceOf(value)}});
  }
  if (node.IsMap() && node.size() == 0) map.mistakes().Add(PlaceOf(node), map.Describe("expect") + " is empty");
}

/// `shared` holds what the file says for all tests.
RuleTest ReadTest(const YAML::Node& node, std::size_t number, const RuleTest& shared, Mistakes& mistakes) {
  RuleTest test = shared;
  test.place = PlaceOf(node);
  const MapReader map(node, "test " + std::to_string(number), kTestKeys, mistakes);
  if (!node.IsMap()) return test;
  map.Require("name", "what it shows");
  test.name = map.Text("name").value_or("");
  ReadAsOf(map, test.as_of);
  if (test.as_of.text.empty()) {
    mistakes.Add(test.place, "test " + std::to_string(number) +
                                 " lacks `as of`: the moment that is asked about, here or for the whole file");
  }
  ReadContacts(map, test.contacts);
  ReadAccountLines(map, test.account);
  ReadExpectations(map, test);
  return test;
}

void CheckNames(const std::vector<RuleTest>& tests, Mistakes& mistakes) {
  std::set<std::string> names;
  for (const RuleTest& test : tests) {
    if (test.name.empty() || names.insert(test.name).second) continue;
    mistakes.Add(test.place, "two tests of this file are called \"" + test.name + "\"");
  }
}

}  // namespace

adapters::Result<RuleTestFile> ReadTestFile(const std::string& path, Mistakes& mistakes) {
  adapters::Result<std::string> text = project::ReadTextFile(path, kLargestFile);
  if (!text) return adapters::Error{"reading " + path, text.error().problem, "check the name of the test file"};
  RuleTestFile file{path, {}};
  const YAML::Node root = project::ParseYaml(*text, mistakes);
  if (!root.IsDefined()) return file;
  const MapReader map(root, "the test file", kFileKeys, mistakes);
  if (!root.IsMap()) return file;
  RuleTest shared;
  ReadAsOf(map, shared.as_of);
  ReadContacts(map, shared.contacts);
  ReadAccountLines(map, shared.account);
  map.Require("tests", "a list of tests");
  if (!map.Has("tests")) return file;
  const YAML::Node tests = map.Get("tests");
  if (!tests.IsSequence()) {
    mistakes.Add(PlaceOf(tests), "`tests` of the test file: expected a list (`- name: …`), found " + ShapeOf(tests));
    return file;
  }
  for (const YAML::Node& each : tests) {
    file.tests.push_back(ReadTest(each, file.tests.size() + 1, shared, mistakes));
  }
  CheckNames(file.tests, mistakes);
  return file;
}

}  // namespace segue::rule_tests
