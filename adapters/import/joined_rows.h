// Rows with the columns of lookup files behind their own.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "adapters/import/lookups.h"
#include "adapters/rows.h"

namespace segue::import {

class JoinedRows final : public adapters::RowSource {
 public:
  /// `lookups` must live as long as this. `rows` has the columns that `lookups.own` names.
  JoinedRows(std::unique_ptr<adapters::RowSource> rows, const Lookups& lookups);

  /// The rows' own columns, then what each lookup gives.
  const std::vector<std::string>& Columns() const override { return columns_; }
  /// A row whose value is not in a lookup file carries a fault, unless the mapping says `unknown: blank`.
  adapters::Result<bool> Read(adapters::RowBatch& batch) override;
  std::string RowText(const adapters::RowBatch& batch, const adapters::RowBatch::Row& row) const override;
  std::uint64_t Position() const override { return rows_->Position(); }

 private:
  void Join(adapters::RowBatch& batch, adapters::RowBatch::Row& row);
  /// The reason why nothing can be joined, or nothing.
  std::string JoinOne(const Lookup& lookup, std::size_t key_cell, adapters::RowBatch& batch);

  std::unique_ptr<adapters::RowSource> rows_;
  const Lookups& lookups_;
  std::vector<std::string> columns_;
  std::vector<std::size_t> key_cells_;  // for each lookup, among `columns_`
  std::vector<adapters::Cell> cells_;   // of the row under way
};

}  // namespace segue::import
