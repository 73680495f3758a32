// UTF-16 lengths are counted from UTF-8: four bytes are a pair of code units, everything else is one.
#include "adapters/lsp/text_places.h"

#include <algorithm>
#include <cctype>

namespace segue::lsp {
namespace {

std::size_t BytesAt(std::string_view text, std::size_t offset) {
  const auto byte = static_cast<unsigned char>(text[offset]);
  const std::size_t length = byte < 0x80 ? 1 : byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
  return std::min(length, text.size() - offset);
}

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const int letter = std::tolower(static_cast<unsigned char>(c));
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

}  // namespace

TextPlaces::TextPlaces(std::string_view text) : text_(text), starts_{0} {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool ends = text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'));
    if (ends) starts_.push_back(i + 1);
  }
}

std::size_t TextPlaces::OffsetOf(Position position) const {
  if (position.line >= starts_.size()) return text_.size();
  std::size_t at = starts_[position.line];
  std::uint32_t units = 0;
  while (at < text_.size() && text_[at] != '\n' && text_[at] != '\r') {
    const std::size_t bytes = BytesAt(text_, at);
    units += bytes == 4 ? 2 : 1;
    if (units > position.character) break;
    at += bytes;
  }
  return at;
}

Position TextPlaces::PositionOf(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto line = std::upper_bound(starts_.begin(), starts_.end(), offset) - starts_.begin() - 1;
  Position position{static_cast<std::uint32_t>(line), 0};
  for (std::size_t at = starts_[static_cast<std::size_t>(line)]; at < offset;) {
    const std::size_t bytes = BytesAt(text_, at);
    position.character += bytes == 4 ? 2 : 1;
    at += bytes;
  }
  return position;
}

std::string PathOf(std::string_view uri) {
  constexpr std::string_view kScheme = "file://";
  if (!uri.starts_with(kScheme)) return std::string(uri);
  uri.remove_prefix(kScheme.size());
  std::string path;
  for (std::size_t i = 0; i < uri.size(); ++i) {
    const bool escaped = uri[i] == '%' && i + 2 < uri.size() && HexDigit(uri[i + 1]) >= 0 && HexDigit(uri[i + 2]) >= 0;
    if (escaped) {
      path += static_cast<char>(HexDigit(uri[i + 1]) * 16 + HexDigit(uri[i + 2]));
      i += 2;
    } else {
      path += uri[i];
    }
  }
  return path;
}

std::string UriOf(std::string_view path) {
  if (!path.starts_with('/')) return std::string(path);
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string uri = "file://";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || std::string_view("/-_.~").find(c) != std::string_view::npos) {
      uri += c;
    } else {
      uri += '%';
      uri += kHex[byte / 16];
      uri += kHex[byte % 16];
    }
  }
  return uri;
}

}  // namespace segue::lsp
