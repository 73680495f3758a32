// Finds the header of a CSV file by itself: the delimiter and the row that names the columns.
//
// Exports differ: `,` `;` tab or `|`, sometimes `sep=;` or a title above the header. The right reading is the one in
// which the most of the columns that the mapping wants are found; of equals the earliest row.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace segue::csv {

struct Header {
  char delimiter = ',';
  std::int64_t line = 1;             // of the file
  std::int64_t rows_before = 0;      // rows above the header
  std::vector<std::string> columns;  // NFC, without blanks around them
};

/// `sample` is the beginning of the file, `whole` whether it is all of it. Empty when the sample holds no complete row.
std::optional<Header> FindHeader(std::string_view sample, bool whole, const std::vector<std::string>& wanted,
                                 std::optional<char> delimiter);

}  // namespace segue::csv
