// Reads a YAML file without trusting it: its size and nesting are checked before yaml-cpp, which recurses, sees it.
#pragma once

#include <yaml-cpp/yaml.h>

#include <string>
#include <string_view>

#include "adapters/project/mistakes.h"
#include "adapters/result.h"

namespace segue::project {

inline constexpr std::size_t kLargestYaml = std::size_t{1} << 20;
inline constexpr int kDeepestYaml = 64;

adapters::Result<std::string> ReadTextFile(const std::string& path, std::size_t largest);

/// The document, or an undefined node and a mistake.
YAML::Node ParseYaml(const std::string& text, Mistakes& mistakes);

/// The first place that is nested more than `deepest` levels, in flow style, by indentation or by `- - -`; line 0:
/// none.
Place FindTooDeep(std::string_view text, int deepest);

}  // namespace segue::project
