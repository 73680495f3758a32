// Text as people read it: normal form, letter case, width on a terminal. The only room that knows utf8proc.
//
// A leaf: it knows no other room, and dsl, engine and adapters may all use it (docs/decisions.md).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace segue::unicode {

/// Byte offset of the first invalid UTF-8 sequence, if any (overlong forms and surrogates are invalid).
std::optional<std::size_t> FindInvalidUtf8(std::string_view text);
/// Canonical composition (NFC). Pure ASCII is returned as it is. Invalid UTF-8 is returned unchanged.
std::string Nfc(std::string_view text);
/// Unicode case folding of the NFC form: texts equal but for letter case give equal bytes.
std::string FoldCase(std::string_view text);
/// FoldCase(text) == folded, without making a text where `text` is plain ASCII.
bool FoldsTo(std::string_view text, std::string_view folded);
/// Number of code points.
std::size_t CountCodePoints(std::string_view text);
/// Columns on a terminal: 0 for combining marks, 2 for wide East Asian characters.
std::size_t DisplayWidth(std::string_view text);
/// The longest prefix at most `width` columns wide, cut at a code point.
std::string_view TruncateToWidth(std::string_view text, std::size_t width);
/// Length in bytes of a letter of any script / of a letter, digit, combining mark or `_` at the offset; 0 if none.
std::size_t LetterAt(std::string_view text, std::size_t offset);
std::size_t WordCharacterAt(std::string_view text, std::size_t offset);
/// Edits (insert, delete, replace, swap of neighbours) between two texts, in code points; for "did you mean".
std::size_t EditDistance(std::string_view a, std::string_view b);

}  // namespace segue::unicode
