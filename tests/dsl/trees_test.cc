// Every form of the language gives the tree written beside it in tests/dsl/trees/*.txt.
//
// A file is a list of entries: the text, then its tree after "> ". The first line of the file says what stands before
// each text (`segment S = `). SEGUE_UPDATE=1 rewrites the trees; read the difference before you commit it.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "dsl/parse.h"
#include "dsl/render.h"
#include "tests/dsl/dump.h"

namespace fs = std::filesystem;
using namespace segue::dsl;

namespace {

struct Entry {
  std::string comments;
  std::string text;
  std::string tree;
};
struct TreeFile {
  std::string prefix;
  std::vector<Entry> entries;
};

TreeFile ReadTreeFile(const fs::path& path) {
  std::ifstream input(path);
  TreeFile file;
  std::string line;
  std::getline(input, line);
  file.prefix = line.substr(std::string("before: ").size());
  Entry entry;
  while (std::getline(input, line)) {
    if (line.starts_with("> ")) {
      entry.tree = line.substr(2);
      file.entries.push_back(entry);
      entry = {};
    } else if (line.starts_with("## ") || (line.empty() && entry.text.empty())) {
      entry.comments += line + "\n";
    } else {
      entry.text += line + "\n";
    }
  }
  return file;
}

void WriteTreeFile(const fs::path& path, const TreeFile& file) {
  std::ofstream output(path);
  output << "before: " << file.prefix << "\n";
  for (const auto& entry : file.entries) output << entry.comments << entry.text << "> " << entry.tree << "\n";
}

/// What was said after the prefix, or the mistakes found.
std::string TreeOf(const std::string& prefix, const std::string& text) {
  SourceMap sources;
  const SourceId id = sources.Add({"entry", prefix + text});
  std::vector<Diagnostic> diagnostics;
  const File file = Parse(sources, id, diagnostics);
  if (!diagnostics.empty()) return "error: " + diagnostics.front().message;
  if (file.declarations.size() != 1) return "error: " + std::to_string(file.declarations.size()) + " declarations";
  const auto& node = file.declarations.front().node;
  if (prefix.starts_with("segment")) return Dump(std::get<SegmentDeclaration>(node).condition);
  if (prefix.starts_with("metric")) return Dump(std::get<MetricDeclaration>(node).formula);
  return Dump(file.declarations.front());
}

}  // namespace

TEST_CASE("texts give the trees written beside them", "[trees]") {
  const bool update = std::getenv("SEGUE_UPDATE") != nullptr;
  std::size_t forms = 0;
  for (const auto& found : fs::directory_iterator(fs::path(SEGUE_SOURCE_DIR) / "tests/dsl/trees")) {
    TreeFile file = ReadTreeFile(found.path());
    for (auto& entry : file.entries) {
      ++forms;
      INFO(found.path().filename().string() << ": " << entry.text);
      const std::string tree = TreeOf(file.prefix, entry.text);
      if (update) {
        entry.tree = tree;
      } else {
        CHECK(tree == entry.tree);
      }
    }
    if (update) WriteTreeFile(found.path(), file);
  }
  CHECK(forms > 250);
}
