// Lines of formatted text: places pieces one after the other and breaks a run of them where it is too long.
//
// A run that fits stays on one line. Else it is broken at its weakest connectives (`or`, then `and`, then + -, * /,
// commas), and where there are none, inside its parentheses:
//
//   in Reachable                                      did (
//   and did not purchase in last 90 days                email_opened with machine is not true
//   and known for 90 days                               or email_clicked
//                                                     ) in last 90 days
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dsl/format_pieces.h"

namespace segue::dsl {

class FormatLines {
 public:
  explicit FormatLines(const Pieces& pieces) : pieces_(pieces) {}

  /// Pieces [begin, end), broken where needed; lines that follow the first begin at `indent`.
  void Run(std::size_t begin, std::size_t end, std::size_t indent);
  /// Pieces [begin, end) on one line; only comments break it.
  void Flat(std::size_t begin, std::size_t end, std::size_t indent);
  void Place(std::size_t index, std::size_t indent);
  /// Text without a space before it.
  void Append(std::string_view text);

  void NewLine(std::size_t indent);
  /// The line just begun begins at the left margin after all.
  void Outdent() { column_ = line_indent_ = 0; }
  /// A new line for the piece, its own comments first. Blank lines above are kept unless it is the `first`.
  void StartLine(std::size_t index, std::size_t indent, bool first);
  /// The piece's own comments, each on a line; the piece then begins a line.
  void Comments(std::size_t index, bool first);
  /// The next piece begins at this column, if the line is not yet longer.
  void PadTo(std::size_t column);

  /// Columns of [begin, end) on one line; kNever where a comment or description stands inside.
  std::size_t Width(std::size_t begin, std::size_t end) const;
  static constexpr std::size_t kNever = 1U << 30;

  std::string Take();
  /// Line ends written since Take.
  std::size_t lines() const { return lines_; }

 private:
  std::size_t WidthUpTo(std::size_t begin, std::size_t end, std::size_t limit) const;
  bool Fits(std::size_t begin, std::size_t end, std::size_t limit) const;
  void Split(const std::vector<std::size_t>& starts, std::size_t end, std::size_t indent);
  void Fill(const std::vector<std::size_t>& starts, std::size_t end, std::size_t indent);
  void Parentheses(std::size_t begin, std::size_t end, std::size_t indent);
  void OpenUp(std::size_t open, std::size_t close);
  std::size_t Matching(std::size_t open, std::size_t end) const;
  bool NeedsSpace(const Piece& piece) const;
  void Write(std::string_view text, std::size_t width);

  const Pieces& pieces_;
  std::string out_;
  std::size_t column_ = 0;
  std::size_t line_indent_ = 0;
  bool at_line_start_ = true;
  bool must_break_ = false;                               // a comment ended the line
  std::size_t commented_ = static_cast<std::size_t>(-1);  // the piece whose comments are written
  const Piece* last_ = nullptr;
  std::size_t lines_ = 0;
};

}  // namespace segue::dsl
