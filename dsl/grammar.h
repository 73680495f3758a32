// The grammar, seen from outside: one declaration at a time. No Boost here.
#pragma once

#include <cstddef>
#include <optional>

#include "dsl/reading.h"
#include "dsl/syntax.h"

namespace segue::dsl {

/// Reads the declaration at `offset`, which moves behind it. Where it cannot be read, `offset` stays, what was
/// expected is with the Reading, and the offset where the grammar stopped for good is in `stopped`.
std::optional<Declaration> ReadDeclaration(Reading& reading, std::size_t& offset, std::size_t& stopped);

}  // namespace segue::dsl
