// Reads dates and times as text, before a time zone gives them an instant.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/calendar.h"
#include "engine/instant.h"

namespace segue::import {

/// What a text says about a moment.
struct CivilMoment {
  engine::Civil civil;                         // local, or at `offset`
  bool has_time = false;                       // false: a date
  std::optional<std::int32_t> offset_minutes;  // east of UTC; 0 for Z
  std::optional<engine::Instant> exact;        // an epoch time: the rest is void
};

enum class Reading : std::uint8_t { kOk, kNotAMoment, kNoSuchDate, kNoSuchTime };

/// `2026-03-01`, `2026-03-01 09:30[:00[.123]]`, with `T` for the blank, with `Z`, `+01:00` or ` UTC` behind it; or an
/// epoch of 9–10 digits (seconds, perhaps with a fraction) or 12–13 digits (milliseconds).
Reading ParseMoment(std::string_view text, CivilMoment& moment);

/// A format like strptime's: %Y %y %m %d %e %H %I %M %S %f %p %b %B %z %s %F %T %R %%; other characters as they are, a
/// blank for any number of blanks. What stands in `[ ]` may be missing: `%d/%m/%Y[ %H:%M[:%S]]`.
class TimeFormat {
 public:
  /// Empty when the format holds an unknown %-sign or no date.
  static std::optional<TimeFormat> Compile(std::string_view format);

  Reading Parse(std::string_view text, CivilMoment& moment) const;
  /// Finds the moment somewhere in the text, at the first place where it fits.
  Reading Find(std::string_view text, CivilMoment& moment) const;
  const std::string& text() const { return text_; }

 private:
  /// Reads a prefix of `text` and removes it.
  Reading Take(std::string_view& text, CivilMoment& moment) const;

  std::string text_;
  std::vector<char> steps_;  // a specifier's letter, or 0 and then a literal character
};

/// kNoSuchDate or kNoSuchTime when a part is out of its range.
Reading Check(const engine::Civil& civil);

}  // namespace segue::import
