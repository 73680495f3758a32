// Elements and escapes by hand: the document has three kinds of element.
#include "adapters/rule_tests/junit.h"

#include <algorithm>
#include <string_view>

#include "adapters/escaped_markup.h"

namespace segue::rule_tests {
namespace {

/// In an attribute a line end would be read as a blank.
std::string Attribute(std::string_view text) {
  std::string escaped;
  for (const char character : adapters::EscapedMarkup(text)) {
    if (character == '\n') {
      escaped += "&#10;";
    } else {
      escaped += character;
    }
  }
  return escaped;
}

std::size_t Failed(const FileOutcome& file) {
  return static_cast<std::size_t>(std::count_if(file.cases.begin(), file.cases.end(),
                                                [](const CaseOutcome& each) { return !each.failures.empty(); }));
}

void WriteCase(std::ostream& out, const std::string& path, const CaseOutcome& each) {
  out << "    <testcase classname=\"" << Attribute(path) << "\" name=\"" << Attribute(each.name) << '"';
  if (each.failures.empty()) {
    out << "/>\n";
    return;
  }
  out << ">\n";
  for (const std::string& failure : each.failures) {
    const std::string first_line = failure.substr(0, failure.find('\n'));
    out << "      <failure message=\"" << Attribute(first_line) << "\">" << adapters::EscapedMarkup(failure)
        << "</failure>\n";
  }
  out << "    </testcase>\n";
}

}  // namespace

void WriteJunit(std::ostream& out, const std::vector<FileOutcome>& files) {
  std::size_t tests = 0, failures = 0;
  for (const FileOutcome& file : files) {
    tests += file.cases.size();
    failures += Failed(file);
  }
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"segue\" tests=\"" << tests << "\" failures=\""
      << failures << "\">\n";
  for (const FileOutcome& file : files) {
    out << "  <testsuite name=\"" << Attribute(file.path) << "\" tests=\"" << file.cases.size() << "\" failures=\""
        << Failed(file) << "\" errors=\"0\" skipped=\"0\">\n";
    for (const CaseOutcome& each : file.cases) WriteCase(out, file.path, each);
    out << "  </testsuite>\n";
  }
  out << "</testsuites>\n";
}

}  // namespace segue::rule_tests
