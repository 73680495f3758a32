// The sheets of `segue report --xlsx`: one for each report, with what its figures are made of.
#pragma once

#include <vector>

#include "adapters/cli/page/report_page.h"
#include "adapters/xlsx/workbook.h"

namespace segue::cli {

/// Periods and splits, then each metric: a rate behind its two parts, which it divides by a formula, and before its
/// interval. The last column says what is running, may still change or lies ahead.
std::vector<xlsx::Sheet> SheetsOf(const Population& population, const std::vector<ComputedReport>& reports,
                                  html::Language language);

}  // namespace segue::cli
