// How a date or time lies as seen from a moment, read literally from semantics.md ("date field v"), for the oracle.
#pragma once

#include <vector>

#include "engine/program.h"
#include "tests/oracle/facts.h"
#include "tests/oracle/naive_calendar.h"

namespace segue::oracle {

/// False for a missing value.
bool Lies(const MaybeValue& value, const engine::DateClause& when, engine::Instant instant,
          const NaiveCalendar& calendar);

/// v itself, or its local midnight; moved by a length, which moves the day of a date.
engine::Instant MovedBy(const FactValue& value, engine::Length length, const NaiveCalendar& calendar);

/// The days on which the value's anniversaries fall, from the day itself to the end of that year.
std::vector<engine::Day> AnniversariesUpTo(const FactValue& value, std::int64_t last_year,
                                           const NaiveCalendar& calendar);

/// How many years, rounded up, lie between a moment and a day that the clause still relates to it.
std::int64_t ReachInYears(const engine::DateClause& when);

}  // namespace segue::oracle
