// The script and the style that every page carries. Their source is adapters/html/web, bundled when Segue is built.
#pragma once

#include <string_view>

namespace segue::html {

/// Apache ECharts with what draws the pictures, minified.
extern const std::string_view kPageScript;
extern const std::string_view kPageStyle;
/// `sha256-…`, as a content security policy names them.
extern const std::string_view kPageScriptHash;
extern const std::string_view kPageStyleHash;

}  // namespace segue::html
