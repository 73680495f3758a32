// Suggests the name that was meant: the fewest edits, letter case aside.
#include "adapters/project/did_you_mean.h"

#include <algorithm>

#include "unicode/unicode.h"

namespace segue::project {

std::string DidYouMean(std::string_view name, const std::vector<std::string>& candidates) {
  const std::string folded = unicode::FoldCase(name);
  std::size_t fewest = std::max<std::size_t>(1, unicode::CountCodePoints(folded) / 3) + 1;
  const std::string* closest = nullptr;
  for (const std::string& candidate : candidates) {
    const std::size_t edits = unicode::EditDistance(folded, unicode::FoldCase(candidate));
    if (edits >= fewest) continue;
    fewest = edits;
    closest = &candidate;
  }
  return closest == nullptr ? std::string() : "; did you mean \"" + *closest + "\"?";
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
