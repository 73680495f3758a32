// Results on standard output, row by row, as csv, json or a table.
//
// A command says once what its columns are and what stands around them, then gives its rows; the same code serves all
// three formats. csv and json are written as rows come, so a list of a million contacts needs no memory.
#pragma once

#include <memory>
#include <ostream>
#include <span>
#include <string>
#include <vector>

#include "adapters/cli/value.h"
#include "engine/calendar.h"

namespace segue::cli {

enum class OutputFormat { kTable, kCsv, kJson };

struct OutputColumn {
  std::string name;
  bool number = false;  // aligned to the right in tables
  bool key = false;     // names the row: repeated where a table is too wide
  bool whole = false;   // never shortened in tables
};

/// Writes one result. Begin, any number of rows, End.
class ResultWriter {
 public:
  virtual ~ResultWriter() = default;
  virtual void Begin(const std::vector<OutputColumn>& columns) = 0;
  /// One value per column.
  virtual void Row(std::span<const Value> values) = 0;
  virtual void End() = 0;
};

/// Lines around a table; csv and json leave them out.
struct TableFrame {
  std::string title;                // may be empty
  std::vector<std::string> header;  // e.g. the as-of instant
  std::vector<std::string> notes;   // below the table
  std::string when_empty;           // instead of a table without rows
};

/// `calendar` (for tables) and `out` must outlive the writer. The json is one array of objects keyed by the csv header.
std::unique_ptr<ResultWriter> MakeWriter(OutputFormat format, std::ostream& out, const engine::Calendar& calendar,
                                         TableFrame frame);

/// The rows of a json array alone, each line indented, for results that stand inside a larger document.
std::unique_ptr<ResultWriter> MakeJsonRows(std::ostream& out, std::string indent);

}  // namespace segue::cli
