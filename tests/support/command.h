// Runs the built `segue` and reads csv, for tests against real data.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace segue::testing {

struct Output {
  int exit_status = 0;
  std::string text;  // standard output
};

/// Runs a shell command; standard error goes to the test's own.
Output RunShell(const std::string& command);
/// Runs `segue ARGUMENTS` through the shell.
Output RunSegue(const std::string& arguments);
/// A file of the build tree, e.g. "segue" or "examples/boutique_generator".
std::string BuiltFile(const std::string& name);
/// The whole file; fails the test when it cannot be read.
std::string ReadText(const std::string& path);

/// A new folder in the temporary directory, removed at the end.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// One record per line, by column name.
using Record = std::map<std::string, std::string>;
std::vector<Record> ParseCsv(const std::string& text);
std::vector<Record> ReadCsv(const std::string& path);

/// A project of tests/truth with a store of its own in a temporary folder, removed at the end.
class Project {
 public:
  explicit Project(const std::string& name);

  Output Run(const std::string& arguments) const;
  /// Runs with --format csv and parses; fails the test on a non-zero exit.
  std::vector<Record> Csv(const std::string& arguments) const;

 private:
  std::string directory_;
  TemporaryFolder folder_;
};

/// Path of a file of the shared data, or empty where it is absent (the test then skips).
std::string SharedData(const std::string& file);

}  // namespace segue::testing
