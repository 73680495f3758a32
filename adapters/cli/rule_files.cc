// A literal name is taken before it is tried as a pattern, so that `[` in a file name does no harm.
#include "adapters/cli/rule_files.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <set>

#include "adapters/project/project.h"
#include "adapters/read_at_most.h"
#include "dsl/parse.h"

namespace segue::cli {
namespace {

namespace fs = std::filesystem;

fs::path Under(const std::string& directory, const std::string& path) {
  return fs::path(path).is_absolute() || directory == "." ? fs::path(path) : fs::path(directory) / path;
}

std::vector<std::string> Expand(const std::string& directory, const std::string& pattern) {
  std::error_code ignored;
  const fs::path literal = Under(directory, pattern);
  if (fs::exists(literal, ignored)) return {literal.string()};
  std::vector<std::string> files;
  for (const std::string& match : project::ExpandGlob(directory, pattern)) {
    // Matches may come relative to the folder or complete.
    const fs::path path(match);
    files.push_back(fs::exists(path, ignored) ? match : Under(directory, match).string());
  }
  return files;
}

/// At most one byte more than a rule file may have: the parser says that it is too large.
adapters::Result<std::string> ReadText(const std::string& path) {
  std::error_code ignored;
  std::ifstream file(path, std::ios::binary);
  if (!file || fs::is_directory(path, ignored)) {
    const std::string reason = fs::is_directory(path, ignored) ? "it is a folder" : std::strerror(errno);
    return adapters::Error{"reading the rule file " + ShortPath(path), reason,
                           "check the path and that you may read the file"};
  }
  return adapters::ReadAtMost(file, dsl::kMaxFileBytes + 1);
}

std::string Counted(std::ptrdiff_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

}  // namespace

adapters::Result<std::vector<std::string>> FindRuleFiles(const std::string& directory,
                                                         const std::vector<std::string>& patterns) {
  return FindFiles("rule files", directory, patterns, "check --rules, or `rules:` in segue.yaml");
}

adapters::Result<std::vector<std::string>> FindFiles(const std::string& what, const std::string& directory,
                                                     const std::vector<std::string>& patterns,
                                                     const std::string& advice) {
  std::vector<std::string> files;
  std::set<fs::path> seen;
  for (const std::string& pattern : patterns) {
    const std::vector<std::string> matches = Expand(directory, pattern);
    if (matches.empty()) {
      return adapters::Error{"looking for " + what, "no file matches " + Under(directory, pattern).string(), advice};
    }
    for (const std::string& match : matches) {
      std::error_code ignored;
      if (seen.insert(fs::weakly_canonical(match, ignored)).second) files.push_back(match);
    }
  }
  return files;
}

adapters::Result<dsl::SourceMap> ReadRuleFiles(const std::vector<std::string>& files) {
  dsl::SourceMap sources;
  for (const std::string& file : files) {
    adapters::Result<std::string> text = ReadText(file);
    if (!text) return text.error();
    sources.Add({ShortPath(file), std::move(*text)});
  }
  return sources;
}

std::string RuleFilesOnDisk::Identity(const std::string& path) {
  std::error_code failed;
  const fs::path canonical = fs::weakly_canonical(path, failed);
  return failed ? path : canonical.string();
}

std::optional<std::string> RuleFilesOnDisk::Read(const std::string& path) {
  adapters::Result<std::string> text = ReadText(path);
  return text ? std::optional(std::move(*text)) : std::nullopt;
}

std::vector<std::string> RuleFilesOnDisk::Beside(const std::string& path) {
  std::vector<std::string> names;
  std::error_code failed;
  const fs::path folder = fs::path(path).has_parent_path() ? fs::path(path).parent_path() : fs::path(".");
  for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed)) {
    if (entry->path().extension() == ".segue") names.push_back(entry->path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string CountMistakes(const std::vector<dsl::Diagnostic>& diagnostics) {
  const std::ptrdiff_t errors =
      std::count_if(diagnostics.begin(), diagnostics.end(),
                    [](const dsl::Diagnostic& diagnostic) { return diagnostic.severity == dsl::Severity::kError; });
  const std::ptrdiff_t warnings = std::ssize(diagnostics) - errors;
  const std::string text = errors == 0 ? "no errors" : Counted(errors, "error");
  return warnings == 0 ? text : text + ", " + Counted(warnings, "warning");
}

bool FileExists(const std::string& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

std::string ShortPath(const std::string& path) {
  std::error_code failed;
  const fs::path relative = fs::proximate(path, failed);
  if (failed || relative.empty() || *relative.begin() == "..") return path;
  return relative.string();
}

}  // namespace segue::cli
