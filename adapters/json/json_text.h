// JSON inside a cell.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace segue::json {

/// The items of a JSON array of texts, numbers and flags (as texts; nulls are left out). Empty when it is anything
/// else.
std::optional<std::vector<std::string>> ParseTextArray(std::string_view text);

}  // namespace segue::json
