// What to write instead, where a declaration cannot be read and the grammar alone would only list what may come next.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace segue::dsl {

/// Empty when there is nothing to say. The declaration begins at `begin`, reading
/// stopped at the token at `found`; `expects(word)`: would the word have been accepted there?
std::string ReadingAdvice(std::string_view text, std::size_t begin, std::size_t found,
                          const std::function<bool(std::string_view)>& expects);

}  // namespace segue::dsl
