// The engine's lists of members and moves against the oracle's, absences cut out.
#pragma once

#include <string>

#include "tests/oracle/compare.h"

namespace segue::oracle {

/// Packs the contacts; compares how many contacts exist and are in each condition, who is in `node` since when and
/// until when, and every move, as of the case's as_of. Returns what differs, or nothing.
std::string CompareAnswers(Case& checked, engine::NodeId node, const engine::Calendar& calendar,
                           const NaiveCalendar& naive_calendar);

}  // namespace segue::oracle
