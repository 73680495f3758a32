// Nearest names.
#include "rules/suggestions.h"

#include "unicode/nearest_name.h"

namespace segue::rules {

std::string_view Suggestions::Nearest(std::string_view wrong, const std::vector<std::string_view>& candidates) {
  unicode::NearestName nearest(wrong);
  for (const std::string_view candidate : candidates) {
    if (budget_ == 0) break;
    if (nearest.Offer(candidate)) --budget_;
  }
  return nearest.best();
}

std::string Suggestions::DidYouMean(std::string_view wrong, const std::vector<std::string_view>& candidates) {
  const std::string_view nearest = Nearest(wrong, candidates);
  return nearest.empty() ? std::string() : "did you mean \"" + std::string(nearest) + "\"?";
}

}  // namespace segue::rules
