// The files of one program: those given, and the packs and files that they `use`, each parsed once and renamed.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "dsl/source.h"
#include "dsl/syntax.h"
#include "rules/reporter.h"
#include "rules/suggestions.h"
#include "rules/used_files.h"

namespace segue::rules {

struct ProgramFiles {
  /// A file comes before every file that it uses; files that stand alike keep the order in which they were met.
  std::vector<dsl::File> files;
  /// By SourceId: the longest way of `use`s that leads to the file, 0 for files that nobody uses.
  std::vector<std::uint32_t> depth;
  /// By SourceId: the first `use` that brought the file in, none for given files.
  std::vector<std::optional<dsl::Span>> used_at;
  /// By SourceId: a rule pack of Segue's own, which its user did not write.
  std::vector<bool> is_pack;
};

/// Parses every source of `sources` and what they use; used files are added to `sources`. Mistakes of the text go to
/// `unreadable`, those of the `use`s to `report`. Without `used_files` there are only packs.
ProgramFiles ReadProgramFiles(dsl::SourceMap& sources, UsedFiles* used_files, Reporter& report,
                              Suggestions& suggestions, std::vector<dsl::Diagnostic>& unreadable);

/// Says of each diagnostic of a used file which `use` brought the file in.
void ExplainUses(const ProgramFiles& files, const Reporter& report, std::vector<dsl::Diagnostic>& diagnostics);

}  // namespace segue::rules
