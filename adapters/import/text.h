// Small questions about cells.
#pragma once

#include <string>
#include <string_view>

namespace segue::import {

/// Without blanks, tabs, line breaks and no-break spaces around it.
std::string_view Trimmed(std::string_view text);

bool IsAscii(std::string_view text);

/// Why the bytes of a row are no text, or nothing.
std::string TextProblem(std::string_view text);

/// The text for a message: cut when long, control characters as `?`.
std::string Shown(std::string_view text);

}  // namespace segue::import
