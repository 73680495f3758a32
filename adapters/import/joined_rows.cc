// Rows with the columns of lookup files; see the header. The joined cells stand at the end of the batch, so that the
// rows' own stay where their reader put them.
#include "adapters/import/joined_rows.h"

#include <algorithm>
#include <utility>

#include "adapters/import/text.h"
#include "unicode/unicode.h"

namespace segue::import {

using adapters::Result;
using adapters::RowBatch;

JoinedRows::JoinedRows(std::unique_ptr<adapters::RowSource> rows, const Lookups& lookups)
    : rows_(std::move(rows)), lookups_(lookups), columns_(rows_->Columns()) {
  if (columns_.empty()) return;
  for (const Lookup& lookup : lookups_.all) {
    const auto key = std::find(columns_.begin(), columns_.end(), lookup.mapping->column);
    key_cells_.push_back(static_cast<std::size_t>(key - columns_.begin()));
    columns_.insert(columns_.end(), lookup.names.begin(), lookup.names.end());
  }
}

Result<bool> JoinedRows::Read(RowBatch& batch) {
  Result<bool> more = rows_->Read(batch);
  if (!more || !*more) return more;
  batch.unjoined = batch.rows;
  for (RowBatch::Row& row : batch.rows) {
    if (row.fault < 0) Join(batch, row);
  }
  return true;
}

void JoinedRows::Join(RowBatch& batch, RowBatch::Row& row) {
  const auto own = batch.CellsOf(row);
  cells_.assign(own.begin(), own.end());
  for (std::size_t i = 0; i < lookups_.all.size(); ++i) {
    std::string reason = JoinOne(lookups_.all[i], key_cells_[i], batch);
    if (reason.empty()) continue;
    row.fault = static_cast<std::int32_t>(batch.faults.size());
    batch.faults.push_back({std::move(reason), 1});
    return;
  }
  row.first_cell = static_cast<std::uint32_t>(batch.cells.size());
  row.cell_count = static_cast<std::uint32_t>(cells_.size());
  batch.cells.insert(batch.cells.end(), cells_.begin(), cells_.end());
}

std::string JoinedRows::JoinOne(const Lookup& lookup, std::size_t key_cell, RowBatch& batch) {
  const std::string_view text = Trimmed(batch.TextOf(cells_[key_cell]));
  // What is no text is not in the file, and the row is refused for it later.
  const bool plain = IsAscii(text) || unicode::FindInvalidUtf8(text);
  const std::optional<std::size_t> found = plain ? lookup.table.Find(text) : lookup.table.Find(unicode::Nfc(text));
  if (!found && !text.empty() && !lookup.mapping->unknown_is_blank) {
    return "column \"" + lookup.mapping->column + "\": \"" + Shown(text) + "\" is not in " + lookup.mapping->file;
  }
  for (std::size_t column = 0; column < lookup.names.size(); ++column) {
    const std::string_view cell = found ? lookup.table.Cell(*found, column) : std::string_view();
    cells_.push_back({static_cast<std::uint32_t>(batch.text.size()), static_cast<std::uint32_t>(cell.size())});
    batch.text += cell;
  }
  return {};
}

std::string JoinedRows::RowText(const RowBatch& batch, const RowBatch::Row& row) const {
  return rows_->RowText(batch, batch.unjoined[static_cast<std::size_t>(&row - batch.rows.data())]);
}

}  // namespace segue::import
