// Nearest names.
#include "rules/suggestions.h"

#include <algorithm>

#include "unicode/unicode.h"

namespace segue::rules {
namespace {

constexpr std::size_t kLongestName = 100;  // bytes; longer names are not compared

/// How many edits still look like a slip: none but letter case up to 2 letters, 1 up to 4, 2 up to 7, then 3.
std::size_t Tolerance(std::size_t letters) { return letters <= 2 ? 0 : letters <= 4 ? 1 : letters <= 7 ? 2 : 3; }

bool LengthsAreNear(std::string_view a, std::string_view b, std::size_t tolerance) {
  const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  return difference <= tolerance * 2 + 2;  // an accented letter is two bytes, and may be so in one letter case only
}

}  // namespace

std::string_view Suggestions::Nearest(std::string_view wrong, const std::vector<std::string_view>& candidates) {
  if (wrong.empty() || wrong.size() > kLongestName) return {};
  const std::string folded = unicode::FoldCase(wrong);
  const std::size_t tolerance = Tolerance(unicode::CountCodePoints(wrong));
  std::string_view best;
  std::size_t best_distance = tolerance + 1;
  for (const std::string_view candidate : candidates) {
    if (candidate.size() > kLongestName || !LengthsAreNear(wrong, candidate, tolerance)) continue;
    if (budget_ == 0) return best;
    --budget_;
    const std::size_t distance = unicode::EditDistance(folded, unicode::FoldCase(candidate));
    if (distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

std::string Suggestions::DidYouMean(std::string_view wrong, const std::vector<std::string_view>& candidates) {
  const std::string_view nearest = Nearest(wrong, candidates);
  return nearest.empty() ? std::string() : "did you mean \"" + std::string(nearest) + "\"?";
}

}  // namespace segue::rules
