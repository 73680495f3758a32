// Splits CSV text into rows; see the header.
#include "adapters/csv/splitter.h"

#include <algorithm>
#include <new>

namespace segue::csv {
namespace {

using adapters::Cell;
using adapters::RowBatch;

constexpr std::size_t kCellBufferStep = std::size_t{64} * 1024;

// States of csv_parser::pstate (private names in libcsv.c): a cell has begun and has not ended.
constexpr int kInsideCell = 2;

std::int64_t CountBreaks(std::string_view text) {
  std::int64_t count = 0;
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) ++count;
  return count;
}

}  // namespace

Splitter::Splitter(char delimiter) {
  if (csv_init(&parser_, CSV_REPALL_NL) != 0) throw std::bad_alloc();
  csv_set_delim(&parser_, static_cast<unsigned char>(delimiter));
  csv_set_blk_size(&parser_, kCellBufferStep);
}

Splitter::~Splitter() { csv_free(&parser_); }

bool Splitter::Feed(std::string_view bytes, RowBatch& batch) {
  batch_ = &batch;
  const std::size_t used = csv_parse(&parser_, bytes.data(), bytes.size(), OnCell, OnRow, this);
  batch_ = nullptr;
  return used == bytes.size() && text_.size() + parser_.entry_pos <= kLongestRow;
}

void Splitter::Finish(RowBatch& batch) {
  const bool open = QuoteIsOpen();
  const std::int64_t opened = line_ + breaks_in_cells_;
  const std::size_t rows_before = batch.rows.size();
  batch_ = &batch;
  csv_fini(&parser_, OnCell, OnRow, this);
  batch_ = nullptr;
  if (!open || batch.rows.size() == rows_before) return;
  RowBatch::Row& row = batch.rows.back();
  row.fault = static_cast<std::int32_t>(batch.faults.size());
  const bool ends_with_break = batch.text.ends_with('\n');
  const std::int64_t lines = std::max<std::int64_t>(line_ - row.line - (ends_with_break ? 1 : 0), 1);
  batch.faults.push_back({"a quotation mark opened in line " + std::to_string(opened) +
                              " is never closed, so that everything to the end of the file was read as one cell",
                          lines});
}

void Splitter::OnCell(void* text, std::size_t size, void* self) {
  auto& splitter = *static_cast<Splitter*>(self);
  const std::string_view cell(static_cast<const char*>(text), size);
  splitter.cells_.push_back({static_cast<std::uint32_t>(splitter.text_.size()), static_cast<std::uint32_t>(size)});
  splitter.text_.append(cell);
  splitter.breaks_in_cells_ += CountBreaks(cell);
}

void Splitter::OnRow(int terminator, void* self) {
  auto& splitter = *static_cast<Splitter*>(self);
  if (!splitter.cells_.empty()) splitter.EndRow(*splitter.batch_);
  splitter.EndLine(terminator);
}

void Splitter::EndLine(int terminator) {
  const bool second_of_pair = terminator == CSV_LF && after_carriage_return_ && breaks_in_cells_ == 0;
  if (!second_of_pair) line_ += 1 + breaks_in_cells_;
  breaks_in_cells_ = 0;
  after_carriage_return_ = terminator == CSV_CR;
}

void Splitter::EndRow(RowBatch& batch) {
  after_carriage_return_ = false;
  RowBatch::Row row;
  row.line = line_;
  row.number = ++number_;
  row.first_cell = static_cast<std::uint32_t>(batch.cells.size());
  row.cell_count = static_cast<std::uint32_t>(cells_.size());
  row.text_begin = static_cast<std::uint32_t>(batch.text.size());
  for (const Cell& cell : cells_) batch.cells.push_back({cell.offset + row.text_begin, cell.length});
  batch.text.append(text_);
  row.text_end = static_cast<std::uint32_t>(batch.text.size());
  batch.rows.push_back(row);
  text_.clear();
  cells_.clear();
}

bool Splitter::QuoteIsOpen() const { return parser_.pstate == kInsideCell && parser_.quoted != 0; }

}  // namespace segue::csv
