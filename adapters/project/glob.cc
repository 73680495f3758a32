// Which files a glob names.
#include <glob.h>

#include <algorithm>
#include <filesystem>

#include "adapters/project/project.h"

namespace segue::project {
namespace {

/// A directory's own name may hold characters that mean something in a glob.
std::string Escaped(const std::string& directory) {
  std::string escaped;
  for (const char c : directory) {
    if (c == '*' || c == '?' || c == '[' || c == ']' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

}  // namespace

std::vector<std::string> ExpandGlob(const std::string& directory, const std::string& glob) {
  const bool absolute = glob.starts_with('/');
  const std::string pattern = absolute || directory.empty() ? glob : Escaped(directory) + '/' + glob;
  std::vector<std::string> files;
  glob_t found{};
  if (::glob(pattern.c_str(), GLOB_NOSORT, nullptr, &found) == 0) {
    for (std::size_t i = 0; i < found.gl_pathc; ++i) {
      std::error_code ignored;
      if (!std::filesystem::is_directory(found.gl_pathv[i], ignored)) files.emplace_back(found.gl_pathv[i]);
    }
  }
  globfree(&found);
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace segue::project
