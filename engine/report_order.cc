// See report_order.h.
#include "engine/report_order.h"

#include <algorithm>

#include "engine/measure_value.h"

namespace segue::engine {

namespace {

class ColumnOrder {
 public:
  ColumnOrder(const Report& report, const SortOrder& order)
      : splits_(static_cast<std::uint32_t>(report.splits.size())),
        column_(order.column),
        descending_(order.descending) {}

  bool operator()(const ReportRow& a, const ReportRow& b) const {
    if (column_ < splits_) return SplitBefore(a, b);
    return CellBefore(a.cells[column_ - splits_], b.cells[column_ - splits_]);
  }

 private:
  bool SplitBefore(const ReportRow& a, const ReportRow& b) const {
    if (!a.splits[column_] || !b.splits[column_]) return a.splits[column_] && !b.splits[column_];
    return descending_ ? b.ranks[column_] < a.ranks[column_] : a.ranks[column_] < b.ranks[column_];
  }
  bool CellBefore(const Cell& a, const Cell& b) const {
    const bool has_a = a.missing == NoValue::kNone, has_b = b.missing == NoValue::kNone;
    if (!has_a || !has_b) return has_a && !has_b;
    return descending_ ? CellLess(b, a) : CellLess(a, b);
  }

  std::uint32_t splits_, column_;
  bool descending_;
};

}  // namespace

void SortRows(const Report& report, std::vector<ReportRow>& rows) {
  if (!report.sort) return;
  const SortOrder& order = *report.sort;
  const bool within_periods = !report.splits.empty() && report.period;
  std::vector<ReportRow> sorted;
  for (auto first = rows.begin(); first != rows.end();) {
    auto last = rows.end();
    if (within_periods)
      last = std::find_if(first, rows.end(), [&](const ReportRow& row) { return row.period != first->period; });
    std::stable_sort(first, last, ColumnOrder(report, order));
    const std::int64_t kept = std::clamp<std::int64_t>(order.top.value_or(last - first), 0, last - first);
    sorted.insert(sorted.end(), std::make_move_iterator(first), std::make_move_iterator(first + kept));
    first = last;
  }
  rows = std::move(sorted);
}

}  // namespace segue::engine
