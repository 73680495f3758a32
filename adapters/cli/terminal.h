// What the standard streams are connected to: decides colours, widths and progress bars.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace segue::cli {

enum class Stream { kOutput, kError };

bool IsTerminal(Stream stream);
/// A terminal that shows colours, and NO_COLOR is not set.
bool UsesColour(Stream stream);
/// Columns of the terminal; 80 when output goes elsewhere.
std::size_t OutputWidth();

/// The text in bold, or as it is.
std::string Bold(std::string_view text, bool colour);
/// The text dimmed, or as it is.
std::string Dim(std::string_view text, bool colour);
std::string Red(std::string_view text, bool colour);

}  // namespace segue::cli
