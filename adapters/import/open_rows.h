// Opens a file as rows, by its name CSV or JSON lines, and finds the mapping's columns in it. Lookups are joined and
// groups gathered on the way.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "adapters/import/bound_mapping.h"
#include "adapters/import/lookups.h"
#include "adapters/json/json_reader.h"
#include "adapters/project/project.h"
#include "adapters/result.h"
#include "adapters/rows.h"

namespace segue::import {

struct OpenedRows {
  std::unique_ptr<adapters::RowSource> source;
  std::vector<std::size_t> cell_of_column;  // for each of the mapping's columns
  std::vector<std::string> notes;
  const json::JsonReader* json = nullptr;  // beneath `source`, if so: it knows its columns only at the end
};

/// `source` without columns: the file is empty. The error's `doing` is left empty.
/// `bound` and `lookups` must live as long as the rows.
adapters::Result<OpenedRows> OpenRows(const std::string& path, const project::ImportMapping& mapping,
                                      const BoundMapping& bound, const Lookups& lookups, std::size_t most_group_bytes);

}  // namespace segue::import
