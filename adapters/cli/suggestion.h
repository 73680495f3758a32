// "Did you mean …": the nearest of the names that exist.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/result.h"

namespace segue::cli {

/// The candidate that is the fewest edits away, if it is near enough to be meant. Letter case counts as no edit.
std::optional<std::string> Nearest(std::string_view name, const std::vector<std::string>& candidates);

/// A usage error for a name that does not exist, listing those that do: `there is no segment "Inactiv"`.
adapters::Error UnknownName(std::string doing, std::string_view kind, std::string_view name,
                            const std::vector<std::string>& existing);

}  // namespace segue::cli
