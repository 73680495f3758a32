// Running the program and reading its csv. The executable stands beside the tests' folder in the build tree.

#include "tests/support/command.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace segue::testing {
namespace {

// One record of RFC 4180 text from `position` on; moves it behind the line end.
std::vector<std::string> NextRecord(const std::string& text, std::size_t& position) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (; position < text.size(); ++position) {
    const char c = text[position];
    if (quoted && c == '"' && position + 1 < text.size() && text[position + 1] == '"') {
      fields.back() += '"';
      ++position;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (quoted || (c != ',' && c != '\n' && c != '\r')) {
      fields.back() += c;
    } else if (c == ',') {
      fields.emplace_back();
    } else if (c == '\n') {
      ++position;
      break;
    }
  }
  return fields;
}

}  // namespace

std::string BuiltFile(const std::string& name) {
  return (std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path() / name).string();
}

Output RunShell(const std::string& command) {
  FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  Output output;
  std::array<char, 65536> buffer{};
  while (const std::size_t count = fread(buffer.data(), 1, buffer.size(), pipe))
    output.text.append(buffer.data(), count);
  const int status = pclose(pipe);
  output.exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return output;
}

Output RunSegue(const std::string& arguments) { return RunShell(BuiltFile("segue") + " " + arguments); }

std::vector<Record> ParseCsv(const std::string& text) {
  std::size_t position = 0;
  const auto header = NextRecord(text, position);
  std::vector<Record> records;
  while (position < text.size()) {
    const auto fields = NextRecord(text, position);
    REQUIRE(fields.size() == header.size());
    Record record;
    for (std::size_t i = 0; i < header.size(); ++i) record[header[i]] = fields[i];
    records.push_back(std::move(record));
  }
  return records;
}

std::string ReadText(const std::string& path) {
  std::ifstream input(path, std::ios::binary);
  INFO(path);
  REQUIRE(input.good());
  std::stringstream text;
  text << input.rdbuf();
  return text.str();
}

std::vector<Record> ReadCsv(const std::string& path) { return ParseCsv(ReadText(path)); }

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "segue-test-XXXXXX").string();
  REQUIRE(mkdtemp(pattern.data()) != nullptr);
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

Project::Project(const std::string& name) : directory_(std::string(SEGUE_SOURCE_DIR) + "/tests/truth/" + name) {}

Output Project::Run(const std::string& arguments) const {
  return RunSegue("--project " + directory_ + " --store " + folder_.path() + "/store.segue.db " + arguments);
}

std::vector<Record> Project::Csv(const std::string& arguments) const {
  const auto output = Run("--format csv " + arguments);
  INFO(arguments);
  REQUIRE(output.exit_status == 0);
  return ParseCsv(output.text);
}

std::string SharedData(const std::string& file) {
  const std::string path = std::string(SEGUE_SOURCE_DIR) + "/../shared/data/" + file;
  return std::filesystem::exists(path) ? path : "";
}

}  // namespace segue::testing
