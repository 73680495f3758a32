// The fixed order of a report's rows.
//
// Rows come in period order, then by their splits in code-point order, "missing" last. `sort by` orders the split rows
// within each period (`top n` then keeps n in each); a report without splits has its periods sorted. Rows without value
// come last either way; ties keep the order they had.
#pragma once

#include "engine/answers.h"

namespace segue::engine {

/// Code-point order of split values, missing last, first split first.
bool SplitsBefore(const std::vector<std::optional<std::string>>& a, const std::vector<std::optional<std::string>>& b);

/// Applies `sort by` to rows that are already in period order, then split order.
void SortRows(const Report& report, std::vector<ReportRow>& rows);

}  // namespace segue::engine
