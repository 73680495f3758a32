// Widths are measured from the current column, so a run is judged where it stands.
#include "dsl/format_lines.h"

#include <algorithm>
#include <array>
#include <utility>

#include "dsl/format.h"
#include "unicode/unicode.h"

namespace segue::dsl {
namespace {

/// The connectives of a run outside of its parentheses, weakest first.
enum Level { kOr, kAnd, kPlus, kTimes, kComma, kLevels };

struct Connectives {
  std::array<std::vector<std::size_t>, kLevels> starts;  // the pieces that begin a new part
};

int DepthChange(const Piece& piece) { return piece.Is("(") ? 1 : piece.Is(")") ? -1 : 0; }

/// The `and` of `between … and …` connects nothing.
class ConnectiveFinder {
 public:
  Connectives Find(const Pieces& pieces, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      depth_ += DepthChange(pieces[i]);
      if (depth_ == 0) Judge(pieces[i], i, begin, end);
    }
    return std::move(found_);
  }

 private:
  void Judge(const Piece& piece, std::size_t index, std::size_t begin, std::size_t end) {
    if (piece.Is(",") && index + 1 < end) found_.starts[kComma].push_back(index + 1);
    if (piece.IsWord("between")) ++open_betweens_;
    if (piece.IsWord("and") && open_betweens_ > 0) {
      --open_betweens_;
    } else if (index > begin) {
      JudgeOperator(piece, index);
    }
  }
  void JudgeOperator(const Piece& piece, std::size_t index) {
    if (piece.IsWord("or")) found_.starts[kOr].push_back(index);
    if (piece.IsWord("and")) found_.starts[kAnd].push_back(index);
    if (piece.kind != PieceKind::kOperator) return;
    found_.starts[piece.text == "+" || piece.text == "-" ? kPlus : kTimes].push_back(index);
  }

  Connectives found_;
  int depth_ = 0;
  int open_betweens_ = 0;
};

bool SpaceBetween(const Piece& last, const Piece& piece) {
  for (const char* sign : {",", ";", ":", ")", ".", "%"}) {
    if (piece.Is(sign)) return false;
  }
  if (last.Is("(") || last.Is(".") || (last.Is("{") && piece.Is("}"))) return false;
  return piece.kind != PieceKind::kCloseParam && last.kind != PieceKind::kOpenParam &&
         last.kind != PieceKind::kUnarySign;
}

}  // namespace

void FormatLines::Write(std::string_view text, std::size_t width) {
  if (at_line_start_) out_.append(line_indent_, ' ');
  at_line_start_ = false;
  out_ += text;
  column_ += width;
}

void FormatLines::Append(std::string_view text) { Write(text, text.size()); }

void FormatLines::NewLine(std::size_t indent) {
  out_ += '\n';
  ++lines_;
  column_ = line_indent_ = indent;
  at_line_start_ = true;
  must_break_ = false;
}

bool FormatLines::NeedsSpace(const Piece& piece) const {
  return !at_line_start_ && last_ != nullptr && SpaceBetween(*last_, piece);
}

void FormatLines::Place(std::size_t index, std::size_t indent) {
  const Piece& piece = pieces_[index];
  const bool has_comments = !piece.before.empty() && commented_ != index;
  if (!at_line_start_ && (must_break_ || has_comments)) NewLine(indent);
  if (has_comments) Comments(index, true);
  if (NeedsSpace(piece)) Write(" ", 1);
  Write(piece.text, piece.width);
  last_ = &piece;
  if (piece.trailing.empty()) return;
  Write("  " + piece.trailing, 0);
  must_break_ = true;
}

void FormatLines::Comments(std::size_t index, bool first) {
  commented_ = index;
  for (const OwnLine& comment : pieces_[index].before) {
    if (comment.blank_before && !first) NewLine(line_indent_);
    first = false;
    Write(comment.text, 0);
    NewLine(line_indent_);
  }
}

void FormatLines::StartLine(std::size_t index, std::size_t indent, bool first) {
  NewLine(indent);
  Comments(index, first);
  const bool keeps_blank = !first || !pieces_[index].before.empty();
  if (pieces_[index].blank_before && keeps_blank) NewLine(indent);
}

void FormatLines::PadTo(std::size_t column) {
  if (at_line_start_ || must_break_ || column_ + 1 >= column) return;
  Write(std::string(column - column_ - 1, ' '), column - column_ - 1);
}

std::size_t FormatLines::WidthUpTo(std::size_t begin, std::size_t end, std::size_t limit) const {
  std::size_t width = 0;
  for (std::size_t i = begin; i < end && width <= limit; ++i) {
    const Piece& piece = pieces_[i];
    const bool comment = (i > begin && !piece.before.empty()) || (i + 1 < end && !piece.trailing.empty());
    if (comment || (i > begin && piece.kind == PieceKind::kDoc)) return kNever;
    width += piece.width + (i > begin && SpaceBetween(pieces_[i - 1], piece) ? 1 : 0);
  }
  return width;
}

std::size_t FormatLines::Width(std::size_t begin, std::size_t end) const { return WidthUpTo(begin, end, kNever); }

bool FormatLines::Fits(std::size_t begin, std::size_t end, std::size_t limit) const {
  if (begin >= end) return true;
  if (must_break_ && !at_line_start_) return false;
  const std::size_t from = column_ + (NeedsSpace(pieces_[begin]) ? 1 : 0);
  return from <= limit && from + WidthUpTo(begin, end, limit) <= limit;
}

void FormatLines::Flat(std::size_t begin, std::size_t end, std::size_t indent) {
  for (std::size_t i = begin; i < end; ++i) Place(i, indent);
}

void FormatLines::Run(std::size_t begin, std::size_t end, std::size_t indent) {
  const Connectives found = ConnectiveFinder().Find(pieces_, begin, end);
  const bool logic = !found.starts[kOr].empty() || !found.starts[kAnd].empty();
  if (Fits(begin, end, logic ? kChainWidth : kLineWidth)) return Flat(begin, end, indent + 2);
  for (int level = kOr; level < kLevels; ++level) {
    const auto& starts = found.starts[static_cast<std::size_t>(level)];
    if (starts.empty()) continue;
    std::vector<std::size_t> parts{begin};
    parts.insert(parts.end(), starts.begin(), starts.end());
    return level == kComma ? Fill(parts, end, indent) : Split(parts, end, indent);
  }
  Parentheses(begin, end, indent);
}

void FormatLines::Split(const std::vector<std::size_t>& starts, std::size_t end, std::size_t indent) {
  for (std::size_t i = 0; i < starts.size(); ++i) {
    if (i > 0) NewLine(indent);
    Run(starts[i], i + 1 < starts.size() ? starts[i + 1] : end, indent + 2);
  }
}

void FormatLines::Fill(const std::vector<std::size_t>& starts, std::size_t end, std::size_t indent) {
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const std::size_t stop = i + 1 < starts.size() ? starts[i + 1] : end;
    if (i > 0 && !Fits(starts[i], stop, kLineWidth)) NewLine(indent);
    Run(starts[i], stop, indent + 2);
  }
}

void FormatLines::Parentheses(std::size_t begin, std::size_t end, std::size_t indent) {
  const auto next_open = [&](std::size_t from) {
    while (from < end && !pieces_[from].Is("(")) ++from;
    return from;
  };
  for (std::size_t at = begin; at < end;) {
    const std::size_t open = next_open(at);
    Flat(at, open, indent + 2);
    if (open == end) return;
    const std::size_t close = Matching(open, end);
    const std::size_t stop = std::min(next_open(close) + 1, end);
    if (Fits(open, stop, kLineWidth)) {
      Flat(open, close + 1, indent + 2);
    } else {
      OpenUp(open, close);
    }
    at = close + 1;
  }
}

void FormatLines::OpenUp(std::size_t open, std::size_t close) {
  Place(open, line_indent_ + 2);
  const std::size_t outside = line_indent_;
  if (open + 1 < close) {
    NewLine(outside + 2);
    Run(open + 1, close, outside + 2);
    NewLine(outside);
  }
  Place(close, outside);
}

std::size_t FormatLines::Matching(std::size_t open, std::size_t end) const {
  int depth = 0;
  for (std::size_t i = open; i < end; ++i) {
    depth += DepthChange(pieces_[i]);
    if (depth == 0) return i;
  }
  return end - 1;
}

std::string FormatLines::Take() {
  at_line_start_ = true;
  must_break_ = false;
  column_ = line_indent_ = lines_ = 0;
  last_ = nullptr;
  return std::exchange(out_, {});
}

}  // namespace segue::dsl
