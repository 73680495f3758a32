// Nearness is edit distance after case folding, at most a third of the name's length.
#include "adapters/cli/suggestion.h"

#include <algorithm>

#include "unicode/unicode.h"

namespace segue::cli {
namespace {

constexpr std::size_t kMostListed = 12;

std::string Listed(std::string_view kind, const std::vector<std::string>& existing) {
  if (existing.empty()) return "the rules declare no " + std::string(kind);
  std::string text = "there " + std::string(existing.size() == 1 ? "is " : "are ");
  for (std::size_t i = 0; i < existing.size() && i < kMostListed; ++i) {
    if (i > 0) text += ", ";
    text += existing[i];
  }
  const std::size_t rest = existing.size() > kMostListed ? existing.size() - kMostListed : 0;
  return rest == 0 ? text : text + " and " + std::to_string(rest) + " more";
}

}  // namespace

std::optional<std::string> Nearest(std::string_view name, const std::vector<std::string>& candidates) {
  const std::string folded = unicode::FoldCase(name);
  const std::size_t most = std::max<std::size_t>(1, unicode::CountCodePoints(folded) / 3);
  std::optional<std::string> nearest;
  std::size_t fewest = most + 1;
  for (const std::string& candidate : candidates) {
    const std::size_t edits = unicode::EditDistance(folded, unicode::FoldCase(candidate));
    if (edits >= fewest) continue;
    fewest = edits;
    nearest = candidate;
  }
  return nearest;
}

adapters::Error UnknownName(std::string doing, std::string_view kind, std::string_view name,
                            const std::vector<std::string>& existing) {
  const std::optional<std::string> nearest = Nearest(name, existing);
  std::string advice = nearest ? "did you mean \"" + *nearest + "\"? " : "";
  advice += Listed(kind, existing);
  return {std::move(doing), "there is no " + std::string(kind) + " \"" + std::string(name) + "\"", std::move(advice),
          adapters::ErrorClass::kUsage};
}

}  // namespace segue::cli
