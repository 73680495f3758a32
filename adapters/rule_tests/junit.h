// The outcome of rule tests as JUnit XML, which continuous integration servers read.
#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace segue::rule_tests {

struct CaseOutcome {
  std::string name;
  std::vector<std::string> failures;  // one text each; empty: passed
};
struct FileOutcome {
  std::string path;
  std::vector<CaseOutcome> cases;
};

/// One test suite per file. Characters that XML 1.0 does not allow become U+FFFD.
void WriteJunit(std::ostream& out, const std::vector<FileOutcome>& files);

}  // namespace segue::rule_tests
