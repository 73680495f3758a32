// Text to syntax tree. Reports every error of the file in one run: after an error it resumes at the next item of
// the block, else at the next declaration.
#pragma once

#include <vector>

#include "dsl/diagnostic.h"
#include "dsl/source.h"
#include "dsl/syntax.h"

namespace segue::dsl {

inline constexpr std::size_t kMaxFileBytes = 4U << 20;
inline constexpr int kMaxDepth = 200;  // nested parentheses and `not`s

/// Parses one source of `sources`. Errors are appended to `diagnostics` in the order of the text.
/// Never throws; invalid UTF-8, files over kMaxFileBytes and nesting over kMaxDepth are diagnostics.
File Parse(const SourceMap& sources, SourceId source, std::vector<Diagnostic>& diagnostics);

}  // namespace segue::dsl
