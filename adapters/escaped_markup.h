// Text between the tags of XML and HTML, and in their attributes.
#pragma once

#include <string>
#include <string_view>

namespace segue::adapters {

/// `<`, `>`, `&` and quotes as entities; control characters, which neither format allows, as U+FFFD. Line ends and tabs
/// stay.
std::string EscapedMarkup(std::string_view text);

}  // namespace segue::adapters
