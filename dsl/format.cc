// Declarations: what stands in columns, what opens a block, where a blank line is due.
#include "dsl/format.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "dsl/format_lines.h"
#include "dsl/format_pieces.h"

namespace segue::dsl {
namespace {

/// A name wider than this does not push the column of its neighbours.
constexpr std::size_t kWidestName = 40;
constexpr std::size_t kIndent = 2;

/// Pieces [begin, end) of one declaration, or of one item.
struct Stretch {
  std::size_t begin = 0, end = 0;
};

/// One printed declaration with its comments.
struct Chunk {
  std::string text;
  bool blank_before = false;  // kept from the source
  bool blank_inside = false;  // among the comments above it
  bool tall = false;          // the declaration itself takes several lines
};

enum class Column { kNone, kEquals, kBrace };

/// What stands in one column with that of the declarations around it.
Column ColumnOf(const Declaration& declaration) {
  if (std::holds_alternative<EventDeclaration>(declaration.node)) return Column::kBrace;
  const bool equals = std::holds_alternative<MetricDeclaration>(declaration.node) ||
                      std::holds_alternative<ParamDeclaration>(declaration.node);
  return equals ? Column::kEquals : Column::kNone;
}

class FilePrinter {
 public:
  FilePrinter(Pieces pieces, const File& file) : pieces_(std::move(pieces)), lines_(pieces_), file_(file) {
    FindStretches();
    AlignRuns();
  }

  std::string Run() {
    std::vector<Chunk> chunks;
    for (std::size_t i = 0; i < stretches_.size(); ++i) chunks.push_back(Print(i));
    chunks.push_back(LastComments());
    return Join(chunks);
  }

 private:
  // --- structure
  void FindStretches() {
    for (const Declaration& declaration : file_.declarations) {
      std::size_t begin = PieceAt(pieces_, declaration.span.begin);
      while (begin > 0 && pieces_[begin - 1].kind == PieceKind::kDoc) --begin;
      if (!stretches_.empty()) stretches_.back().end = begin;
      stretches_.push_back({begin, pieces_.size() - 1});
    }
  }

  std::size_t BehindDocs(Stretch stretch) const {
    while (stretch.begin < stretch.end && pieces_[stretch.begin].kind == PieceKind::kDoc) ++stretch.begin;
    return stretch.begin;
  }

  std::size_t Find(std::size_t begin, std::size_t end, std::string_view sign) const {
    while (begin < end && !pieces_[begin].Is(sign)) ++begin;
    return begin;
  }

  std::vector<Stretch> Items(std::size_t open, std::size_t close) const {
    std::vector<Stretch> items;
    for (std::size_t i = open + 1; i < close; ++i) {
      if (!pieces_[i].starts_item) continue;
      if (!items.empty()) items.back().end = i;
      items.push_back({i, close});
    }
    return items;
  }

  // --- columns
  /// Neighbouring metrics, params and one-line events; a blank line ends a run of metrics or params.
  void AlignRuns() {
    columns_.resize(stretches_.size());
    for (std::size_t i = 0; i < stretches_.size();) {
      const Column column = ColumnOf(file_.declarations[i]);
      std::size_t end = i + 1;
      while (end < stretches_.size() && column != Column::kNone && ContinuesRun(i, end)) ++end;
      const std::size_t at = WidestHead(i, end) + 1;
      for (; i < end; ++i) columns_[i] = at;
    }
  }
  bool ContinuesRun(std::size_t first, std::size_t next) const {
    if (file_.declarations[first].node.index() != file_.declarations[next].node.index()) return false;
    return ColumnOf(file_.declarations[first]) == Column::kBrace || !HasBlankAbove(stretches_[next].begin);
  }
  bool HasBlankAbove(std::size_t piece) const {
    const auto& before = pieces_[piece].before;
    return pieces_[piece].blank_before ||
           std::ranges::any_of(before, [](const OwnLine& comment) { return comment.blank_before; });
  }
  std::size_t WidestHead(std::size_t begin, std::size_t end) const {
    std::size_t widest = 0;
    for (std::size_t i = begin; i < end; ++i) {
      const bool brace = ColumnOf(file_.declarations[i]) == Column::kBrace;
      if (brace && !FitsOnOneLine(stretches_[i])) continue;
      const std::size_t from = BehindDocs(stretches_[i]);
      const std::size_t width = lines_.Width(from, Find(from, stretches_[i].end, brace ? "{" : "="));
      if (width <= kWidestName) widest = std::max(widest, width);
    }
    return widest;
  }

  /// `event purchase { amount money, code text } recorded since 2024-01-01`.
  bool FitsOnOneLine(Stretch event) const {
    const std::size_t from = BehindDocs(event);
    const std::size_t open = Find(from, event.end, "{");
    const std::size_t commas = Items(open, Find(open, event.end, "}")).size();
    return lines_.Width(from, event.end) + commas <= kLineWidth;
  }

  // --- printing
  Chunk Print(std::size_t index) {
    const Stretch stretch = stretches_[index];
    Chunk chunk = Begin(stretch.begin);
    const std::size_t from = Docs(stretch, 0);
    const std::size_t line = lines_.lines();
    PrintBody({from, stretch.end}, file_.declarations[index], columns_[index]);
    // A blank line would end a run of metrics or params.
    chunk.tall = lines_.lines() > line && ColumnOf(file_.declarations[index]) != Column::kEquals;
    chunk.text = lines_.Take();
    return chunk;
  }

  /// The comments above a declaration.
  Chunk Begin(std::size_t piece) {
    Chunk chunk;
    const auto& before = pieces_[piece].before;
    chunk.blank_before = before.empty() ? pieces_[piece].blank_before : before.front().blank_before;
    for (std::size_t i = 1; i < before.size(); ++i) chunk.blank_inside = chunk.blank_inside || before[i].blank_before;
    lines_.Comments(piece, true);
    if (!before.empty() && pieces_[piece].blank_before && pieces_[piece].kind != PieceKind::kEnd) {
      chunk.blank_inside = true;
      lines_.NewLine(0);
    }
    return chunk;
  }

  /// Each description on lines of its own. Returns what follows.
  std::size_t Docs(Stretch stretch, std::size_t indent) {
    const std::size_t behind = BehindDocs(stretch);
    for (std::size_t i = stretch.begin; i < behind; ++i) {
      lines_.Place(i, indent);
      lines_.NewLine(indent);
    }
    // Comments between the description and what it describes are not part of the body.
    if (behind > stretch.begin) lines_.Comments(behind, true);
    return behind;
  }

  void PrintBody(Stretch body, const Declaration& declaration, std::size_t column) {
    if (std::holds_alternative<SegmentDeclaration>(declaration.node)) return PrintSegment(body);
    if (std::holds_alternative<FlagDeclaration>(declaration.node)) return PrintFlag(body);
    if (ColumnOf(declaration) == Column::kEquals) return PrintAligned(body, Find(body.begin, body.end, "="), column);
    if (std::holds_alternative<EventDeclaration>(declaration.node) && FitsOnOneLine(body))
      return PrintShortEvent(body, column);
    const std::size_t open = Find(body.begin, body.end, "{");
    if (open == body.end) return lines_.Run(body.begin, body.end, kIndent);
    PrintBlock(body, open, declaration);
  }

  void PrintSegment(Stretch body) {
    const std::size_t condition = Find(body.begin, body.end, "=") + 1;
    lines_.Flat(body.begin, condition, 2 * kIndent);
    lines_.NewLine(kIndent);
    lines_.Run(condition, body.end, kIndent);
  }

  /// On one line, or `when` and `until` each on a line of its own.
  void PrintFlag(Stretch body) {
    const std::size_t width = lines_.Width(body.begin, body.end);
    if (width <= kChainWidth) return lines_.Flat(body.begin, body.end, kIndent);
    std::size_t start = body.begin;
    int depth = 0;
    for (std::size_t i = body.begin; i < body.end; ++i) {
      depth += pieces_[i].Is("(") ? 1 : pieces_[i].Is(")") ? -1 : 0;
      const bool opens = pieces_[i].IsWord("when") || pieces_[i].IsWord("on") || pieces_[i].IsWord("until");
      if (!opens || depth > 0) continue;
      lines_.Run(start, i, 2 * kIndent);
      lines_.NewLine(kIndent);
      start = i;
    }
    lines_.Run(start, body.end, 2 * kIndent);
  }

  void PrintAligned(Stretch body, std::size_t sign, std::size_t column) {
    lines_.Flat(body.begin, sign, 2 * kIndent);
    lines_.PadTo(column);
    lines_.Run(sign, body.end, kIndent);
  }

  void PrintShortEvent(Stretch body, std::size_t column) {
    const std::size_t open = Find(body.begin, body.end, "{");
    const std::size_t close = Find(open, body.end, "}");
    lines_.Flat(body.begin, open, kIndent);
    lines_.PadTo(column);
    lines_.Place(open, kIndent);
    const std::vector<Stretch> properties = Items(open, close);
    for (std::size_t i = 0; i < properties.size(); ++i) {
      if (i > 0) lines_.Append(",");
      lines_.Flat(properties[i].begin, properties[i].end, kIndent);
    }
    lines_.Flat(close, body.end, kIndent);
  }

  // --- blocks
  void PrintBlock(Stretch body, std::size_t open, const Declaration& declaration) {
    const std::size_t close = Find(open, body.end, "}");
    const std::vector<Stretch> items = Items(open, close);
    lines_.Flat(body.begin, open + 1, 2 * kIndent);
    AlignItems(items, declaration);
    for (const Stretch& item : items) {
      lines_.StartLine(item.begin, kIndent, item.begin == open + 1);
      PrintItem({Docs(item, kIndent), item.end}, declaration);
    }
    Close(close, !items.empty());
    lines_.Run(close + 1, body.end, kIndent);
  }

  void Close(std::size_t close, bool has_items) {
    const bool has_comments = !pieces_[close].before.empty() || !pieces_[close - 1].trailing.empty();
    if (has_comments) {
      lines_.NewLine(kIndent);
      lines_.Comments(close, !has_items);
      lines_.Outdent();
    } else if (has_items) {
      lines_.NewLine(0);
    }
    lines_.Place(close, 0);
  }

  /// The sign or word of an item that stands in a column, and one more for lifecycles; the item's end if none.
  std::size_t FirstColumn(Stretch item, const Declaration& declaration) const {
    if (std::holds_alternative<LifecycleDeclaration>(declaration.node)) return Find(item.begin, item.end, "->");
    const bool in_columns =
        std::holds_alternative<ContactDeclaration>(declaration.node) ||
        std::holds_alternative<EventDeclaration>(declaration.node) ||
        (std::holds_alternative<GroupDeclaration>(declaration.node) && pieces_[item.begin].kind == PieceKind::kText);
    return in_columns ? item.begin + 1 : item.end;
  }

  void AlignItems(const std::vector<Stretch>& items, const Declaration& declaration) {
    first_column_ = second_column_ = 0;
    for (const Stretch& item : items) {
      const std::size_t from = BehindDocs(item);
      const std::size_t sign = FirstColumn({from, item.end}, declaration);
      if (sign == item.end) continue;
      Widen(first_column_, lines_.Width(from, sign));
      if (pieces_[sign].Is("->")) Widen(second_column_, lines_.Width(sign, sign + 2));
    }
    first_column_ += kIndent + 1;
    second_column_ += first_column_ + 1;
  }
  static void Widen(std::size_t& column, std::size_t width) {
    if (width <= kWidestName) column = std::max(column, width);
  }

  void PrintItem(Stretch item, const Declaration& declaration) {
    const std::size_t sign = FirstColumn(item, declaration);
    if (sign == item.end) return lines_.Run(item.begin, item.end, 2 * kIndent);
    lines_.Flat(item.begin, sign, 2 * kIndent);
    lines_.PadTo(first_column_);
    if (!pieces_[sign].Is("->")) return lines_.Run(sign, item.end, 2 * kIndent);
    lines_.Flat(sign, sign + 2, 2 * kIndent);
    lines_.PadTo(second_column_);
    lines_.Run(sign + 2, item.end, 2 * kIndent);
  }

  // --- the whole
  /// Comments behind the last declaration.
  Chunk LastComments() {
    Chunk chunk = Begin(pieces_.size() - 1);
    chunk.text = lines_.Take();
    if (!chunk.text.empty()) chunk.text.pop_back();  // Join ends every chunk
    return chunk;
  }

  static std::string Join(const std::vector<Chunk>& chunks) {
    std::string text;
    bool tall = false;
    for (const Chunk& chunk : chunks) {
      if (chunk.text.empty()) continue;
      const bool due = (tall || chunk.tall) && !chunk.blank_inside;
      if (!text.empty() && (chunk.blank_before || due)) text += '\n';
      text += chunk.text + '\n';
      tall = chunk.tall;
    }
    return text;
  }

  const Pieces pieces_;
  FormatLines lines_;
  const File& file_;
  std::vector<Stretch> stretches_;
  std::vector<std::size_t> columns_;
  std::size_t first_column_ = 0, second_column_ = 0;
};

std::string WithLineEnds(const std::string& text, bool carriage_returns) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    if (text[i] == '\n' && carriage_returns) out += '\r';
    out += text[i];
  }
  return out;
}

}  // namespace

std::string Format(const SourceMap& sources, const File& file) {
  const std::string& text = sources.Get(file.source).text;
  Pieces pieces = CutIntoPieces(text, file);
  FindItems(pieces, file);
  const std::size_t first_line = text.find('\n');
  const bool carriage_returns = first_line != std::string::npos && first_line > 0 && text[first_line - 1] == '\r';
  return WithLineEnds(FilePrinter(std::move(pieces), file).Run(), carriage_returns);
}

}  // namespace segue::dsl
