// The cells of a report's rows, read from totals.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/answers.h"
#include "engine/report_plan.h"
#include "engine/report_totals.h"

namespace segue::engine {

class CellReader {
 public:
  /// Both must outlive it.
  CellReader(const ReportPlan& plan, const Totals& totals) : plan_(plan), totals_(totals) {}

  /// One for each shown metric.
  std::vector<Cell> Cells(std::uint32_t period, std::uint32_t row);
  /// Of the measure with this index in Program::measures.
  Cell CellOf(std::uint32_t measure_id, std::uint32_t period, std::uint32_t row) const;

  /// The first metric that passes the largest amount, if any.
  const std::optional<std::string>& too_large() const { return too_large_; }

 private:
  Cell MeasureCell(std::uint32_t index, std::uint32_t period, std::uint32_t row) const;

  const ReportPlan& plan_;
  const Totals& totals_;
  std::optional<std::string> too_large_;
};

}  // namespace segue::engine
