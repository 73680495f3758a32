// The periods that `compare` sets beside those of a report.
//
//   by month, compare previous period, as of 10 March 12:00: beside [1 Mar, 10 Mar 12:00:00.001) stands
//   [1 Feb, 10 Feb 12:00:00.001): the same days and time of day, but never more than the month has
//   compare same period last year: months, quarters and days by the calendar (29 February has none), weeks by number
//   (W53 has none where the year before ends with W52)
//   without periods: the whole range moved back by its own length, or by a year
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/report_periods.h"

namespace segue::engine {

struct ComparedPeriods {
  /// Those that are set beside others, and whole ones between them that are beside none.
  ReportPeriods periods;
  /// By period of the report, which of `periods` stands beside it; none where there is no such period, or where it ends
  /// before the first data.
  std::vector<std::optional<std::uint32_t>> beside;
};

ComparedPeriods ComparePeriods(const Calendar& calendar, const Timelines& timelines, const Report& report,
                               const ReportPeriods& periods);

}  // namespace segue::engine
