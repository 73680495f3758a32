// Windows of time inside others: `in last 30 days` lies inside `in last 90 days`, and inside no window at all.
#pragma once

#include <vector>

#include "engine/program.h"

namespace segue::rules {

using When = std::vector<engine::WhenClause>;

/// Every moment that an event covers by `inner` it covers by `outer` too. False where that cannot be seen.
bool IsWithin(const When& inner, const When& outer);

/// The same of a date or time that may lie ahead.
bool IsWithin(const engine::DateClause& inner, const engine::DateClause& outer);
/// No date lies in both at one moment.
bool Apart(const engine::DateClause& a, const engine::DateClause& b);

/// No event covers any moment: `in last 30 days more than 60 days ago`.
bool CoversNothing(const When& when);

/// An event covers its own instant whatever the instant is.
bool CoversOwnInstant(const When& when);

}  // namespace segue::rules
