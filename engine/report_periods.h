// The periods of a report: which part of each is counted, and in which one an instant lies.
//
//   by month, as of 10 March 12:00: … [1 Feb, 1 Mar), [1 Mar, 10 Mar 12:00:00.001) partial
//   as of 1 March 00:00 exactly: March is reached only in its first millisecond and left out
//   from 15 January to 10 March by month: January counts from the 15th on, and is partial too
//   range "last n periods": as of 1 March 00:00 the last one is February, so there are n rows all the same
#pragma once

#include <algorithm>
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

/// Which of a row of slots instants lie in: a grid of equal cells names the slot of each cell's start; the next bounds
/// are a step or two away. Small, to be copied into a loop.
struct PeriodSlots {
  Instant start = 0, reach = 0;  // the first slot's end, and how far from it the grid reaches
  int shift = 0;                 // cells are 2^shift ms
  const std::uint32_t* grid = nullptr;
  const Instant* bounds = nullptr;

  std::uint32_t Of(Instant instant) const {
    const Instant offset = std::clamp(instant - start, Instant{-1}, reach);
    std::uint32_t slot = grid[(offset >> shift) + 1];
    while (instant >= bounds[slot]) ++slot;
    return slot;
  }
};

/// Contiguous ascending periods; a report without period has one, the whole range (none if it is not reached).
class ReportPeriods {
 public:
  static constexpr std::uint32_t kOutside = 0xFFFFFFFF;

  ReportPeriods(const ReportPeriods&) = delete;  // slots_ points into it
  ReportPeriods(ReportPeriods&&) = default;
  ReportPeriods(const Calendar& calendar, const Timelines& timelines, Instant as_of, const Report& report);
  /// Contiguous and ascending, too.
  ReportPeriods(std::vector<ReportPeriod> periods, std::optional<CalendarUnit> unit);

  /// None for a report without period.
  std::optional<CalendarUnit> unit() const { return unit_; }

  std::uint32_t size() const { return static_cast<std::uint32_t>(periods_.size()); }
  const ReportPeriod& operator[](std::size_t i) const { return periods_[i]; }

  /// Where instants lie: slot 0 before all periods, i + 1 in period i, size() + 1 after all. Valid as long as `this`.
  const PeriodSlots& slots() const { return slots_; }
  /// The period that counts the instant, or kOutside.
  std::uint32_t Find(Instant instant) const {
    const std::uint32_t slot = slots_.Of(instant);
    return slot - 1 < size() ? slot - 1 : kOutside;
  }
  /// The first period whose reading is at or after the instant; size() when there is none.
  std::uint32_t FirstReadingFrom(Instant instant) const {
    const std::uint32_t slot = slots_.Of(instant);
    return slot - (slot != 0);
  }

 private:
  void BuildGrid();

  std::vector<ReportPeriod> periods_;
  std::optional<CalendarUnit> unit_;
  std::vector<Instant> bounds_;      // by slot: where it ends
  std::vector<std::uint32_t> grid_;  // by cell: the slot of its start
  PeriodSlots slots_;
};

}  // namespace segue::engine
