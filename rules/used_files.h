// Where the files come from that `use "shared/rules.segue"` names. The rules read no file themselves.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace segue::rules {

/// Paths are as in dsl::Source::path: what messages print, and what the rules join to the folder of the using file.
class UsedFiles {
 public:
  virtual ~UsedFiles() = default;

  /// The same text for two paths of one file.
  virtual std::string Identity(const std::string& path) = 0;
  /// The file's text; empty when it cannot be read.
  virtual std::optional<std::string> Read(const std::string& path) = 0;
  /// Rule files of the folder that `path` lies in, by name without folder, for "did you mean".
  virtual std::vector<std::string> Beside(const std::string& path) = 0;
};

}  // namespace segue::rules
