// Opens a file as rows, by its name CSV or JSON lines, and finds the mapping's columns in it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "adapters/import/bound_mapping.h"
#include "adapters/json/json_reader.h"
#include "adapters/project/project.h"
#include "adapters/result.h"
#include "adapters/rows.h"

namespace segue::import {

struct OpenedRows {
  std::unique_ptr<adapters::RowSource> source;
  std::vector<std::size_t> cell_of_column;  // for each of the mapping's columns
  std::vector<std::string> notes;
  const json::JsonReader* json = nullptr;  // `source`, when it is one: it knows its columns only at the end
};

/// `source` without columns: the file is empty. The error's `doing` is left empty.
adapters::Result<OpenedRows> OpenRows(const std::string& path, const project::ImportMapping& mapping,
                                      const BoundMapping& bound);

}  // namespace segue::import
