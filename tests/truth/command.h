// Runs the built `segue` and reads csv, for tests against real data.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace segue::truth {

struct Output {
  int exit_status = 0;
  std::string text;  // standard output
};

/// Runs `segue ARGUMENTS` through the shell; standard error goes to the test's own.
Output RunSegue(const std::string& arguments);

/// One record per line, by column name.
using Record = std::map<std::string, std::string>;
std::vector<Record> ParseCsv(const std::string& text);
std::vector<Record> ReadCsv(const std::string& path);

/// A project of tests/truth with a store of its own in a temporary folder, removed at the end.
class Project {
 public:
  explicit Project(const std::string& name);
  ~Project();
  Project(const Project&) = delete;
  Project& operator=(const Project&) = delete;

  Output Run(const std::string& arguments) const;
  /// Runs with --format csv and parses; fails the test on a non-zero exit.
  std::vector<Record> Csv(const std::string& arguments) const;

 private:
  std::string directory_, folder_;
};

/// Path of a file of the shared data, or empty where it is absent (the test then skips).
std::string SharedData(const std::string& file);

}  // namespace segue::truth
