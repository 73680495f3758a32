// Text as people read it, on top of utf8proc. Pure ASCII, by far the most frequent, never reaches the library.
#include "unicode/unicode.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace segue::unicode {
namespace {

/// One decoded code point; `length` 0 means invalid or at the end.
struct CodePoint {
  utf8proc_int32_t value = -1;
  std::size_t length = 0;
};

CodePoint Decode(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return {};
  const auto byte = static_cast<unsigned char>(text[offset]);
  if (byte < 0x80) return {byte, 1};
  utf8proc_int32_t value = -1;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + offset;
  const auto length = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - offset), &value);
  if (length <= 0) return {};
  return {value, static_cast<std::size_t>(length)};
}

/// As Decode, but an invalid byte counts as one replacement character, so that loops always advance.
CodePoint DecodeLeniently(std::string_view text, std::size_t offset) {
  const CodePoint point = Decode(text, offset);
  return point.length == 0 ? CodePoint{0xFFFD, 1} : point;
}

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string Map(std::string_view text, int options) {
  utf8proc_uint8_t* mapped = nullptr;
  const auto length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                   &mapped, static_cast<utf8proc_option_t>(options));
  if (length < 0) return std::string(text);
  std::string result(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length));
  std::free(mapped);
  return result;
}

bool IsLetter(utf8proc_int32_t value) {
  switch (utf8proc_category(value)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
      return true;
    default:
      return false;
  }
}

/// Combining marks belong to words: a decomposed "é" (as some systems write it) must not end one.
bool IsDigitOrMark(utf8proc_int32_t value) {
  switch (utf8proc_category(value)) {
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
      return true;
    default:
      return false;
  }
}

std::size_t WidthOf(utf8proc_int32_t value) { return static_cast<std::size_t>(std::max(0, utf8proc_charwidth(value))); }

std::vector<utf8proc_int32_t> CodePoints(std::string_view text) {
  std::vector<utf8proc_int32_t> points;
  for (std::size_t offset = 0; offset < text.size();) {
    const CodePoint point = DecodeLeniently(text, offset);
    points.push_back(point.value);
    offset += point.length;
  }
  return points;
}

char FoldAscii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::optional<std::size_t> FindInvalidUtf8(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t length = Decode(text, offset).length;
    if (length == 0) return offset;
    offset += length;
  }
  return std::nullopt;
}

std::string Nfc(std::string_view text) {
  if (IsAscii(text)) return std::string(text);
  return Map(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

std::string FoldCase(std::string_view text) {
  if (!IsAscii(text)) return Map(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
  std::string folded(text);
  for (char& c : folded) c = FoldAscii(c);
  return folded;
}

bool FoldsTo(std::string_view text, std::string_view folded) {
  if (!IsAscii(text)) return FoldCase(text) == folded;
  return std::equal(text.begin(), text.end(), folded.begin(), folded.end(),
                    [](char own, char other) { return FoldAscii(own) == other; });
}

std::size_t CountCodePoints(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t offset = 0; offset < text.size(); ++count) offset += DecodeLeniently(text, offset).length;
  return count;
}

std::size_t DisplayWidth(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t offset = 0; offset < text.size();) {
    const CodePoint point = DecodeLeniently(text, offset);
    width += WidthOf(point.value);
    offset += point.length;
  }
  return width;
}

std::string_view TruncateToWidth(std::string_view text, std::size_t width) {
  std::size_t used = 0;
  std::size_t offset = 0;
  while (offset < text.size()) {
    const CodePoint point = DecodeLeniently(text, offset);
    used += WidthOf(point.value);
    if (used > width) break;
    offset += point.length;
  }
  return text.substr(0, offset);
}

std::size_t LetterAt(std::string_view text, std::size_t offset) {
  const CodePoint point = Decode(text, offset);
  return point.length > 0 && IsLetter(point.value) ? point.length : 0;
}

std::size_t WordCharacterAt(std::string_view text, std::size_t offset) {
  const CodePoint point = Decode(text, offset);
  if (point.length == 0) return 0;
  const bool belongs = point.value == '_' || IsLetter(point.value) || IsDigitOrMark(point.value);
  return belongs ? point.length : 0;
}

// Optimal string alignment: three rows of the usual table, so that a swap of neighbours costs one.
std::size_t EditDistance(std::string_view a, std::string_view b) {
  const auto left = CodePoints(a);
  const auto right = CodePoints(b);
  std::vector<std::size_t> before(right.size() + 1), above(right.size() + 1), row(right.size() + 1);
  for (std::size_t j = 0; j <= right.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t replace = above[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, replace});
      const bool swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return above[right.size()];
}

}  // namespace segue::unicode
