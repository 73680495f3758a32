// A CSV file as rows. Delimiter and header are found by themselves (header.h); a row with too few or too many cells
// carries a fault.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/csv/header.h"
#include "adapters/csv/splitter.h"
#include "adapters/result.h"
#include "adapters/rows.h"

namespace segue::csv {

class CsvReader final : public adapters::RowSource {
 public:
  /// Reads up to the header. `wanted`: the columns that the mapping names, by which the header is recognised; whether
  /// they are all there is for the caller to check. An empty file has no columns and no rows.
  static adapters::Result<std::unique_ptr<CsvReader>> Open(std::unique_ptr<adapters::ByteSource> bytes,
                                                           const std::vector<std::string>& wanted,
                                                           std::optional<char> delimiter);

  const std::vector<std::string>& Columns() const override { return header_.columns; }
  const Header& header() const { return header_; }
  adapters::Result<bool> Read(adapters::RowBatch& batch) override;
  std::string RowText(const adapters::RowBatch& batch, const adapters::RowBatch::Row& row) const override;
  std::uint64_t Position() const override { return bytes_->Position(); }

 private:
  CsvReader(std::unique_ptr<adapters::ByteSource> bytes, Header header, std::string sample);
  adapters::Result<std::string_view> NextChunk();
  void DropHeader(adapters::RowBatch& batch);
  void CheckWidths(adapters::RowBatch& batch) const;

  std::unique_ptr<adapters::ByteSource> bytes_;
  Header header_;
  Splitter splitter_;
  std::string sample_;  // read to find the header, split first
  std::vector<char> chunk_;
  std::int64_t rows_to_drop_ = 0;  // up to and with the header
  bool sample_given_ = false;
  bool ended_ = false;
};

/// A cell as CSV text: quoted when it holds the delimiter, a quote or a line break.
void AppendQuoted(std::string_view cell, char delimiter, std::string& out);

}  // namespace segue::csv
