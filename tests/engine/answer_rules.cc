// See answer_rules.h.
#include "tests/engine/answer_rules.h"

#include <cstdio>

namespace segue::engine {

std::string Text(const Cell& cell) {
  if (cell.missing == NoValue::kNotRecorded) return "unrecorded";
  if (cell.missing == NoValue::kDivisionByZero) return "none";
  if (cell.missing == NoValue::kNoValues) return "no values";
  if (cell.missing == NoValue::kNoPeriod) return "no period";
  if (const auto* count = std::get_if<std::int64_t>(&cell.value)) return std::to_string(*count);
  char buffer[64];
  if (const auto* money = std::get_if<Money>(&cell.value)) {
    std::snprintf(buffer, sizeof buffer, "%.4f EUR", static_cast<double>(money->ten_thousandths) / kMoneyScale);
  } else {
    std::snprintf(buffer, sizeof buffer, "%.6f", std::get<double>(cell.value));
  }
  return buffer;
}

std::vector<std::string> Answers::Table(std::string_view as_of, const Report& report) const {
  const ReportResult result = Compute(as_of, report);
  if (!result.error.empty()) return {result.error};
  std::vector<std::string> lines;
  for (const ReportRow& row : result.table.rows) {
    std::string line = row.period ? calendar_.Label(row.period->start, *report.period) : "all";
    if (row.partial) line += "*";
    for (const auto& split : row.splits) line += "," + split.value_or("-");
    if (row.offset) line += "+" + std::to_string(*row.offset) + " of " + std::to_string(row.cohort_size.value_or(-1));
    for (const Cell& cell : row.cells) line += "," + Text(cell);
    if (!row.before.empty()) line += " after ";
    for (const Cell& cell : row.before) line += (&cell == row.before.data() ? "" : ",") + Text(cell);
    lines.push_back(line);
  }
  return lines;
}

}  // namespace segue::engine
