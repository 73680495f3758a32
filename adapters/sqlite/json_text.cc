// JSON strings (RFC 8259, section 7), written with the fewest escapes.

#include "adapters/sqlite/json_text.h"

#include <algorithm>
#include <cstdint>

namespace segue::sqlite {
namespace {

constexpr char kHex[] = "0123456789abcdef";

void AppendEscaped(std::string& out, char character) {
  switch (character) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  const auto byte = static_cast<unsigned char>(character);
  if (byte >= ' ') {
    out += character;
    return;
  }
  out += "\\u00";
  out += kHex[byte >> 4];
  out += kHex[byte & 15];
}

/// Only escapes below U+0080 are ever written by AppendEscaped.
char ParseUnicodeEscape(std::string_view json, std::size_t& at) {
  std::uint32_t code = 0;
  for (int digit = 0; digit < 4 && at < json.size(); ++digit, ++at) {
    const char character = json[at];
    const int value = character <= '9' ? character - '0' : (character | 0x20) - 'a' + 10;
    code = code * 16 + static_cast<std::uint32_t>(value & 15);
  }
  return static_cast<char>(code & 0x7F);
}

char ParseEscape(std::string_view json, std::size_t& at) {
  const char character = json[at++];
  switch (character) {
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'u':
      return ParseUnicodeEscape(json, at);
    default:
      return character;
  }
}

}  // namespace

void AppendJsonText(std::string& out, std::string_view text) {
  out += '"';
  for (const char character : text) AppendEscaped(out, character);
  out += '"';
}

void AppendJsonSet(std::string& out, const std::vector<std::string>& texts) {
  std::vector<std::string_view> sorted(texts.begin(), texts.end());
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  std::erase(sorted, std::string_view{});
  if (sorted.empty()) return;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    out += i == 0 ? '[' : ',';
    AppendJsonText(out, sorted[i]);
  }
  out += ']';
}

std::string ParseJsonText(std::string_view json, std::size_t& at) {
  std::string text;
  if (at >= json.size() || json[at] != '"') return text;
  ++at;
  while (at < json.size() && json[at] != '"') {
    const char character = json[at++];
    text += character == '\\' && at < json.size() ? ParseEscape(json, at) : character;
  }
  ++at;
  return text;
}

std::vector<std::string> ParseJsonSet(std::string_view json) {
  std::vector<std::string> texts;
  std::size_t at = 0;
  while ((at = json.find('"', at)) != std::string_view::npos) texts.push_back(ParseJsonText(json, at));
  return texts;
}

}  // namespace segue::sqlite
