// Opens a file as rows; see the header.
#include "adapters/import/open_rows.h"

#include <algorithm>
#include <utility>

#include "adapters/csv/bytes.h"
#include "adapters/csv/csv_reader.h"
#include "adapters/project/did_you_mean.h"

namespace segue::import {
namespace {

using adapters::Error;
using adapters::ErrorClass;
using adapters::Result;

bool IsJson(std::string_view path) {
  if (path.ends_with(".gz")) path.remove_suffix(3);
  return path.ends_with(".jsonl") || path.ends_with(".ndjson") || path.ends_with(".json");
}

std::string MissingColumn(const std::string& name, const std::vector<std::string>& columns) {
  return "there is no column \"" + name + "\"" + project::DidYouMean(name, columns);
}

/// Where the mapping's columns stand; a missing one is a mistake of the file, not a column of blanks.
Result<std::vector<std::size_t>> FindColumns(const std::vector<std::string>& wanted,
                                             const std::vector<std::string>& columns, std::int64_t line) {
  std::vector<std::size_t> places;
  std::string problem;
  const auto add = [&](const std::string& text) { problem += (problem.empty() ? "" : "\n") + text; };
  for (const std::string& name : wanted) {
    const auto found = std::find(columns.begin(), columns.end(), name);
    if (found == columns.end()) {
      add(MissingColumn(name, columns));
    } else if (std::find(found + 1, columns.end(), name) != columns.end()) {
      add("the column \"" + name + "\" stands twice in the header, so it is not clear which one is meant");
    }
    places.push_back(static_cast<std::size_t>(found - columns.begin()));
  }
  if (problem.empty()) return places;
  return Error{"", problem + "\nthe header (line " + std::to_string(line) + ") has " + project::Enumerate(columns),
               "correct the column names in the mapping, or export the file again", ErrorClass::kFailure};
}

Result<OpenedRows> OpenCsv(std::unique_ptr<adapters::ByteSource> bytes, const project::ImportMapping& mapping,
                           const BoundMapping& bound) {
  Result<std::unique_ptr<csv::CsvReader>> reader =
      csv::CsvReader::Open(std::move(bytes), bound.columns, mapping.delimiter);
  if (!reader) return reader.error();
  OpenedRows opened;
  const csv::Header& header = (*reader)->header();
  if (!header.columns.empty()) {
    Result<std::vector<std::size_t>> places = FindColumns(bound.columns, header.columns, header.line);
    if (!places) return places.error();
    opened.cell_of_column = std::move(*places);
  }
  if (header.rows_before > 0) {
    opened.notes.push_back("the header was found in line " + std::to_string(header.line) +
                           "; what stands above it was skipped");
  }
  opened.source = std::move(*reader);
  return opened;
}

Result<OpenedRows> OpenJson(std::unique_ptr<adapters::ByteSource> bytes, const project::ImportMapping& mapping,
                            const BoundMapping& bound) {
  OpenedRows opened;
  auto reader = std::make_unique<json::JsonReader>(std::move(bytes), bound.columns, mapping.decimal.front());
  opened.json = reader.get();
  opened.source = std::move(reader);
  for (std::size_t i = 0; i < bound.columns.size(); ++i) opened.cell_of_column.push_back(i);
  return opened;
}

}  // namespace

Result<OpenedRows> OpenRows(const std::string& path, const project::ImportMapping& mapping, const BoundMapping& bound) {
  Result<std::unique_ptr<adapters::ByteSource>> bytes = csv::OpenBytes(path, mapping.encoding);
  if (!bytes) return bytes.error();
  return IsJson(path) ? OpenJson(std::move(*bytes), mapping, bound) : OpenCsv(std::move(*bytes), mapping, bound);
}

}  // namespace segue::import
