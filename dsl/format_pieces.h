// A rule file as the formatter sees it: words and signs in order, each with the comments that belong to it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/syntax.h"

namespace segue::dsl {

enum class PieceKind {
  kWord,
  kText,  // "…"
  kDoc,   // """…"""
  kNumber,
  kSign,
  kOpenParam,  // the braces of {quiet}
  kCloseParam,
  kUnarySign,  // + or - that belongs to the number behind it
  kOperator,   // + - * / between measures
  kEnd,        // of the file: carries the comments after everything else
};

/// A comment on a line of its own.
struct OwnLine {
  std::string text;
  bool blank_before = false;
};

struct Piece {
  PieceKind kind = PieceKind::kEnd;
  std::uint32_t begin = 0;  // byte offset in the source
  std::string text;         // as it is printed
  std::size_t width = 0;    // columns
  std::vector<OwnLine> before;
  bool blank_before = false;  // a blank line between it and what stands before it, its own comments included
  std::string trailing;       // the comment at the end of its line
  bool starts_item = false;   // of a block in braces

  bool Is(std::string_view sign) const { return kind == PieceKind::kSign && text == sign; }
  bool IsWord(std::string_view word) const { return kind == PieceKind::kWord && text == word; }
};

using Pieces = std::vector<Piece>;

/// Everything of the file in order, kEnd last. Quotes that no name needs are gone, numbers stand apart from units.
Pieces CutIntoPieces(std::string_view text, const File& file);

/// The first piece at or after a byte offset.
std::size_t PieceAt(const Pieces& pieces, std::uint32_t offset);

/// Marks where the items of blocks begin, and removes the separators between them; comments go to the neighbours.
void FindItems(Pieces& pieces, const File& file);

}  // namespace segue::dsl
