// A test of the command line as a text: files, commands and what they print (README.md).
#pragma once

#include <string>
#include <vector>

namespace segue::cli_tests {

/// `--- heading`, then the text below it without blank lines at the end.
struct Section {
  std::string heading;
  std::string text;
};

struct Story {
  std::string introduction;  // before the first section
  std::vector<Section> sections;
};

Story ParseStory(const std::string& text);
std::string PrintStory(const Story& story);

/// Runs the story in a new folder. Returns it as it should read: equal to `story` when everything was as expected.
/// `includes` is the folder of included files, `binary` the executable.
Story PlayStory(const Story& story, const std::string& includes, const std::string& binary);

}  // namespace segue::cli_tests
