// segue.yaml: store, rules and mappings, checked for unknown and duplicate keys with line and column.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/result.h"

namespace segue::project {

/// A place in segue.yaml, for messages; from 1.
struct Place {
  int line = 0;
  int column = 0;
};

/// A column by name, or a constant `"=guide"`; nested JSON is `a.b`; `#row` is the row number from 1.
struct ColumnRef {
  std::string text;  // column name or the constant
  bool constant = false;
  Place place;
};

/// The row's number instead of a column: the first row under the header is 1.
inline constexpr const char* kRowNumber = "#row";

struct EventMapping {
  std::string event;
  Place place;  // of the value of `event`
  ColumnRef at;
  std::optional<std::string> format;  // strptime-like: %d/%m/%Y
  std::optional<std::string> zone;
  std::optional<ColumnRef> id;
  std::optional<ColumnRef> order;
  std::vector<std::pair<std::string, std::vector<std::string>>> when;  // column → accepted values
  std::vector<std::pair<std::string, ColumnRef>> properties;           // property → column
};

/// A small file whose columns are joined to the rows: its row is the one whose `key` is the rows' `column`.
struct LookupMapping {
  std::string column;  // of the rows
  Place place;
  std::string file;  // relative to the project
  std::string key;   // a column of `file`
  /// Name in this mapping → column of `file`. Empty: all columns by their own names.
  std::vector<std::pair<std::string, std::string>> columns;
  std::optional<std::string> encoding;  // default: the mapping's
  std::optional<char> delimiter;        // default: found by itself
  bool unknown_is_blank = false;        // a value without a row in `file`: blank cells, else a reject
};

struct SnapshotMapping {
  enum class Observed { kFileName, kFileTime, kColumn };
  Observed observed = Observed::kFileTime;
  std::string pattern;  // file_name "%Y%m%d"
  ColumnRef column;
  bool complete = false;
  std::optional<double> at_most_gone;
  Place place;
};

struct ImportMapping {
  std::string name;
  Place place;
  std::string files;  // glob, relative to the project
  Place files_place;
  std::optional<ColumnRef> contact;
  std::optional<ColumnRef> born, gone;
  std::vector<std::pair<std::string, ColumnRef>> fields;  // contact field → column
  std::optional<ColumnRef> fields_at;
  std::optional<std::string> zone;  // for born, gone, fields_at
  std::optional<std::string> format;
  std::vector<EventMapping> events;
  std::vector<LookupMapping> lookups;
  std::vector<std::string> group_by;  // columns; rows with equal cells there are one row. Empty: every row is one
  Place group_place;
  std::optional<SnapshotMapping> snapshot;
  std::vector<ColumnRef> aliases;
  std::vector<std::pair<std::string, ColumnRef>> lists;
  std::optional<std::string> encoding;
  std::optional<char> delimiter;
  std::string decimal = ".";
  std::vector<std::string> yes, no;
  std::vector<std::pair<std::string, std::string>> scale;  // column → factor, a decimal number as written
  std::vector<std::pair<std::string, std::vector<std::pair<std::string, std::string>>>> values;  // column → value map
  bool blank_clears = true;
};

struct Project {
  std::string directory;           // where segue.yaml lies
  std::string store;               // absolute or relative to `directory`
  std::vector<std::string> rules;  // globs
  std::vector<std::string> plans;  // globs of plan files
  std::vector<ImportMapping> imports;
};

/// Reads `directory`/segue.yaml. All mistakes of the file are in the error's problem, one line each with line:column.
adapters::Result<Project> LoadProject(const std::string& directory);

/// Files that a glob names under `directory`, in code-point order. No match is not an error here.
std::vector<std::string> ExpandGlob(const std::string& directory, const std::string& glob);

}  // namespace segue::project
