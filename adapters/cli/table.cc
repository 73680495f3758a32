// Layout in three steps: widths, parts (which columns stand side by side), lines.
#include "adapters/cli/table.h"

#include <algorithm>
#include <numeric>

#include "adapters/cli/terminal.h"
#include "unicode/unicode.h"

namespace segue::cli {
namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kNarrowestText = 10;  // texts are not shortened below
constexpr std::size_t kNarrowestKey = 24;   // nor, as long as splitting the table helps, those that name the row
constexpr std::size_t kUsualText = 24;      // longest text in a table that has to be split anyway
constexpr std::size_t kLongestPiece = 14;   // of a header: longer words are broken
constexpr std::string_view kEllipsis = "…";

using Widths = std::vector<std::size_t>;

std::size_t Total(const Widths& widths) {
  const std::size_t gaps = widths.empty() ? 0 : kGap * (widths.size() - 1);
  return std::accumulate(widths.begin(), widths.end(), gaps);
}

/// Takes columns one by one off the widest column that is still above its floor, until all fit or none can give.
void Shrink(Widths& widths, const Widths& floors, std::size_t available) {
  while (Total(widths) > available) {
    std::size_t widest = widths.size();
    for (std::size_t i = 0; i < widths.size(); ++i) {
      if (widths[i] > floors[i] && (widest == widths.size() || widths[i] > widths[widest])) widest = i;
    }
    if (widest == widths.size()) return;
    --widths[widest];
  }
}

/// Where a header may break: after a space (dropped) or an underscore.
std::vector<std::string> Pieces(const std::string& title) {
  std::vector<std::string> pieces{""};
  for (const char character : title) {
    if (character != ' ') pieces.back() += character;
    if (character == ' ' || character == '_') pieces.emplace_back();
  }
  return pieces;
}

std::size_t LongestPiece(const std::string& title) {
  std::size_t longest = 0;
  for (const std::string& piece : Pieces(title)) longest = std::max(longest, unicode::DisplayWidth(piece));
  return std::min(longest, kLongestPiece);
}

/// Cuts the front of `text` off at `width`, at least one character.
std::string TakeFront(std::string& text, std::size_t width) {
  std::size_t bytes = unicode::TruncateToWidth(text, width).size();
  if (bytes == 0) bytes = unicode::TruncateToWidth(text, width + 1).size();
  std::string front = text.substr(0, bytes);
  text.erase(0, bytes);
  return front;
}

std::vector<std::string> WrapTitle(const std::string& title, std::size_t width) {
  std::vector<std::string> lines{""};
  for (std::string piece : Pieces(title)) {
    const bool glued = lines.back().empty() || lines.back().back() == '_';
    const std::string joined = lines.back() + (glued ? "" : " ") + piece;
    if (unicode::DisplayWidth(joined) <= width) {
      lines.back() = joined;
      continue;
    }
    if (!lines.back().empty()) lines.emplace_back();
    while (unicode::DisplayWidth(piece) > width) {
      lines.back() = TakeFront(piece, width);
      lines.emplace_back();
    }
    lines.back() = piece;
  }
  return lines;
}

std::string Shortened(const std::string& text, std::size_t width) {
  if (unicode::DisplayWidth(text) <= width) return text;
  return std::string(unicode::TruncateToWidth(text, width - 1)).append(kEllipsis);
}

std::string Padded(const std::string& text, std::size_t width, bool right) {
  const std::size_t used = unicode::DisplayWidth(text);
  const std::string space(used < width ? width - used : 0, ' ');
  return right ? space + text : text + space;
}

std::string JoinLine(const std::vector<std::string>& cells) {
  std::string line;
  for (const std::string& cell : cells) {
    if (!line.empty()) line.append(kGap, ' ');
    line += cell;
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

std::string Rule(std::size_t width) {
  std::string rule;
  for (std::size_t i = 0; i < width; ++i) rule += "─";
  return rule;
}

/// Groups columns into parts that fit; every part begins with the key columns.
std::vector<std::vector<std::size_t>> SplitIntoParts(const std::vector<TableColumn>& columns, const Widths& widths,
                                                     std::size_t available) {
  std::vector<std::size_t> keys;
  std::size_t key_width = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!columns[i].key) continue;
    keys.push_back(i);
    key_width += widths[i] + kGap;
  }
  std::vector<std::vector<std::size_t>> parts{keys};
  std::size_t used = key_width;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].key) continue;
    if (used + widths[i] > available && parts.back().size() > keys.size()) {
      parts.push_back(keys);
      used = key_width;
    }
    parts.back().push_back(i);
    used += widths[i] + kGap;
  }
  return parts;
}

}  // namespace

Table::Table(std::vector<TableColumn> columns) : columns_(std::move(columns)), cell_widths_(columns_.size(), 1) {}

void Table::Add(std::vector<std::string> cells) {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    cell_widths_[i] = std::max(cell_widths_[i], unicode::DisplayWidth(cells[i]));
  }
  rows_.push_back(std::move(cells));
}

Table::Room Table::MeasureRoom() const {
  Room room;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const std::size_t title = LongestPiece(columns_[i].title);
    const std::size_t wrapped = std::max(cell_widths_[i], title);
    const std::size_t floor = columns_[i].key ? kNarrowestKey : kNarrowestText;
    const bool whole = columns_[i].number || columns_[i].whole;
    room.natural.push_back(std::max(cell_widths_[i], unicode::DisplayWidth(columns_[i].title)));
    room.wrapped.push_back(wrapped);
    room.shortest.push_back(whole ? wrapped : std::min(wrapped, std::max(floor, title)));
  }
  return room;
}

std::vector<std::size_t> Table::ChooseWidths(std::size_t width) const {
  const Room room = MeasureRoom();
  Widths widths = room.natural;
  Shrink(widths, room.wrapped, width);
  Widths texts = room.wrapped;
  for (std::size_t i = 0; i < texts.size(); ++i) texts[i] = columns_[i].key ? room.wrapped[i] : room.shortest[i];
  Shrink(widths, texts, width);  // other texts give way before those that name the row
  Shrink(widths, room.shortest, width);
  return Total(widths) <= width ? widths : WidthsOfParts(room, width);
}

std::vector<std::size_t> Table::WidthsOfParts(const Room& room, std::size_t width) const {
  Widths keys, key_floors;
  std::size_t widest = 0;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const std::size_t usual = std::max(room.shortest[i], std::min(room.wrapped[i], kUsualText));
    if (!columns_[i].key) widest = std::max(widest, usual);
    if (columns_[i].key) keys.push_back(room.wrapped[i]);
    if (columns_[i].key) key_floors.push_back(std::min(room.shortest[i], kNarrowestText));
  }
  Shrink(keys, key_floors, width > widest + kGap ? width - widest - kGap : 0);
  const std::size_t beside = width > Total(keys) + kGap ? width - Total(keys) - kGap : 0;
  Widths widths;
  std::size_t key = 0;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const bool whole = columns_[i].number || columns_[i].whole;
    const std::size_t most = whole ? room.wrapped[i] : std::max<std::size_t>(1, std::min(kUsualText, beside));
    widths.push_back(columns_[i].key ? keys[key++] : std::min(room.wrapped[i], most));
  }
  return widths;
}

std::string Table::Render(std::size_t width, bool colour) const {
  const Widths widths = ChooseWidths(width);
  std::string text;
  for (const std::vector<std::size_t>& part : SplitIntoParts(columns_, widths, width)) {
    if (!text.empty()) text += '\n';
    text += RenderPart(part, widths, colour);
  }
  return text;
}

std::string Table::RenderPart(const std::vector<std::size_t>& part, const Widths& widths, bool colour) const {
  std::vector<std::vector<std::string>> titles;
  std::size_t height = 1;
  for (const std::size_t column : part) {
    titles.push_back(WrapTitle(columns_[column].title, widths[column]));
    height = std::max(height, titles.back().size());
  }
  std::string text;
  for (std::size_t line = 0; line < height; ++line) {
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < part.size(); ++i) {
      const std::size_t blank = height - titles[i].size();
      const std::string title = line < blank ? "" : titles[i][line - blank];
      cells.push_back(Padded(title, widths[part[i]], columns_[part[i]].number));
    }
    text += Bold(JoinLine(cells), colour) + "\n";
  }
  std::vector<std::string> rules;
  rules.reserve(part.size());
  for (const std::size_t column : part) rules.push_back(Rule(widths[column]));
  text += Dim(JoinLine(rules), colour) + "\n";
  for (const std::vector<std::string>& row : rows_) {
    std::vector<std::string> cells;
    cells.reserve(part.size());
    for (const std::size_t column : part) {
      cells.push_back(Padded(Shortened(row[column], widths[column]), widths[column], columns_[column].number));
    }
    text += JoinLine(cells) + "\n";
  }
  return text;
}

std::vector<std::string> WrapText(const std::string& text, std::size_t width) {
  std::vector<std::string> lines{""};
  std::size_t start = 0;
  while (start <= text.size()) {
    const std::size_t end = std::min(text.find(' ', start), text.size());
    const std::string word = text.substr(start, end - start);
    const std::string joined = lines.back().empty() ? word : lines.back() + " " + word;
    if (lines.back().empty() || unicode::DisplayWidth(joined) <= width) {
      lines.back() = joined;
    } else {
      lines.push_back(word);
    }
    start = end + 1;
  }
  return lines;
}

}  // namespace segue::cli
