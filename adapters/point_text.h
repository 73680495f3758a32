// Instants and periods as people type them.
//
//   2026-03-01T10:30[:15[.250]][Z|+02:00]   an instant; without offset in the program's zone
//   2026-03-01  2026-W09  2026-03  2026-Q1  2026   a day or period
#pragma once

#include <optional>
#include <string_view>

#include "engine/calendar.h"
#include "engine/instant.h"

namespace segue::adapters {

/// What the text names as [start, end); an instant is one millisecond long. Empty when it names nothing.
std::optional<engine::Interval> ParsePoint(std::string_view text, const engine::Calendar& calendar);

}  // namespace segue::adapters
