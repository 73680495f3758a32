// Lines and bars over time, and what has one figure for each of its names.
#pragma once

#include <span>
#include <vector>

#include "adapters/cli/page/drawn_figures.h"

namespace segue::cli {

/// Columns of one unit over the periods of a report without splits; with the other period of `compare` beside one
/// column, and a projection ahead of it.
html::Picture OverTime(const Population& population, const ComputedReport& computed,
                       std::span<const DrawnColumn* const> columns, html::PictureKind kind, const Reader& reader);

/// One column over time, a series for each of the values of its splits: the largest ones, and the others together where
/// they add up.
html::Picture OverTimeBySplit(const ComputedReport& computed, const DrawnColumn& column, html::PictureKind kind,
                              const Reader& reader);

/// The rows of a report without periods: bars, slices or steps.
html::Picture BySplit(const ComputedReport& computed, std::span<const DrawnColumn* const> columns,
                      html::PictureKind kind, const Reader& reader);

/// A report of one row: its columns beside each other.
html::Picture OfTotals(const ComputedReport& computed, std::span<const DrawnColumn* const> columns,
                       html::PictureKind kind, const Reader& reader);

/// A grid: of cohorts their periods since the entry, else periods by the values of the split.
html::Picture AsGrid(const ComputedReport& computed, const DrawnColumn& column, const Reader& reader);

}  // namespace segue::cli
