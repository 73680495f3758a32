// What may stand at a place of an unfinished text: what editors offer while somebody types.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/name_uses.h"

namespace segue::dsl {

struct Expectations {
  std::vector<std::string> words;   // of the language
  std::vector<std::string> things;  // in the words of messages: "an event", "a segment, \"list\" or \"sample\""
  /// How a name at the place would be read; more than one where the text leaves it open.
  std::vector<NameUse> names;
};

/// Looks only at the text before `offset`, which is not inside a word, text or comment, and only at the declaration
/// that is being written there.
Expectations ExpectedAt(std::string_view text, std::size_t offset);

}  // namespace segue::dsl
