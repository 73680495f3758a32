// What is said below a report: what its marks mean, why figures are missing, what they are set beside, what is advised.
#pragma once

#include <string>
#include <vector>

#include "adapters/cli/reader.h"
#include "adapters/cli/report_output.h"

namespace segue::cli {

using Mark = bool (*)(const engine::ReportRow& row);

inline bool IsPartial(const engine::ReportRow& row) { return row.partial; }
inline bool IsForecast(const engine::ReportRow& row) { return row.forecast; }
/// Some figure of the row may still change.
bool IsIncomplete(const engine::ReportRow& row);

/// "running, may still change": the marks of a row in words.
std::string MarksText(const engine::ReportRow& row, const Reader& reader);

/// What the shown metrics are set beside, and what is advised when they are past a limit.
std::vector<std::string> FiguresNotes(const Population& population, const ComputedReport& computed,
                                      const Reader& reader);

/// What is advised for the figures of the last whole period.
std::vector<std::string> AdviceOf(const Population& population, const ComputedReport& computed, const Reader& reader);

/// Explains the marks that occur, and no others; then the FiguresNotes.
std::vector<std::string> NotesOf(const Population& population, const ComputedReport& computed, const Reader& reader);

}  // namespace segue::cli
