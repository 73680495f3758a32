// Reads a YAML file without trusting it; see the header.
#include "adapters/project/yaml_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "unicode/unicode.h"

namespace segue::project {
namespace {

using adapters::Error;
using adapters::ErrorClass;
using adapters::Result;

/// Depth that a line reaches by itself: its indentation (each level needs a column at least) and leading `- - -`.
int DepthOfLine(std::string_view line) {
  int dashes = 0;
  std::size_t indent = 0;
  std::size_t at = 0;
  while (at < line.size() && (line[at] == ' ' || line[at] == '-' || line[at] == '?' || line[at] == ':')) {
    if (line[at] != ' ') ++dashes;
    if (dashes == 0) ++indent;
    ++at;
  }
  return dashes + static_cast<int>(indent / 2);
}

/// Flow brackets open after a line. Brackets inside quotes count too: the limit is far above honest text.
struct FlowDepth {
  int open = 0;
  bool Exceeds(char c, int deepest) {
    if (c == '[' || c == '{') ++open;
    if ((c == ']' || c == '}') && open > 0) --open;
    return open > deepest;
  }
};

Place PlaceOf(const YAML::Mark& mark) { return {mark.line + 1, mark.column + 1}; }

}  // namespace

Result<std::string> ReadTextFile(const std::string& path, std::size_t largest) {
  const auto problem = [&](std::string text, std::string advice) {
    return Error{"reading " + path, std::move(text), std::move(advice), ErrorClass::kFailure};
  };
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return problem(std::string("it cannot be opened: ") + std::strerror(errno),
                   "run segue in the project's folder, name it with --project, or make one with `segue init`");
  }
  std::string text(largest + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad()) return problem(std::string("it cannot be read: ") + std::strerror(errno), "");
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.size() > largest)
    return problem("it is larger than " + std::to_string(largest) + " bytes", "make it smaller");
  return text;
}

Place FindTooDeep(std::string_view text, int deepest) {
  FlowDepth flow;
  int line_number = 1;
  for (std::size_t begin = 0; begin <= text.size(); ++line_number) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    if (DepthOfLine(line) > deepest) return {line_number, 1};
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (flow.Exceeds(line[i], deepest)) return {line_number, static_cast<int>(i) + 1};
    }
    begin = end + 1;
  }
  return {};
}

YAML::Node ParseYaml(const std::string& text, Mistakes& mistakes) {
  const auto undefined = YAML::Node(YAML::NodeType::Undefined);
  if (const auto offset = unicode::FindInvalidUtf8(text)) {
    const auto line = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(*offset), '\n');
    mistakes.Add({static_cast<int>(line) + 1, 1}, "the file is not UTF-8 text; save it as UTF-8");
    return undefined;
  }
  if (const Place place = FindTooDeep(text, kDeepestYaml); place.line > 0) {
    mistakes.Add(place, "nested deeper than " + std::to_string(kDeepestYaml) + " levels");
    return undefined;
  }
  try {
    const std::vector<YAML::Node> documents = YAML::LoadAll(text);
    if (documents.size() > 1) mistakes.Add({1, 1}, "the file holds several documents (`---`); one was expected");
    return documents.empty() ? YAML::Node(YAML::NodeType::Null) : documents.front();
  } catch (const YAML::Exception& exception) {
    mistakes.Add(PlaceOf(exception.mark), "this is not YAML: " + exception.msg);
    return undefined;
  }
}

}  // namespace segue::project
