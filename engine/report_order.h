// The fixed order of a report's rows.
//
// Rows come in period order, then by the ranks of their split values (see RanksOf). `sort by` orders the split rows
// within each period (`top n` then keeps n in each); a report without splits has its periods sorted. Rows without value
// come last either way; ties keep the order they had.
#pragma once

#include "engine/answers.h"

namespace segue::engine {

/// Applies `sort by` to rows that are already in period order, then split order.
void SortRows(const Report& report, std::vector<ReportRow>& rows);

}  // namespace segue::engine
