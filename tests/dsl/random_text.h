// Random rule files: every form of the grammar, names and values drawn from a pool, white space and comments anywhere
// the language allows them. The text means nothing (nothing is declared twice on purpose, nothing fits), it only
// parses.
#pragma once

#include <cstdint>
#include <string>

namespace segue::dsl {

/// The same seed gives the same text.
std::string RandomRules(std::uint64_t seed);

}  // namespace segue::dsl
