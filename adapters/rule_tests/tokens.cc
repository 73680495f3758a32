// Splits at blanks and at the four signs that stand alone.
#include "adapters/rule_tests/tokens.h"

#include <algorithm>

#include "unicode/unicode.h"

namespace segue::rule_tests {
namespace {

constexpr std::string_view kBlank = " \t\r\n";
constexpr std::string_view kAlone = "=,()";

bool In(char character, std::string_view set) { return set.find(character) != std::string_view::npos; }

/// The end of the word that begins at `begin`.
std::size_t EndOfWord(std::string_view text, std::size_t begin) {
  if (In(text[begin], kAlone)) return begin + 1;
  std::size_t end = begin;
  while (end < text.size() && !In(text[end], kBlank) && !In(text[end], kAlone) && text[end] != '"') ++end;
  return end;
}

}  // namespace

std::vector<Token> Tokenize(std::string_view text) {
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < text.size();) {
    if (In(text[i], kBlank)) {
      ++i;
      continue;
    }
    const auto column = static_cast<int>(unicode::CountCodePoints(text.substr(0, i)));
    if (text[i] == '"') {
      const std::size_t close = std::min(text.find('"', i + 1), text.size());
      tokens.push_back({std::string(text.substr(i + 1, close - i - 1)), true, column});
      i = std::min(close + 1, text.size());
    } else {
      const std::size_t end = EndOfWord(text, i);
      tokens.push_back({std::string(text.substr(i, end - i)), false, column});
      i = end;
    }
  }
  return tokens;
}

TokenReader::TokenReader(std::string_view text, project::Place place) : tokens_(Tokenize(text)), place_(place) {
  tokens_.push_back({"", false, static_cast<int>(unicode::CountCodePoints(text))});
}

const Token& TokenReader::Peek(std::size_t ahead) const { return tokens_[std::min(next_ + ahead, tokens_.size() - 1)]; }

const Token& TokenReader::Take() {
  const Token& token = Peek();
  if (!AtEnd()) ++next_;
  return token;
}

bool TokenReader::TakeIf(std::string_view word) {
  if (AtEnd() || !Peek().Is(word)) return false;
  ++next_;
  return true;
}

}  // namespace segue::rule_tests
