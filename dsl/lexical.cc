// The scanner of words, texts and signs.
#include "dsl/lexical.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "dsl/codes.h"
#include "unicode/unicode.h"

namespace segue::dsl {
namespace {

constexpr std::array<std::string_view, 30> kReservedWords = {
    "and",   "or",   "not",   "in",       "is",      "was",     "did",   "has",    "for",      "with",
    "while", "when", "on",    "then",     "within",  "until",   "per",   "any",    "everyone", "nobody",
    "last",  "true", "false", "contains", "matches", "between", "since", "before", "after",    "exactly"};

constexpr std::array<std::string_view, 9> kTwoCharacterSigns = {"->", "<=", ">=", "!=", "==", "=>", "<>", "&&", "||"};

/// Word processors write these between words: no-break, thin and ideographic spaces.
constexpr std::array<std::string_view, 6> kWideSpaces = {"\u00A0", "\u202F", "\u2009", "\u2007", "\u3000", "\uFEFF"};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::size_t SpaceBefore(std::string_view text, std::size_t offset) {
  if (SpaceAt(text, offset - 1) == 1) return 1;
  for (const auto space : kWideSpaces) {
    if (text.substr(0, offset).ends_with(space)) return space.size();
  }
  return 0;
}

/// Ends a number as people see it: a point, sign or colon belongs to it only if it goes on behind.
std::size_t NumberTokenEnd(std::string_view text, std::size_t offset) {
  for (;;) {
    if (const std::size_t length = unicode::WordCharacterAt(text, offset)) {
      offset += length;
    } else if (offset < text.size() && text[offset] == '%') {
      return offset + 1;
    } else if (offset + 1 < text.size() && std::string_view(".-:+").find(text[offset]) != std::string_view::npos &&
               unicode::WordCharacterAt(text, offset + 1) > 0) {
      ++offset;
    } else {
      return offset;
    }
  }
}

std::size_t SignEnd(std::string_view text, std::size_t offset) {
  const auto rest = text.substr(offset);
  for (const auto sign : kTwoCharacterSigns) {
    if (rest.starts_with(sign)) return offset + 2;
  }
  std::size_t end = offset + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
  return end;
}

void AppendUtf8(std::string& out, std::uint32_t point) {
  const auto put = [&out](std::uint32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (point < 0x80) return put(point);
  if (point < 0x800) {
    put(0xC0 | (point >> 6));
  } else if (point < 0x10000) {
    put(0xE0 | (point >> 12));
    put(0x80 | ((point >> 6) & 0x3F));
  } else {
    put(0xF0 | (point >> 18));
    put(0x80 | ((point >> 12) & 0x3F));
    put(0x80 | ((point >> 6) & 0x3F));
  }
  put(0x80 | (point & 0x3F));
}

/// Resolves the escapes of one text; `at` walks over the raw characters between the quotes.
class Unescaper {
 public:
  Unescaper(std::string_view text, std::size_t begin, std::size_t end) : text_(text), at_(begin), end_(end) {}

  void Run() {
    while (at_ < end_) {
      if (text_[at_] == '\\') {
        Escape();
      } else {
        out += text_[at_++];
      }
    }
  }

  std::string out;
  std::vector<Problem> problems;

 private:
  void Escape() {
    const char kind = text_[at_ + 1];
    if (kind == 'u') return CodePoint();
    if (kind == '"' || kind == '\\') {
      out += kind;
    } else if (kind == 'n') {
      out += '\n';
    } else {
      Complain(SignEnd(text_, at_ + 1), R"(in a text only \", \\, \n and \u{…} follow a backslash)",
               R"(write \\ for the backslash itself)");
    }
    at_ = SignEnd(text_, at_ + 1);
  }

  void CodePoint() {
    const std::size_t close = text_.substr(0, end_).find('}', at_);
    const bool braced = at_ + 2 < end_ && text_[at_ + 2] == '{' && close != std::string_view::npos;
    const auto digits = braced ? text_.substr(at_ + 3, close - at_ - 3) : std::string_view();
    std::uint32_t point = 0;
    const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), point, 16);
    const bool whole =
        !digits.empty() && digits.size() <= 6 && error == std::errc() && stop == digits.data() + digits.size();
    const std::size_t end = braced ? close + 1 : at_ + 2;
    if (!whole) {
      Complain(end, R"(\u is followed by one to six hexadecimal digits in braces)", R"(for example \u{E9} for é)");
    } else if (point == 0 || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) {
      Complain(end, "there is no character with the number " + std::string(digits), "");
    } else {
      AppendUtf8(out, point);
    }
    at_ = end;
  }

  void Complain(std::size_t end, std::string message, std::string hint) {
    problems.push_back({at_, end, codes::kBadEscape, std::move(message), std::move(hint)});
  }

  std::string_view text_;
  std::size_t at_, end_;
};

}  // namespace

std::size_t SpaceAt(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return 0;
  const auto byte = static_cast<unsigned char>(text[offset]);
  if (byte == ' ' || (byte >= '\t' && byte <= '\r')) return 1;
  if (byte < 0x80) return 0;
  for (const auto space : kWideSpaces) {
    if (text.substr(offset).starts_with(space)) return space.size();
  }
  return 0;
}

std::size_t LineEnd(std::string_view text, std::size_t offset) {
  return std::min(text.size(), text.find('\n', offset));
}

std::size_t SkipBlank(std::string_view text, std::size_t offset) {
  for (;;) {
    if (const std::size_t length = SpaceAt(text, offset)) {
      offset += length;
    } else if (offset < text.size() && text[offset] == '#') {
      offset = LineEnd(text, offset);
    } else {
      return offset;
    }
  }
}

// Walks backwards: a line of a megabyte is asked at every token.
bool StartsLine(std::string_view text, std::size_t offset) {
  while (offset > 0 && text[offset - 1] != '\n') {
    const std::size_t length = SpaceBefore(text, offset);
    if (length == 0) return false;
    offset -= length;
  }
  return true;
}

std::size_t WordLength(std::string_view text, std::size_t offset) {
  std::size_t end = offset + unicode::LetterAt(text, offset);
  if (end == offset) return 0;
  while (const std::size_t length = unicode::WordCharacterAt(text, end)) end += length;
  return end - offset;
}

bool IsWordAt(std::string_view text, std::size_t offset, std::string_view word) {
  return offset < text.size() && text[offset] == word.front() && text.substr(offset).starts_with(word) &&
         unicode::WordCharacterAt(text, offset + word.size()) == 0;
}

bool IsReserved(std::string_view word) {
  return std::find(kReservedWords.begin(), kReservedWords.end(), word) != kReservedWords.end();
}

std::size_t TextLength(std::string_view text, std::size_t offset) {
  if (offset >= text.size() || text[offset] != '"' || text.substr(offset).starts_with("\"\"\"")) return 0;
  for (std::size_t at = offset + 1; at < text.size() && text[at] != '\n'; ++at) {
    if (text[at] == '"') return at + 1 - offset;
    if (text[at] == '\\' && at + 1 < text.size() && text[at + 1] != '\n') ++at;
  }
  return 0;
}

std::size_t DocLength(std::string_view text, std::size_t offset) {
  if (offset >= text.size() || !text.substr(offset).starts_with("\"\"\"")) return 0;
  const std::size_t close = text.find("\"\"\"", offset + 3);
  return close == std::string_view::npos ? 0 : close + 3 - offset;
}

Lexeme<std::string> ReadText(std::string_view text, std::size_t offset) {
  const std::size_t length = TextLength(text, offset);
  if (length == 0) return {};
  Unescaper unescaper(text, offset + 1, offset + length - 1);
  unescaper.Run();
  return {length, unicode::Nfc(unescaper.out), std::move(unescaper.problems)};
}

Lexeme<std::string> ReadPattern(std::string_view text, std::size_t offset) {
  const std::size_t length = TextLength(text, offset);
  if (length == 0) return {};
  std::string pattern;
  const auto raw = text.substr(offset + 1, length - 2);
  for (std::size_t at = 0; at < raw.size(); ++at) {
    if (raw[at] == '\\' && at + 1 < raw.size()) {
      if (raw[at + 1] != '"') pattern += '\\';
      ++at;
    }
    pattern += raw[at];
  }
  return {length, unicode::Nfc(pattern), {}};
}

Lexeme<std::string> ReadDoc(std::string_view text, std::size_t offset) {
  const std::size_t length = DocLength(text, offset);
  if (length == 0) return {};
  auto inside = text.substr(offset + 3, length - 6);
  constexpr std::string_view kSpaces = " \t\r\n";
  inside.remove_prefix(std::min(inside.size(), inside.find_first_not_of(kSpaces)));
  inside = inside.substr(0, inside.find_last_not_of(kSpaces) + 1);
  return {length, unicode::Nfc(inside), {}};
}

Token NextToken(std::string_view text, std::size_t offset) {
  const std::size_t begin = SkipBlank(text, offset);
  if (begin >= text.size()) return {TokenKind::kEnd, text.size(), text.size()};
  if (const auto length = DocLength(text, begin)) return {TokenKind::kDoc, begin, begin + length};
  if (text.substr(begin).starts_with("\"\"\"")) return {TokenKind::kOpenDoc, begin, begin + 3};
  if (const auto length = TextLength(text, begin)) return {TokenKind::kText, begin, begin + length};
  if (text[begin] == '"') {
    std::size_t end = LineEnd(text, begin);
    while (end > begin + 1 && text[end - 1] == '\r') --end;
    return {TokenKind::kOpenText, begin, end};
  }
  if (const auto length = WordLength(text, begin)) return {TokenKind::kWord, begin, begin + length};
  const bool is_signed =
      (text[begin] == '+' || text[begin] == '-') && begin + 1 < text.size() && IsDigit(text[begin + 1]);
  if (is_signed || IsDigit(text[begin])) return {TokenKind::kNumber, begin, NumberTokenEnd(text, begin + 1)};
  return {TokenKind::kSign, begin, SignEnd(text, begin)};
}

}  // namespace segue::dsl
