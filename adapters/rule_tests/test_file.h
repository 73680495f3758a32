// A *.test.yaml as text: split into tests, contacts and expectations; what they say is understood later, against the
// rules (test_case.h).
#pragma once

#include <string>
#include <vector>

#include "adapters/project/mistakes.h"
#include "adapters/result.h"
#include "adapters/rule_tests/timeline_reader.h"

namespace segue::rule_tests {

/// A text and where it begins.
struct Written {
  std::string text;
  project::Place place;
};

/// `ada in Inactive: no`
struct Expectation {
  Written question, answer;
};

struct RuleTest {
  std::string name;
  project::Place place;
  Written as_of;                      // empty text: none given, which is a mistake already noted
  std::vector<ContactText> contacts;  // those of the whole file first, each contact once
  std::vector<TimelineLine> account;
  std::vector<Expectation> expectations;
};

struct RuleTestFile {
  std::string path;
  std::vector<RuleTest> tests;
};

/// Reads the file; what is wrong with its form is in `mistakes`. An Error when it cannot be read at all.
adapters::Result<RuleTestFile> ReadTestFile(const std::string& path, project::Mistakes& mistakes);

}  // namespace segue::rule_tests
