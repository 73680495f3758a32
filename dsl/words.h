// Every word that the grammar uses somewhere. Reserved ones (lexical.h) are never names; the others may be, where the
// grammar leaves no doubt.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace segue::dsl {

/// In code-point order. tests/dsl checks that no word of dsl/grammar*.h is missing.
const std::vector<std::string_view>& GrammarWords();
bool IsGrammarWord(std::string_view word);

/// A name that can be written without quotes wherever a name may stand: one word that the grammar does not use.
bool IsPlainName(std::string_view text);
/// As rules write it in quotes, `"`, `\` and line ends escaped.
std::string QuotedName(std::string_view name);
/// Plain where that is possible, else in quotes.
std::string WrittenName(std::string_view name);

}  // namespace segue::dsl
