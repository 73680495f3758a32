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
  Begin(batch);
  const std::size_t used = csv_parse(&parser_, bytes.data(), bytes.size(), OnCell, OnRow, this);
  SetAside();
  return used == bytes.size() && begun_.text.size() + parser_.entry_pos <= kLongestRow;
}

void Splitter::Finish(RowBatch& batch) {
  Begin(batch);
  const bool open = QuoteIsOpen();
  const std::int64_t opened = line_ + CountBreaks(RowText());
  const std::size_t rows_before = batch.rows.size();
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

void Splitter::Begin(RowBatch& batch) {
  batch_ = &batch;
  row_text_ = batch.text.size();
  row_cell_ = batch.cells.size();
  for (const Cell& cell : begun_.cells) {
    batch.cells.push_back({static_cast<std::uint32_t>(cell.offset + row_text_), cell.length});
  }
  batch.text += begun_.text;
  begun_.Clear();
}

void Splitter::SetAside() {
  for (std::size_t i = row_cell_; i < batch_->cells.size(); ++i) {
    const Cell& cell = batch_->cells[i];
    begun_.cells.push_back({static_cast<std::uint32_t>(cell.offset - row_text_), cell.length});
  }
  begun_.text = RowText();
  batch_->cells.resize(row_cell_);
  batch_->text.resize(row_text_);
  batch_ = nullptr;
}

void Splitter::OnCell(void* text, std::size_t size, void* self) {
  RowBatch& batch = *static_cast<Splitter*>(self)->batch_;
  batch.cells.push_back({static_cast<std::uint32_t>(batch.text.size()), static_cast<std::uint32_t>(size)});
  batch.text.append(static_cast<const char*>(text), size);
}

void Splitter::OnRow(int terminator, void* self) {
  auto& splitter = *static_cast<Splitter*>(self);
  const std::int64_t breaks_in_cells = CountBreaks(splitter.RowText());
  if (splitter.batch_->cells.size() > splitter.row_cell_) splitter.EndRow();
  splitter.EndLine(terminator, breaks_in_cells);
}

void Splitter::EndRow() {
  after_carriage_return_ = false;
  RowBatch::Row row;
  row.line = line_;
  row.number = ++number_;
  row.first_cell = static_cast<std::uint32_t>(row_cell_);
  row.cell_count = static_cast<std::uint32_t>(batch_->cells.size() - row_cell_);
  row.text_begin = static_cast<std::uint32_t>(row_text_);
  row.text_end = static_cast<std::uint32_t>(batch_->text.size());
  batch_->rows.push_back(row);
  row_cell_ = batch_->cells.size();
  row_text_ = batch_->text.size();
}

void Splitter::EndLine(int terminator, std::int64_t breaks_in_cells) {
  const bool second_of_pair = terminator == CSV_LF && after_carriage_return_ && breaks_in_cells == 0;
  if (!second_of_pair) line_ += 1 + breaks_in_cells;
  after_carriage_return_ = terminator == CSV_CR;
}

bool Splitter::QuoteIsOpen() const { return parser_.pstate == kInsideCell && parser_.quoted != 0; }

}  // namespace segue::csv
