// Collects mistakes; see the header.
#include "adapters/project/mistakes.h"

#include <algorithm>
#include <tuple>

namespace segue::project {

std::string Mistakes::Render(const std::string& file) const {
  std::vector<Mistake> ordered = all_;
  std::stable_sort(ordered.begin(), ordered.end(), [](const Mistake& a, const Mistake& b) {
    return std::tie(a.place.line, a.place.column) < std::tie(b.place.line, b.place.column);
  });
  std::string text;
  for (const Mistake& mistake : ordered) {
    if (!text.empty()) text += '\n';
    text += file + ':' + std::to_string(mistake.place.line) + ':' + std::to_string(mistake.place.column) + ": " +
            mistake.text;
  }
  return text;
}

}  // namespace segue::project
