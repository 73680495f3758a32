// A file of JSON objects, one a line, as rows. A column is a path: `customer.email` is the member `email` of the object
// `customer` (a key that itself holds the full stop is found too).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/result.h"
#include "adapters/rows.h"

namespace segue::json {

/// Numbers come as written, with the decimal sign that the reader of the cells expects; true and false as these words,
/// null as an empty cell, a key that is not there as an absent one, an array as JSON. A line that is no object, or
/// whose column is an object, carries a fault.
class JsonReader final : public adapters::RowSource {
 public:
  JsonReader(std::unique_ptr<adapters::ByteSource> bytes, std::vector<std::string> columns, char decimal = '.');

  const std::vector<std::string>& Columns() const override { return columns_; }
  adapters::Result<bool> Read(adapters::RowBatch& batch) override;
  std::string RowText(const adapters::RowBatch& batch, const adapters::RowBatch::Row& row) const override;
  std::uint64_t Position() const override { return bytes_->Position(); }

  /// Columns that no line so far had, in order.
  std::vector<std::string> NeverSeen() const;

 private:
  void AddLines(std::string_view chunk, adapters::RowBatch& batch);
  void AddLine(std::string_view line, adapters::RowBatch& batch);

  std::unique_ptr<adapters::ByteSource> bytes_;
  std::vector<std::string> columns_;
  char decimal_;
  std::vector<bool> seen_;
  std::vector<char> chunk_;
  std::string pending_;  // the beginning of a line whose end is not read yet
  std::int64_t line_ = 0;
  std::int64_t number_ = 0;
  bool ended_ = false;
};

}  // namespace segue::json
