// The one canonical layout of a rule file.
//
// The layout works on the words and signs of the text, with the structure read from the syntax tree: so numbers, money
// and durations stay as they were written, every comment keeps its place (a line of its own, or the end of its line),
// and what is printed parses to the same tree. Only separators in braces and quotes that no name needs are dropped.
//
//   contact { "email" text; country text }      →   contact {
//                                                     email   text
//                                                     country text
//                                                   }
#pragma once

#include <string>

#include "dsl/source.h"
#include "dsl/syntax.h"

namespace segue::dsl {

/// Lines are broken where they pass this many columns; `and` and `or` on one line end at the narrower mark.
inline constexpr std::size_t kLineWidth = 110;
inline constexpr std::size_t kChainWidth = 80;

/// The text of `file` in canonical layout, ending in one newline (empty for an empty file). `file` was parsed from
/// `sources` without errors. Formatting what was formatted changes nothing. Line ends are those of the file's first.
std::string Format(const SourceMap& sources, const File& file);

}  // namespace segue::dsl
