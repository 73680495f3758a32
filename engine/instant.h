// Instants and lengths of time.
//
// An Instant is milliseconds since 1970-01-01T00:00:00Z. Intervals are half-open [start, end).
// kAlways is before every real instant (a contact without any date has always existed), kForever after every one;
// both are absorbing: adding a length to them changes nothing.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace segue::engine {

using Instant = std::int64_t;

inline constexpr Instant kAlways = std::numeric_limits<std::int64_t>::min() / 4;
inline constexpr Instant kForever = std::numeric_limits<std::int64_t>::max() / 4;

inline constexpr std::int64_t kMillisecondsPerSecond = 1000;
inline constexpr std::int64_t kMillisecondsPerDay = 86'400'000;

/// Half-open [start, end); empty when start >= end.
struct Interval {
  Instant start = 0;
  Instant end = 0;
  friend bool operator==(const Interval&, const Interval&) = default;
};

/// A length: exactly one of the two parts is non-zero. Months are calendar arithmetic (see Calendar::Add),
/// milliseconds are exact. `90 days` is 90 × 24 h; `1 quarter` is 3 months; `1 year` is 12 months.
struct Length {
  std::int64_t milliseconds = 0;
  std::int32_t months = 0;
  friend bool operator==(const Length&, const Length&) = default;
};

/// A calendar day without zone: days since 1970-01-01.
struct Day {
  std::int32_t days = 0;
  friend auto operator<=>(const Day&, const Day&) = default;
};

enum class CalendarUnit : std::uint8_t { kDay, kWeek, kMonth, kQuarter, kYear };

}  // namespace segue::engine
