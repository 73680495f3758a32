// Instants and periods (adapters/point_text.h) as people type them on the command line.
//
// Where one moment is wanted (--as-of), a day or period means its last millisecond: the whole of it is in.
#pragma once

#include <string>
#include <string_view>

#include "adapters/point_text.h"
#include "adapters/result.h"
#include "engine/calendar.h"
#include "engine/instant.h"

namespace segue::cli {

/// The system's clock.
engine::Instant Now();

using adapters::ParsePoint;

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
