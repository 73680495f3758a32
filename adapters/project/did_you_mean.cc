// Suggests the name that was meant: the fewest edits, letter case aside.
#include "adapters/project/did_you_mean.h"

#include <algorithm>

#include "unicode/nearest_name.h"

namespace segue::project {

std::string DidYouMean(std::string_view name, const std::vector<std::string>& candidates) {
  const std::string_view closest = unicode::NearestOf(name, candidates);
  return closest.empty() ? std::string() : "; did you mean \"" + std::string(closest) + "\"?";
}

std::string Enumerate(const std::vector<std::string>& names, std::size_t most) {
  const std::size_t shown = std::min(names.size(), most);
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) {
    const bool last = i + 1 == names.size();
    if (i > 0) text += last ? " and " : ", ";
    text += '"' + names[i] + '"';
  }
  if (shown < names.size()) text += " and " + std::to_string(names.size() - shown) + " more";
  return text;
}

}  // namespace segue::project
