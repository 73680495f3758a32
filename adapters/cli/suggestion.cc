// The usage error for a wrong name.
#include "adapters/cli/suggestion.h"

#include "unicode/nearest_name.h"

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

adapters::Error UnknownName(std::string doing, std::string_view kind, std::string_view name,
                            const std::vector<std::string>& existing) {
  const std::string_view nearest = unicode::NearestOf(name, existing);
  std::string advice = nearest.empty() ? "" : "did you mean \"" + std::string(nearest) + "\"? ";
  advice += Listed(kind, existing);
  return {std::move(doing), "there is no " + std::string(kind) + " \"" + std::string(name) + "\"", std::move(advice),
          adapters::ErrorClass::kUsage};
}

}  // namespace segue::cli
