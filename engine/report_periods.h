// The periods of a report: which part of each is counted, and in which one an instant lies.
//
//   by month, as of 10 March 12:00: … [1 Feb, 1 Mar), [1 Mar, 10 Mar 12:00:00.001) partial
//   as of 1 March 00:00 exactly: March is reached only in its first millisecond and left out
//   from 15 January to 10 March by month: January counts from the 15th on, and is partial too
//   range "last n periods": as of 1 March 00:00 the last one is February, so there are n rows all the same
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/calendar.h"
#include "engine/program.h"
#include "engine/timelines.h"

namespace segue::engine {

struct ReportPeriod {
  Interval calendar;  // the whole period, for its label
  Interval counted;   // the part within the range and up to the as-of instant
  bool partial = false;
  bool forecast = false;  // lies after the data: begins later than it runs through

  /// The instant at which members are read: the last millisecond that counts.
  Instant Reading() const { return counted.end - 1; }
};

/// Contiguous ascending periods; a report without period has one, the whole range (none if it is not reached).
class ReportPeriods {
 public:
  static constexpr std::uint32_t kOutside = 0xFFFFFFFF;

  ReportPeriods(const Calendar& calendar, const Timelines& timelines, Instant as_of, const Report& report);

  std::uint32_t size() const { return static_cast<std::uint32_t>(periods_.size()); }
  const ReportPeriod& operator[](std::size_t i) const { return periods_[i]; }

  /// The period that counts the instant, or kOutside.
  std::uint32_t Find(Instant instant) const {
    if (instant < range_.start || instant >= range_.end) return kOutside;
    return Locate(instant);
  }
  /// The first period whose reading is at or after the instant; size() when there is none.
  std::uint32_t FirstReadingFrom(Instant instant) const {
    if (instant < range_.start) return 0;
    return instant >= range_.end ? size() : Locate(instant);
  }

 private:
  /// A grid of equal cells names the period of each cell's start; the next bounds are a step or two away.
  std::uint32_t Locate(Instant instant) const {
    std::uint32_t period = grid_[static_cast<std::size_t>((instant - range_.start) >> grid_shift_)];
    while (instant >= ends_[period]) ++period;
    return period;
  }
  void BuildGrid();

  std::vector<ReportPeriod> periods_;
  std::vector<Instant> ends_;  // of `counted`, close together for Locate
  Interval range_;             // what is counted in all
  std::vector<std::uint32_t> grid_;
  int grid_shift_ = 0;
};

}  // namespace segue::engine
