// Tables for people: columns aligned by display width, at most as wide as the terminal.
//
//   period      prospects  conversions  conversion
//   ──────────  ─────────  ───────────  ──────────
//   2026-05         1,204          131     10.88 %
//   2026-06 *         310           12      3.87 %
//
// When it gets too wide, first headers wrap, then text columns are shortened with …, and columns that still find no
// room go on in a second table below, with the key columns repeated. Numbers are never cut.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace segue::cli {

struct TableColumn {
  std::string title;
  bool number = false;  // aligned to the right, never shortened
  bool key = false;     // repeated in each part of a table that is too wide
  bool whole = false;   // never shortened: half a date is worse than none
};

class Table {
 public:
  explicit Table(std::vector<TableColumn> columns);

  /// One cell per column, already fit for a terminal.
  void Add(std::vector<std::string> cells);
  bool empty() const { return rows_.empty(); }
  /// Whole lines; `width` is in terminal columns.
  std::string Render(std::size_t width, bool colour) const;

 private:
  /// Widths of the columns: as they are, with wrapped headers, and with shortened texts.
  struct Room {
    std::vector<std::size_t> natural, wrapped, shortest;
  };
  Room MeasureRoom() const;
  std::vector<std::size_t> ChooseWidths(std::size_t width) const;
  /// Widths for a table that has to go on below itself.
  std::vector<std::size_t> WidthsOfParts(const Room& room, std::size_t width) const;
  std::string RenderPart(const std::vector<std::size_t>& part, const std::vector<std::size_t>& widths,
                         bool colour) const;

  std::vector<TableColumn> columns_;
  std::vector<std::size_t> cell_widths_;  // the widest cell of each column
  std::vector<std::vector<std::string>> rows_;
};

/// Lines of at most `width` columns, broken at spaces.
std::vector<std::string> WrapText(const std::string& text, std::size_t width);

}  // namespace segue::cli
