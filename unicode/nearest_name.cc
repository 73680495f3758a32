// Nearness of names: how many edits still look like a slip.
#include "unicode/nearest_name.h"

#include <algorithm>

#include "unicode/unicode.h"

namespace segue::unicode {
namespace {

constexpr std::size_t kLongestName = 100;  // bytes

/// 1 edit up to 4 letters, 2 up to 7, then 3.
std::size_t ToleranceOf(std::size_t letters) { return letters <= 4 ? 1 : letters <= 7 ? 2 : 3; }

/// `pr` may be a slip for `per`, `off` for `of`, but `ab` not for `ac`: less than half of the longer one is wrong.
bool LooksLikeASlip(std::size_t edits, std::size_t letters) { return edits * 2 < letters; }

}  // namespace

NearestName::NearestName(std::string_view wrong) : bytes_(wrong.size()) {
  if (wrong.empty() || wrong.size() > kLongestName) return;
  folded_ = FoldCase(wrong);
  tolerance_ = ToleranceOf(CountCodePoints(folded_));
  fewest_ = tolerance_ + 1;
}

bool NearestName::Offer(std::string_view candidate) {
  if (folded_.empty() || candidate.size() > kLongestName) return false;
  const std::size_t difference = bytes_ > candidate.size() ? bytes_ - candidate.size() : candidate.size() - bytes_;
  // An accented letter is two bytes, and may be so in one letter case only.
  if (difference > tolerance_ * 2 + 2) return false;
  const std::string folded = FoldCase(candidate);
  const std::size_t edits = EditDistance(folded_, folded);
  const std::size_t longer = std::max(CountCodePoints(folded_), CountCodePoints(folded));
  if (edits < fewest_ && (edits == 0 || LooksLikeASlip(edits, longer))) {
    fewest_ = edits;
    best_ = candidate;
  }
  return true;
}

}  // namespace segue::unicode
