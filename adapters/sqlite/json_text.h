// The little JSON that the store writes: texts, and arrays of texts (list values).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace segue::sqlite {

/// Appends the text as a JSON string. UTF-8 stays as it is.
void AppendJsonText(std::string& out, std::string_view text);

/// Appends the texts as a JSON array: a set, so sorted by bytes and without repetition; empty texts are left out.
/// An empty set appends nothing.
void AppendJsonSet(std::string& out, const std::vector<std::string>& texts);

/// The texts of an array that AppendJsonSet wrote; of anything else, what can be read of it.
std::vector<std::string> ParseJsonSet(std::string_view json);

/// Reads the JSON string that starts at `json[at]` (a quote) and moves `at` behind it. Empty when there is none.
std::string ParseJsonText(std::string_view json, std::size_t& at);

}  // namespace segue::sqlite
