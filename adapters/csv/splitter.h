// Splits CSV text into rows of cells (libcsv), lenient as spreadsheets are: a quote inside an unquoted cell is text,
// blanks around an unquoted cell are dropped, blank lines are skipped, lines end with LF, CRLF or CR.
//
// Quoted cells may hold delimiters, doubled quotes and line breaks. Lines are counted, so that each row knows its own.
#pragma once

#include <csv.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/rows.h"

namespace segue::csv {

/// A row longer than this is refused: it is most likely a quote that is never closed.
inline constexpr std::size_t kLongestRow = std::size_t{64} << 20;

class Splitter {
 public:
  explicit Splitter(char delimiter);
  Splitter(const Splitter&) = delete;
  Splitter& operator=(const Splitter&) = delete;
  ~Splitter();

  /// Appends the rows that end in `bytes` to the batch; the rest waits for the next call. False: a row is too long (see
  /// line()) and nothing more can be read.
  bool Feed(std::string_view bytes, adapters::RowBatch& batch);
  /// The end of the file: appends the last row. When a quote is still open, the row carries a fault that stands for
  /// every line from its own on.
  void Finish(adapters::RowBatch& batch);

  /// The line at which the row under way starts.
  std::int64_t line() const { return line_; }
  char delimiter() const { return static_cast<char>(parser_.delim_char); }

 private:
  static void OnCell(void* text, std::size_t size, void* self);
  static void OnRow(int terminator, void* self);
  void Begin(adapters::RowBatch& batch);
  void SetAside();
  std::string_view RowText() const { return std::string_view(batch_->text).substr(row_text_); }
  void EndRow();
  void EndLine(int terminator, std::int64_t breaks_in_cells);
  bool QuoteIsOpen() const;

  csv_parser parser_{};
  adapters::RowBatch* batch_ = nullptr;  // during Feed and Finish
  // Where the row under way begins in the batch; between two calls it waits in `begun_`.
  std::size_t row_text_ = 0, row_cell_ = 0;
  adapters::RowBatch begun_;
  std::int64_t line_ = 1;
  std::int64_t number_ = 0;
  bool after_carriage_return_ = false;
};

}  // namespace segue::csv
