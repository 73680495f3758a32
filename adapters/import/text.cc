// Small questions about cells; see the header.
#include "adapters/import/text.h"

#include <cstdint>
#include <cstring>

#include "unicode/unicode.h"

namespace segue::import {
namespace {

constexpr std::string_view kNoBreakSpace = "\u00A0";
constexpr std::size_t kLongestShown = 60;

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

std::string_view Trimmed(std::string_view text) {
  for (;;) {
    if (!text.empty() && IsBlank(text.front()))
      text.remove_prefix(1);
    else if (!text.empty() && IsBlank(text.back()))
      text.remove_suffix(1);
    else if (text.starts_with(kNoBreakSpace))
      text.remove_prefix(kNoBreakSpace.size());
    else if (text.ends_with(kNoBreakSpace))
      text.remove_suffix(kNoBreakSpace.size());
    else
      return text;
  }
}

bool IsAscii(std::string_view text) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  std::size_t at = 0;
  std::uint64_t bits = 0;
  for (; at + sizeof bits <= text.size(); at += sizeof bits) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof word);
    bits |= word;
  }
  unsigned char rest = 0;
  for (; at < text.size(); ++at) rest |= static_cast<unsigned char>(text[at]);
  return ((bits & kHighBits) | (rest & 0x80U)) == 0;
}

std::string TextProblem(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) return "the row holds a NUL byte, which no text has";
  if (IsAscii(text) || !unicode::FindInvalidUtf8(text)) return {};
  return "the row is not valid text in the file's encoding (UTF-8 unless `encoding:` says otherwise; files from Excel "
         "are often windows-1252)";
}

std::string Shown(std::string_view text) {
  std::string shown;
  for (const char c : text.substr(0, kLongestShown)) shown += static_cast<unsigned char>(c) < ' ' ? '?' : c;
  if (text.size() <= kLongestShown) return shown;
  // Not in the middle of a code point.
  while (!shown.empty() && (static_cast<unsigned char>(text[shown.size()]) & 0xC0U) == 0x80U) shown.pop_back();
  return shown + "…";
}

}  // namespace segue::import
