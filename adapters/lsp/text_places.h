// Places in a text as editors count them: lines from 0, columns in UTF-16 code units from 0; and files as URIs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace segue::lsp {

struct Position {
  std::uint32_t line = 0;
  std::uint32_t character = 0;
};

/// Line starts of one text, which must outlive it. Lines end with \n, \r\n or \r.
class TextPlaces {
 public:
  explicit TextPlaces(std::string_view text);

  /// A position behind the end of its line means the end of the line, one behind the last line the end of the text. A
  /// position inside a pair of code units means the character's beginning.
  std::size_t OffsetOf(Position position) const;
  Position PositionOf(std::size_t offset) const;

 private:
  std::string_view text_;
  std::vector<std::size_t> starts_;
};

/// `file:///tmp/a%20b.segue` → `/tmp/a b.segue`; anything else as it is.
std::string PathOf(std::string_view uri);
std::string UriOf(std::string_view path);

}  // namespace segue::lsp
