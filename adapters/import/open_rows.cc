// Opens a file as rows; see the header.
#include "adapters/import/open_rows.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "adapters/csv/bytes.h"
#include "adapters/csv/csv_reader.h"
#include "adapters/import/grouped_rows.h"
#include "adapters/import/joined_rows.h"
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

/// A name that the file and a lookup file both have could mean either.
std::optional<Error> Clash(const Lookups& lookups, const std::vector<std::string>& columns) {
  for (const Lookup& lookup : lookups.all) {
    for (const std::string& name : lookup.names) {
      if (std::find(columns.begin(), columns.end(), name) == columns.end()) continue;
      return Error{"",
                   "the column \"" + name + "\" is in this file and in the lookup file " + lookup.mapping->file +
                       ", so it is not clear which one is meant",
                   "give the looked-up one another name: `columns: {" + lookup.mapping->column + " " + name + ": " +
                       name + "}` in the lookup, and use that name in the mapping",
                   ErrorClass::kFailure};
    }
  }
  return std::nullopt;
}

/// `wanted`: the columns that the file itself must have.
Result<OpenedRows> OpenCsv(std::unique_ptr<adapters::ByteSource> bytes, const project::ImportMapping& mapping,
                           const std::vector<std::string>& wanted, const Lookups& lookups) {
  Result<std::unique_ptr<csv::CsvReader>> reader = csv::CsvReader::Open(std::move(bytes), wanted, mapping.delimiter);
  if (!reader) return reader.error();
  OpenedRows opened;
  const csv::Header& header = (*reader)->header();
  if (!header.columns.empty()) {
    Result<std::vector<std::size_t>> places = FindColumns(wanted, header.columns, header.line);
    if (!places) return places.error();
    if (std::optional<Error> clash = Clash(lookups, header.columns)) return *clash;
  }
  if (header.rows_before > 0) {
    opened.notes.push_back("the header was found in line " + std::to_string(header.line) +
                           "; what stands above it was skipped");
  }
  opened.source = std::move(*reader);
  return opened;
}

OpenedRows OpenJson(std::unique_ptr<adapters::ByteSource> bytes, const project::ImportMapping& mapping,
                    const std::vector<std::string>& wanted) {
  OpenedRows opened;
  auto reader = std::make_unique<json::JsonReader>(std::move(bytes), wanted, mapping.decimal.front());
  opened.json = reader.get();
  opened.source = std::move(reader);
  return opened;
}

/// Where names stand among columns that are known to have them.
std::vector<std::size_t> PlacesOf(const std::vector<std::string>& names, const std::vector<std::string>& columns) {
  std::vector<std::size_t> places;
  places.reserve(names.size());
  for (const std::string& name : names) {
    places.push_back(static_cast<std::size_t>(std::find(columns.begin(), columns.end(), name) - columns.begin()));
  }
  return places;
}

/// Joins and groups what was opened.
void Wrap(OpenedRows& opened, const BoundMapping& bound, const Lookups& lookups, std::size_t most_group_bytes) {
  const bool empty = opened.json == nullptr && opened.source->Columns().empty();
  if (!lookups.empty()) opened.source = std::make_unique<JoinedRows>(std::move(opened.source), lookups);
  if (!bound.groups) {
    opened.cell_of_column = PlacesOf(bound.columns, opened.source->Columns());
    return;
  }
  std::vector<std::string> inputs;
  for (const GroupInput& input : bound.groups->inputs) inputs.push_back(input.column);
  std::vector<std::size_t> places = PlacesOf(inputs, opened.source->Columns());
  opened.source =
      std::make_unique<GroupedRows>(std::move(opened.source), *bound.groups, std::move(places), most_group_bytes);
  opened.cell_of_column.resize(empty ? 0 : bound.columns.size());
  std::iota(opened.cell_of_column.begin(), opened.cell_of_column.end(), std::size_t{0});
}

}  // namespace

Result<OpenedRows> OpenRows(const std::string& path, const project::ImportMapping& mapping, const BoundMapping& bound,
                            const Lookups& lookups, std::size_t most_group_bytes) {
  Result<std::unique_ptr<adapters::ByteSource>> bytes = csv::OpenBytes(path, mapping.encoding);
  if (!bytes) return bytes.error();
  std::vector<std::string> wanted = lookups.empty() ? bound.InputColumns() : lookups.own;
  std::erase(wanted, project::kRowNumber);
  Result<OpenedRows> opened = IsJson(path) ? Result(OpenJson(std::move(*bytes), mapping, wanted))
                                           : OpenCsv(std::move(*bytes), mapping, wanted, lookups);
  if (opened) Wrap(*opened, bound, lookups, most_group_bytes);
  return opened;
}

}  // namespace segue::import
