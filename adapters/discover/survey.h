// What an unknown CSV file holds: its encoding, delimiter, header, and of each column how its cells are written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "adapters/discover/notation.h"
#include "adapters/result.h"

namespace segue::discover {

struct Survey {
  std::string path;                     // as given
  std::optional<std::string> encoding;  // empty: UTF-8, or what its byte order mark says
  char delimiter = ',';
  std::int64_t header_line = 1;
  std::int64_t rows = 0;
  std::int64_t faulty_rows = 0;           // with too few or too many cells
  std::vector<std::string> columns;       // as in the header
  std::vector<ColumnNotation> notations;  // parallel
};

/// Reads the whole file. An error when it cannot be read, has no columns, or no name for one.
adapters::Result<Survey> SurveyFile(const std::string& path);

}  // namespace segue::discover
