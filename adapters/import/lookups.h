// The small files whose columns a mapping joins to its rows (`lookup:`), in memory: of each the columns that are
// needed.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/import/cell_values.h"
#include "adapters/project/project.h"
#include "adapters/result.h"

namespace segue::import {

/// The needed columns of one file, by key. Cells are NFC without blanks around them.
class LookupTable {
 public:
  explicit LookupTable(std::size_t columns) : columns_(columns) {}

  /// False when the key is known with other cells; `line` is where it stands in the file.
  bool Add(std::string_view key, const std::vector<std::string>& cells, std::int64_t line);
  /// The row of a key.
  std::optional<std::size_t> Find(std::string_view key) const;
  std::string_view Cell(std::size_t row, std::size_t column) const { return cells_[row * columns_ + column]; }
  std::int64_t LineOf(std::size_t row) const { return lines_[row]; }
  std::size_t bytes() const { return bytes_; }

 private:
  std::size_t columns_;
  TextMap<std::size_t> rows_;
  std::vector<std::string> cells_;
  std::vector<std::int64_t> lines_;
  std::size_t bytes_ = 0;
};

struct Lookup {
  const project::LookupMapping* mapping = nullptr;
  std::vector<std::string> names;    // what it gives to the rows, as the mapping calls it
  std::vector<std::string> columns;  // parallel: the file's columns
  LookupTable table{0};
};

/// Loaded once for all files of an import.
struct Lookups {
  /// In an order in which each key is a column of the rows or given by one before.
  std::vector<Lookup> all;
  std::vector<std::string> own;  // the columns that the rows themselves must have

  bool empty() const { return all.empty(); }
};

/// `wanted`: the columns that the mapping reads. An error names its place in segue.yaml, or the file and line.
adapters::Result<Lookups> LoadLookups(const std::string& directory, const project::ImportMapping& mapping,
                                      const std::vector<std::string>& wanted, std::size_t most_bytes);

}  // namespace segue::import
