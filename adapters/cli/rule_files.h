// Rule files on disk: which ones, and their text.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/result.h"
#include "dsl/diagnostic.h"
#include "dsl/source.h"
#include "rules/used_files.h"

namespace segue::cli {

/// The files that the patterns name under `directory`, each once. A pattern that matches nothing is an error, with
/// `advice`; `what` is "rule files".
adapters::Result<std::vector<std::string>> FindFiles(const std::string& what, const std::string& directory,
                                                     const std::vector<std::string>& patterns,
                                                     const std::string& advice);
adapters::Result<std::vector<std::string>> FindRuleFiles(const std::string& directory,
                                                         const std::vector<std::string>& patterns);

/// Reads every file; paths in the map are short for people (relative where they lie below the current folder).
adapters::Result<dsl::SourceMap> ReadRuleFiles(const std::vector<std::string>& files);

/// What `use "shared/rules.segue"` names, on disk.
class RuleFilesOnDisk final : public rules::UsedFiles {
 public:
  std::string Identity(const std::string& path) override;
  std::optional<std::string> Read(const std::string& path) override;
  std::vector<std::string> Beside(const std::string& path) override;
};

/// "1 error", "2 errors, 1 warning", "no errors".
std::string CountMistakes(const std::vector<dsl::Diagnostic>& diagnostics);

bool FileExists(const std::string& path);

/// The path relative to the current folder when it lies below it.
std::string ShortPath(const std::string& path);

}  // namespace segue::cli
