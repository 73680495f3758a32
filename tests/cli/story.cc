// Plays stories: what was printed replaces what was expected, so that comparing and updating are the same thing.
#include "tests/cli/story.h"

#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace segue::cli_tests {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMark = "--- ";

bool StartsWith(const std::string& text, const std::string& start) { return text.rfind(start, 0) == 0; }

std::string WithoutBlankEnd(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text.empty() ? text : text + "\n";
}

std::string ReadAll(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void WriteAll(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

void ReplaceAll(std::string& text, const std::string& what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

/// A folder that is gone when the story is over.
class Stage {
 public:
  Stage() {
    std::string pattern = (fs::temp_directory_path() / "segue-cli-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    root_ = pattern;
    fs::create_directory(folder());
  }
  ~Stage() {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
  }
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  fs::path folder() const { return root_ / "work"; }
  fs::path Beside(const std::string& name) const { return root_ / name; }

  /// What the command printed to a stream, with the folder's path hidden.
  std::string Printed(const std::string& stream) const {
    std::string text = WithoutBlankEnd(ReadAll(Beside(stream)));
    ReplaceAll(text, fs::canonical(folder()).string(), "$DIR");
    return text;
  }

 private:
  fs::path root_;
};

int RunCommand(const Stage& stage, const std::string& command, const std::string& binary) {
  WriteAll(stage.Beside("command"), "cd '" + stage.folder().string() + "'\n" + command + "\n");
  const std::string shell = "env -u NO_COLOR TZ=UTC PATH='" + fs::path(binary).parent_path().string() +
                            "':\"$PATH\" sh '" + stage.Beside("command").string() + "' </dev/null >'" +
                            stage.Beside("stdout").string() + "' 2>'" + stage.Beside("stderr").string() + "'";
  const int status = std::system(shell.c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool IsOutcome(const Section& section) { return section.heading == "stderr" || StartsWith(section.heading, "status "); }

void PlayCommand(const Stage& stage, const std::string& heading, const std::string& binary, Story& played) {
  const int status = RunCommand(stage, heading.substr(2), binary);
  played.sections.push_back({heading, stage.Printed("stdout")});
  const std::string errors = stage.Printed("stderr");
  if (!errors.empty()) played.sections.push_back({"stderr", errors});
  if (status != 0) played.sections.push_back({"status " + std::to_string(status), ""});
}

void PutFile(const Stage& stage, const Section& section) {
  WriteAll(stage.folder() / section.heading.substr(5), section.text);
}

}  // namespace

Story ParseStory(const std::string& text) {
  Story story;
  std::string* current = &story.introduction;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (StartsWith(line, std::string(kMark))) {
      story.sections.push_back({line.substr(kMark.size()), ""});
      current = &story.sections.back().text;
    } else {
      *current += line + "\n";
    }
  }
  for (Section& section : story.sections) section.text = WithoutBlankEnd(section.text);
  story.introduction = WithoutBlankEnd(story.introduction);
  return story;
}

std::string PrintStory(const Story& story) {
  std::string text = story.introduction;
  for (const Section& section : story.sections) {
    const bool outcome = IsOutcome(section);
    text += (outcome || text.empty() ? "" : "\n") + std::string(kMark) + section.heading + "\n" + section.text;
  }
  return text;
}

Story PlayStory(const Story& story, const std::string& includes, const std::string& binary) {
  const Stage stage;
  Story played{story.introduction, {}};
  for (const Section& section : story.sections) {
    if (StartsWith(section.heading, "$ ")) {
      PlayCommand(stage, section.heading, binary, played);
      continue;
    }
    if (IsOutcome(section)) continue;  // PlayCommand adds what happened
    if (StartsWith(section.heading, "file ")) {
      PutFile(stage, section);
    } else if (StartsWith(section.heading, "include ")) {
      const Story included = ParseStory(ReadAll(fs::path(includes) / section.heading.substr(8)));
      for (const Section& file : included.sections) PutFile(stage, file);
    } else {
      throw std::runtime_error("unknown section: " + section.heading);
    }
    played.sections.push_back(section);
  }
  return played;
}

}  // namespace segue::cli_tests
