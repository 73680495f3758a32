// Meaning: syntax trees to an engine program. Names, types, units, dependency order, hints.
//
// All errors and warnings of all files in one run. With errors the program is empty; with warnings only it is whole.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dsl/diagnostic.h"
#include "dsl/source.h"
#include "engine/program.h"
#include "rules/plan_data.h"
#include "rules/used_files.h"

namespace segue::rules {

/// What the store holds, for "not in the store" warnings. Names as stored.
struct StoreCatalog {
  struct Kind {
    std::string name;
    std::int64_t events = 0;
    std::vector<std::string> properties;
  };
  std::int64_t contacts = 0;
  std::vector<std::string> fields;  // that some import fed
  /// Parallel to `fields`, or empty when not known: contacts that ever had a value, counted up to a tenth of all.
  std::vector<std::int64_t> filled;
  std::vector<Kind> kinds;
  std::vector<std::string> lists;
};

struct CompileOptions {
  /// `--set quiet=90days`: name and value text, parsed as the param's own literal would be.
  std::vector<std::pair<std::string, std::string>> parameters;
  std::optional<StoreCatalog> catalog;  // warns about names unknown to the store when given
  UsedFiles* used_files = nullptr;      // where `use "shared/rules.segue"` finds files; without it only packs are found
  bool remarks = false;                 // also says what is often meant: segments that always lie inside others
  std::vector<PlanData> plans = {};     // that `used of "Klaviyo" profiles` may name
};

struct Compiled {
  engine::Program program;
  std::vector<dsl::Diagnostic> diagnostics;  // sorted by place
  bool ok = false;                           // no errors
  std::size_t files = 0;                     // of the program: given and used
};

/// Parses and checks every source of `sources` as one program, with the packs and files that they `use`, which are
/// added to `sources`. Overrides that name no param, or whose value does not
/// fit, are diagnostics too (span of the param, or of the first source).
Compiled Compile(dsl::SourceMap& sources, const CompileOptions& options = {});

}  // namespace segue::rules
