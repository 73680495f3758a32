// What `trend`, `seasonal`, `project` and `correlate` of a report say, below its table or in its json.
#pragma once

#include <ostream>

#include "adapters/cli/reader.h"
#include "adapters/cli/session.h"
#include "engine/report_series.h"

namespace segue::cli {

/// Tables for people, one for each item that the report has.
void WriteSeries(Session& session, const Population& population, const engine::Report& report,
                 const engine::SeriesResult& result);

/// The same tables one by one, the rows alone, for other places than the command line.
struct SeriesTable {
  std::string title;
  void (*write)(ResultWriter& writer, const Population& population, const engine::Report& report,
                const engine::SeriesResult& result, const Reader& reader);
  std::vector<std::string> notes;
  std::string when_empty;
};
std::vector<SeriesTable> SeriesTables(const engine::Report& report, const engine::SeriesResult& result,
                                      const Reader& reader);

/// `, "trends": […], …`: members of the report's document.
void WriteSeriesJson(std::ostream& out, const Population& population, const engine::Report& report,
                     const engine::SeriesResult& result);

}  // namespace segue::cli
