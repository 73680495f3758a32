// Instants and periods as people type them on the command line.
//
//   2026-03-01T10:30[:15[.250]][Z|+02:00]   an instant; without offset in the program's zone
//   2026-03-01  2026-W09  2026-03  2026-Q1  2026   a day or period
//
// Where one moment is wanted (--as-of), a day or period means its last millisecond: the whole of it is in.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/result.h"
#include "engine/calendar.h"
#include "engine/instant.h"

namespace segue::cli {

/// The system's clock.
engine::Instant Now();

/// What the text names as [start, end); an instant is one millisecond long. Empty when it names nothing.
std::optional<engine::Interval> ParsePoint(std::string_view text, const engine::Calendar& calendar);

/// The last millisecond of what the text names, or a usage error that shows the forms. `option` is "--as-of".
adapters::Result<engine::Instant> ParseLastMoment(const std::string& option, const std::string& text,
                                                  const engine::Calendar& calendar);
/// What the text names, or that usage error.
adapters::Result<engine::Interval> ParsePeriod(const std::string& option, const std::string& text,
                                               const engine::Calendar& calendar);
/// The first millisecond of it.
adapters::Result<engine::Instant> ParseFirstMoment(const std::string& option, const std::string& text,
                                                   const engine::Calendar& calendar);

/// "the end of 2026-06-30" where the instant is a local day's last millisecond, else the local time.
std::string DescribeMoment(engine::Instant instant, const engine::Calendar& calendar);

}  // namespace segue::cli
