// Sentences that say what a figure shows: "Conversions rose from 41 (Apr 2026) to 63 (May 2026), +53.66 %, more than
// chance would explain".
//
// Only whole periods whose figures are final are told. Whether chance would explain a change is said where it can be
// tested: of shares by the score test of two rates, of contacts and moves by the exact test of two counts over the
// lengths of their periods; sums, averages and counts of events, which come in bundles, are told without.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "adapters/cli/page/drawn_figures.h"

namespace segue::cli {

struct Finding {
  std::string sentence{};
  double weight = 0;    // the larger, the more worth telling
  bool better = false;  // rose
  bool changed = false;
};

/// What the column shows over time, in a report with periods and without splits.
std::optional<Finding> ChangeOf(const Population& population, const ComputedReport& computed, const DrawnColumn& column,
                                const Reader& reader);
/// How the rows of a split differ: in a report without periods all of them, else those of the last whole period.
std::optional<Finding> DifferenceOf(const ComputedReport& computed, const DrawnColumn& column, const Reader& reader);
/// The one row of a report without periods and splits: all its figures.
Finding TotalsOf(const ComputedReport& computed, std::span<const DrawnColumn* const> columns, const Reader& reader);
/// What came back of the cohorts after one period.
std::optional<Finding> ReturnOf(const ComputedReport& computed, const DrawnColumn& column, const Reader& reader);

}  // namespace segue::cli
