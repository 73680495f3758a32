// Tests of one value, read literally from engine/value.h, for the oracle.
#pragma once

#include "engine/program.h"
#include "tests/oracle/facts.h"
#include "tests/oracle/naive_calendar.h"

namespace segue::oracle {

/// Whether a value, possibly missing, passes a test. Letter case: ASCII and the Latin-1 letters of two UTF-8 bytes.
bool Passes(const MaybeValue& value, const engine::ValueTest& test);
/// Whether two values, possibly missing, are equal as `=` has it: missing equals nothing, lists are sets.
bool SameValue(const MaybeValue& a, const MaybeValue& b);
/// −1, 0 or 1 for two values of one ordered type.
int CompareValues(const FactValue& a, const FactValue& b);
/// Whether an event's properties pass a filter; dates as seen from the event's own instant.
bool Passes(const Event& event, const engine::Predicate& predicate, const NaiveCalendar& calendar);

}  // namespace segue::oracle
