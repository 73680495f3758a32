// Rows on their way from a file to the mappings: the interface between the readers of file formats
// (adapters/csv, adapters/json) and adapters/import.
//
// A row is a sequence of cells, texts without quotes and escapes. Rows travel in batches whose memory is used again,
// so that reading costs no allocation per row.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/result.h"

namespace segue::adapters {

/// The bytes of a file, decompressed and meant to be UTF-8 (a byte that its encoding does not know comes as 0xFF).
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// Fills at most `room`; 0 at the end of the file. The error's `doing` is left to the caller.
  virtual Result<std::size_t> Read(std::span<char> room) = 0;
  /// Bytes of the file read so far (compressed ones for .gz), for progress.
  virtual std::uint64_t Position() const = 0;
};

/// A piece of RowBatch::text; an absent cell (a key that a JSON object lacks) is not an empty one.
struct Cell {
  static constexpr std::uint32_t kAbsent = 0xFFFFFFFF;
  std::uint32_t offset = 0;
  std::uint32_t length = 0;
  bool absent() const { return offset == kAbsent; }
};

/// Some rows of a file. Views into it hold until it is read into again.
struct RowBatch {
  struct Row {
    std::int64_t line = 0;         // of the file, from 1: where the row starts
    std::int64_t number = 0;       // of the data rows, from 1
    std::uint32_t first_cell = 0;  // into `cells`
    std::uint32_t cell_count = 0;
    std::uint32_t text_begin = 0;  // the row's part of `text`, all its cells
    std::uint32_t text_end = 0;
    std::int32_t fault = -1;  // index into `faults`: this row cannot be read
    std::int64_t lines = 1;   // rows of the file that it stands for
  };
  /// Why a row cannot be read. `rows` is how many rows are lost with it (an unclosed quote swallows the rest of a
  /// file).
  struct Fault {
    std::string reason;
    std::int64_t rows = 1;
  };

  std::string text;
  std::vector<Cell> cells;
  std::vector<Row> rows;
  std::vector<Fault> faults;
  std::vector<Row> unjoined;  // the rows as the file's reader gave them, where columns of other files were joined

  void Clear();
  std::string_view TextOf(const Cell& cell) const {
    return cell.absent() ? std::string_view() : std::string_view(text).substr(cell.offset, cell.length);
  }
  std::span<const Cell> CellsOf(const Row& row) const {
    return std::span(cells).subspan(row.first_cell, row.cell_count);
  }
};

inline void RowBatch::Clear() {
  text.clear();
  cells.clear();
  rows.clear();
  faults.clear();
  unjoined.clear();
}

/// A file as rows.
class RowSource {
 public:
  virtual ~RowSource() = default;
  /// The columns in the order of a row's cells. Empty when the file is empty.
  virtual const std::vector<std::string>& Columns() const = 0;
  /// Replaces the batch's content with the next rows (never none); false when there are no more.
  virtual Result<bool> Read(RowBatch& batch) = 0;
  /// The row as it stands in the file, for the rejects file. Needs nothing but the batch, so that another thread may
  /// ask while the next batch is read.
  virtual std::string RowText(const RowBatch& batch, const RowBatch::Row& row) const = 0;
  /// See ByteSource.
  virtual std::uint64_t Position() const = 0;
};

}  // namespace segue::adapters
