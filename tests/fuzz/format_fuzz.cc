// Whatever parses without errors is printed to a text with the same tree and as many comments, which prints as itself.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "dsl/format.h"
#include "dsl/parse.h"
#include "dsl/words.h"
#include "tests/dsl/dump.h"

namespace {

using namespace segue::dsl;

struct Parsed {
  SourceMap sources;
  File file;
  bool wrong = false;
};

void Read(const std::string& text, Parsed& parsed) {
  const SourceId id = parsed.sources.Add({"rules.segue", text});
  std::vector<Diagnostic> diagnostics;
  parsed.file = Parse(parsed.sources, id, diagnostics);
  parsed.wrong = HasErrors(diagnostics);
}

/// Without the marks of quoted names, and with the line ends of descriptions alike.
std::string TreeOf(const File& file) {
  std::string tree;
  for (const Declaration& declaration : file.declarations) {
    for (const char c : Dump(declaration)) {
      if (c != '|' && c != '\r') tree += c;
    }
  }
  return tree;
}

[[noreturn]] void Fail(const char* what, const std::string& written, const std::string& printed) {
  std::fprintf(stderr, "%s\n--- written\n%s\n--- printed\n%s\n", what, written.c_str(), printed.c_str());
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  Parsed before, after;
  Read(text, before);
  if (before.wrong) return 0;
  const std::string printed = Format(before.sources, before.file);
  Read(printed, after);
  if (after.wrong) Fail("the printed text does not parse", text, printed);
  if (TreeOf(after.file) != TreeOf(before.file)) Fail("another tree", text, printed);
  if (after.file.comments.size() != before.file.comments.size()) Fail("a comment is lost", text, printed);
  const std::string again = Format(after.sources, after.file);
  if (again != printed) Fail("printing again changes it", printed, again);
  return 0;
}
