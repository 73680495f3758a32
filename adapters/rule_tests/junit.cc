// Elements and escapes by hand: the document has three kinds of element.
#include "adapters/rule_tests/junit.h"

#include <algorithm>
#include <string_view>

namespace segue::rule_tests {
namespace {

/// In an attribute a line end would be read as a blank.
std::string Escaped(std::string_view text, bool attribute = true) {
  std::string escaped;
  for (const char character : text) {
    switch (character) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\n':
        escaped += attribute ? "&#10;" : "\n";
        break;
      default:
        if (static_cast<unsigned char>(character) < 0x20 && character != '\t') {
          escaped += "\uFFFD";
        } else {
          escaped += character;
        }
    }
  }
  return escaped;
}

std::size_t Failed(const FileOutcome& file) {
  return static_cast<std::size_t>(std::count_if(file.cases.begin(), file.cases.end(),
                                                [](const CaseOutcome& each) { return !each.failures.empty(); }));
}

void WriteCase(std::ostream& out, const std::string& path, const CaseOutcome& each) {
  out << "    <testcase classname=\"" << Escaped(path) << "\" name=\"" << Escaped(each.name) << '"';
  if (each.failures.empty()) {
    out << "/>\n";
    return;
  }
  out << ">\n";
  for (const std::string& failure : each.failures) {
    const std::string first_line = failure.substr(0, failure.find('\n'));
    out << "      <failure message=\"" << Escaped(first_line) << "\">" << Escaped(failure, false) << "</failure>\n";
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
    out << "  <testsuite name=\"" << Escaped(file.path) << "\" tests=\"" << file.cases.size() << "\" failures=\""
        << Failed(file) << "\" errors=\"0\" skipped=\"0\">\n";
    for (const CaseOutcome& each : file.cases) WriteCase(out, file.path, each);
    out << "  </testsuite>\n";
  }
  out << "</testsuites>\n";
}

}  // namespace segue::rule_tests
