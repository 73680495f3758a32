// Suggests the name that was meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace segue::project {

/// `; did you mean "fields"?` for the candidate closest to `name`, or nothing when none is close.
std::string DidYouMean(std::string_view name, const std::vector<std::string>& candidates);

/// `"a", "b" and "c"`; beyond `most` names the rest is counted: `"a", "b" and 12 more`.
std::string Enumerate(const std::vector<std::string>& names, std::size_t most = 20);

}  // namespace segue::project
