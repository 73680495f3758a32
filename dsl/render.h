// Diagnostics for people: file:line:column, message, the line with a caret, note and hint.
//
//   rules/main.segue:12:18: error: there is no event "purchse" [SG0102]
//    12 |   and did not (purchse)
//       |                ^^^^^^^
//       = did you mean "purchase"?
#pragma once

#include <string>
#include <vector>

#include "dsl/diagnostic.h"

namespace segue::dsl {

/// One diagnostic as text ending in a newline. `colour` adds ANSI colours.
std::string Render(const SourceMap& sources, const Diagnostic& diagnostic, bool colour = false);
/// Sorts by file, then place, then code, and drops exact repeats.
void Sort(std::vector<Diagnostic>& diagnostics);

}  // namespace segue::dsl
