// Reads a YAML file without trusting it; see the header.
#include "adapters/project/yaml_file.h"

#include <yaml-cpp/eventhandler.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "adapters/read_at_most.h"
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

/// Counts documents. yaml-cpp 0.7 does not pass over some stray signs, such as a comma at the beginning: it would find
/// one empty document after the other at the same place, without end.
class DocumentCounter final : public YAML::EventHandler {
 public:
  int documents() const { return documents_; }
  bool stands_still() const { return stands_still_; }
  const YAML::Mark& begin() const { return begin_; }

  void OnDocumentStart(const YAML::Mark& mark) override {
    stands_still_ = ++documents_ > 1 && mark.pos == begin_.pos;
    begin_ = mark;
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}

 private:
  int documents_ = 0;
  bool stands_still_ = false;
  YAML::Mark begin_;
};

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
  std::string text = adapters::ReadAtMost(file, largest + 1);
  if (file.bad()) return problem(std::string("it cannot be read: ") + std::strerror(errno), "");
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
    std::istringstream input(text);
    YAML::Parser parser(input);
    DocumentCounter counter;
    while (parser.HandleNextDocument(counter)) {
      if (!counter.stands_still()) continue;
      mistakes.Add(PlaceOf(counter.begin()), "this is not YAML: nothing can begin with this sign");
      return undefined;
    }
    if (counter.documents() > 1) mistakes.Add({1, 1}, "the file holds several documents (`---`); one was expected");
    return counter.documents() == 0 ? YAML::Node(YAML::NodeType::Null) : YAML::Load(text);
  } catch (const YAML::Exception& exception) {
    mistakes.Add(PlaceOf(exception.mark), "this is not YAML: " + exception.msg);
    return undefined;
  }
}

}  // namespace segue::project
