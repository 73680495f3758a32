// A line of a rule test as words: `2026-01-05 purchase amount=40 code="VIP"`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/project/project.h"

namespace segue::rule_tests {

struct Token {
  std::string text;  // without quotes
  bool quoted = false;
  int column = 0;  // in characters, from 0
  bool Is(std::string_view word) const { return !quoted && text == word; }
};

/// Words and quoted texts; `=`, `,`, `(`, `)` stand alone.
std::vector<Token> Tokenize(std::string_view text);

/// Takes tokens from left to right; behind the last one stands an empty one.
class TokenReader {
 public:
  TokenReader(std::string_view text, project::Place place);

  bool AtEnd() const { return next_ + 1 >= tokens_.size(); }
  const Token& Peek(std::size_t ahead = 0) const;
  const Token& Take();
  bool TakeIf(std::string_view word);
  /// Where a token stands in the file.
  project::Place PlaceOf(const Token& token) const { return {place_.line, place_.column + token.column}; }
  project::Place Here() const { return PlaceOf(Peek()); }

 private:
  std::vector<Token> tokens_;
  std::size_t next_ = 0;
  project::Place place_;
};

}  // namespace segue::rule_tests
