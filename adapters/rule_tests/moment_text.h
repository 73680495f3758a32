// Instants and intervals as tests write them, in the time zone of the rules.
//
//   2026-03-01                 local midnight
//   2026-03-01T10:30           also with :15 seconds and .250 milliseconds
//   2026-10-25T02:30+01:00     with an offset where a clock change makes the local time ambiguous
//   always, …                  before every instant, and no end
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/calendar.h"

namespace segue::rule_tests {

std::optional<engine::Instant> ParseInstant(std::string_view text, const engine::Calendar& calendar);
/// `30 days`, `6 months`, `1 millisecond`.
std::optional<engine::Length> ParseLength(std::string_view number, std::string_view unit);
std::string PrintInstant(engine::Instant instant, const engine::Calendar& calendar);
/// `[2026-03-01, 2026-04-01) [2026-05-01, …)`, or `never`.
std::string PrintIntervals(const std::vector<engine::Interval>& intervals, const engine::Calendar& calendar);

}  // namespace segue::rule_tests
