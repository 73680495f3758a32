// Words, texts and signs of a rule file: what the lexical rules of the grammar match, without Boost.
//
// Every function looks at one byte offset and never before it. Lengths are in bytes; 0 means "not here".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace segue::dsl {

/// Something lexically right that means nothing: "\q", 30 February. The parser goes on after it.
struct Problem {
  std::size_t begin = 0, end = 0;  // bytes of the file
  const char* code = "";
  std::string message;
  std::string hint;
};

/// What a lexical rule read at an offset. `length` 0: the rule does not match there.
template <typename T>
struct Lexeme {
  std::size_t length = 0;
  T value{};
  std::vector<Problem> problems;
};

/// The offset of the next thing that is neither white space nor a comment.
std::size_t SkipBlank(std::string_view text, std::size_t offset);
/// Length of one white-space character: also the no-break spaces that word processors write.
std::size_t SpaceAt(std::string_view text, std::size_t offset);
/// Only white space stands before the offset on its line.
bool StartsLine(std::string_view text, std::size_t offset);
/// The offset of the next line feed, or the end of the text.
std::size_t LineEnd(std::string_view text, std::size_t offset);

/// A letter of any script, then letters, digits, marks and `_`.
std::size_t WordLength(std::string_view text, std::size_t offset);
/// The keyword stands here and ends at a word boundary.
bool IsWordAt(std::string_view text, std::size_t offset, std::string_view word);
/// Words that are never names unless quoted.
bool IsReserved(std::string_view word);

/// "…" on one line, quotes included; `\` guards the character after it.
std::size_t TextLength(std::string_view text, std::size_t offset);
/// """…""", quotes included.
std::size_t DocLength(std::string_view text, std::size_t offset);

/// The text between quotes with escapes resolved, in NFC.
Lexeme<std::string> ReadText(std::string_view text, std::size_t offset);
/// As ReadText, but only \" is an escape: a pattern keeps its backslashes.
Lexeme<std::string> ReadPattern(std::string_view text, std::size_t offset);
/// The description between """ without surrounding white space, in NFC.
Lexeme<std::string> ReadDoc(std::string_view text, std::size_t offset);

enum class TokenKind { kEnd, kWord, kText, kOpenText, kDoc, kOpenDoc, kNumber, kSign };
/// A piece of the file as people see it; only for messages and for finding the place to resume.
struct Token {
  TokenKind kind = TokenKind::kEnd;
  std::size_t begin = 0, end = 0;
  std::string_view in(std::string_view text) const { return text.substr(begin, end - begin); }
};
/// The first token at or after the offset.
Token NextToken(std::string_view text, std::size_t offset);

}  // namespace segue::dsl
