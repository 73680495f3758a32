// The project that `segue init` makes: small, commented, and working as it is.
#pragma once

#include <span>
#include <string_view>

namespace segue::cli {

struct StarterFile {
  std::string_view path;  // relative to the project
  std::string_view text;
};

std::span<const StarterFile> StarterProject();

}  // namespace segue::cli
