// tests/diagnostics/*.segue draw exactly the diagnostics of the .err beside them. SEGUE_UPDATE=1 rewrites the .err
// files; review the difference against docs/language.md.
//
// Comments of the form `#! …` at the head of a file set the scene:
//   #! set quiet=90days             as --set on the command line
//   #! store fields country, email  fields that some import fed
//   #! store filled 9, 11          how many of 100 contacts ever had a value, for each of these fields
//   #! store event purchase(amount) a kind of event that was imported, with its fed properties
//   #! store list VIP               a static list
//   #! store nothing                an empty store
//   #! plan Klaviyo profiles=active a plan; `billed=` and `changes=` name properties of events
//   #! remarks                      also what is said only to those who ask
// Files that they `use` are in used/.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "dsl/render.h"
#include "rules/compile.h"
#include "tests/support/plans.h"

namespace fs = std::filesystem;

namespace {

const fs::path kRoot = SEGUE_SOURCE_DIR;

std::string Read(const fs::path& path) {
  std::ifstream input(path, std::ios::binary);
  std::ostringstream text;
  text << input.rdbuf();
  return text.str();
}

std::vector<std::string> SplitAtCommas(const std::string& text) {
  std::vector<std::string> parts;
  std::istringstream input(text);
  for (std::string part; std::getline(input >> std::ws, part, ',');) parts.push_back(part);
  return parts;
}

void ReadStore(const std::string& what, segue::rules::StoreCatalog& catalog) {
  catalog.contacts = what == "nothing" ? 0 : 100;
  if (what.rfind("fields ", 0) == 0) catalog.fields = SplitAtCommas(what.substr(7));
  if (what.rfind("filled ", 0) == 0) {
    for (const std::string& count : SplitAtCommas(what.substr(7))) catalog.filled.push_back(std::stoll(count));
  }
  if (what.rfind("list ", 0) == 0) catalog.lists.push_back(what.substr(5));
  if (what.rfind("event ", 0) != 0) return;
  const std::size_t open = what.find('(');
  catalog.kinds.push_back(
      {what.substr(6, open - 6), 1, SplitAtCommas(what.substr(open + 1, what.find(')') - open - 1))});
}

/// `Klaviyo profiles=active, changes=plan_changed.plan`; what is billed is billed for the first allowance.
segue::rules::PlanData ReadPlan(const std::string& what) {
  const std::size_t space = what.find(' ');
  std::vector<std::pair<std::string, std::string>> counts, properties;
  for (const std::string& part : SplitAtCommas(what.substr(space + 1))) {
    const std::size_t equals = part.find('=');
    const std::string key = part.substr(0, equals);
    (key == "billed" || key == "changes" ? properties : counts).emplace_back(key, part.substr(equals + 1));
  }
  segue::rules::PlanData plan = segue::testing::SmallPlan(what.substr(0, space), counts);
  for (const auto& [key, property] : properties) {
    const std::size_t point = property.find('.');
    const segue::rules::PlanProperty read{property.substr(0, point), property.substr(point + 1)};
    (key == "billed" ? plan.counters.front().billed : plan.changes) = read;
  }
  return plan;
}

segue::rules::CompileOptions ReadScene(const std::string& text) {
  segue::rules::CompileOptions options;
  std::istringstream input(text);
  for (std::string line; std::getline(input, line) && line.rfind("#! ", 0) == 0;) {
    const std::string scene = line.substr(3);
    if (scene == "remarks") {
      options.remarks = true;
    } else if (scene.rfind("set ", 0) == 0) {
      const std::size_t equals = scene.find('=');
      options.parameters.emplace_back(scene.substr(4, equals - 4), scene.substr(equals + 1));
    } else if (scene.rfind("plan ", 0) == 0) {
      options.plans.push_back(ReadPlan(scene.substr(5)));
    } else if (scene.rfind("store ", 0) == 0) {
      if (!options.catalog) options.catalog.emplace();
      ReadStore(scene.substr(6), *options.catalog);
    }
  }
  return options;
}

/// Used files lie below tests/diagnostics, most of them in used/.
class UsedFilesOfTests final : public segue::rules::UsedFiles {
 public:
  std::string Identity(const std::string& path) override { return fs::path(path).lexically_normal().string(); }
  std::optional<std::string> Read(const std::string& path) override {
    const fs::path file = kRoot / "tests/diagnostics" / path;
    return fs::is_regular_file(file) ? std::optional(::Read(file)) : std::nullopt;
  }
  std::vector<std::string> Beside(const std::string& path) override {
    std::vector<std::string> names;
    const fs::path folder = (kRoot / "tests/diagnostics" / path).parent_path();
    if (!fs::is_directory(folder)) return names;
    for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
  }
};

struct Outcome {
  std::string text;
  std::vector<std::string> codes;
  std::vector<std::uint32_t> error_lines;
};

Outcome Check(const std::string& name, const std::string& text) {
  segue::dsl::SourceMap sources;
  sources.Add({name, text});
  UsedFilesOfTests used_files;
  segue::rules::CompileOptions options = ReadScene(text);
  options.used_files = &used_files;
  const auto compiled = segue::rules::Compile(sources, options);
  Outcome outcome;
  for (const auto& diagnostic : compiled.diagnostics) {
    outcome.text += segue::dsl::Render(sources, diagnostic);
    outcome.codes.push_back(diagnostic.code);
    if (diagnostic.severity == segue::dsl::Severity::kError) {
      outcome.error_lines.push_back(sources.Locate(diagnostic.span.source, diagnostic.span.begin).line);
    }
  }
  return outcome;
}

std::vector<fs::path> FilesIn(const fs::path& folder, const std::string& extension) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == extension) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

/// Codes that this room may report: SG01xx and above, as rules/codes.h lists them.
std::vector<std::string> CodesOfRules() {
  std::vector<std::string> codes;
  const std::string text = Read(kRoot / "rules/codes.h");
  for (std::size_t at = text.find("\"SG"); at != std::string::npos; at = text.find("\"SG", at + 1)) {
    codes.push_back(text.substr(at + 1, 6));
  }
  return codes;
}

struct BadExample {
  std::string code;  // of the section
  std::string text;
};

std::vector<BadExample> BadExamples(const fs::path& page) {
  std::vector<BadExample> examples;
  std::istringstream input(Read(page));
  std::string code;
  bool inside = false;
  for (std::string line; std::getline(input, line);) {
    if (line.rfind("## SG", 0) == 0) code = line.substr(3, 6);
    if (line == "```segue bad") {
      inside = true;
      examples.push_back({code, {}});
    } else if (line == "```") {
      inside = false;
    } else if (inside) {
      examples.back().text += line + "\n";
    }
  }
  return examples;
}

}  // namespace

TEST_CASE("rule files draw their diagnostics", "[diagnostics]") {
  for (const fs::path& path : FilesIn(kRoot / "tests/diagnostics", ".segue")) {
    const std::string found = Check(path.filename().string(), Read(path)).text;
    const fs::path golden = fs::path(path).replace_extension(".err");
    if (std::getenv("SEGUE_UPDATE") != nullptr) std::ofstream(golden, std::ios::binary) << found;
    INFO(path.filename().string());
    CHECK(found == Read(golden));
  }
}

TEST_CASE("every code has a section in docs/errors and a golden test", "[diagnostics]") {
  std::string pages, goldens;
  for (const fs::path& page : FilesIn(kRoot / "docs/errors", ".md")) pages += Read(page);
  for (const fs::path& golden : FilesIn(kRoot / "tests/diagnostics", ".err")) goldens += Read(golden);
  const auto codes = CodesOfRules();
  REQUIRE(codes.size() > 50);
  for (const std::string& code : codes) {
    INFO(code);
    CHECK(pages.find("\n## " + code + " ") != std::string::npos);
    CHECK(goldens.find("[" + code + "]") != std::string::npos);
  }
}

TEST_CASE("bad examples of docs/errors draw the error of their section", "[diagnostics]") {
  for (const std::string page :
       {"names.md", "types.md", "lifecycles.md", "measures.md", "experiments.md", "hints.md"}) {
    for (const BadExample& example : BadExamples(kRoot / "docs/errors" / page)) {
      const Outcome outcome = Check("example.segue", example.text);
      INFO(page << " " << example.code << "\n" << example.text << outcome.text);
      CHECK(std::count(outcome.codes.begin(), outcome.codes.end(), example.code) > 0);
    }
  }
}

TEST_CASE("one run reports every independent error on its own line", "[diagnostics]") {
  const fs::path path = kRoot / "tests/diagnostics/many_errors.segue";
  std::istringstream input(Read(path));
  std::vector<std::uint32_t> wanted;
  std::uint32_t number = 0;
  for (std::string line; std::getline(input, line);) {
    ++number;
    if (line.find("# error") != std::string::npos) wanted.push_back(number);
  }
  REQUIRE(wanted.size() >= 20);
  CHECK(Check("many_errors.segue", Read(path)).error_lines == wanted);
}
