// Comparing lengths of time, some exact and some by the calendar, without knowing where they begin.
#pragma once

#include <cstdint>

#include "engine/instant.h"

namespace segue::rules {

/// The least and the most that the length can be, clock changes and skipped days included. A month has 28 to 31 days,
/// twelve months have 365 or 366.
std::int64_t LeastMilliseconds(const engine::Length& length);
std::int64_t MostMilliseconds(const engine::Length& length);

/// From one and the same beginning, `a` never ends after `b`.
bool NeverLonger(const engine::Length& a, const engine::Length& b);
/// The same from any two beginnings, that of `a` not later. (Calendar lengths are not monotone.)
bool EndsFirst(const engine::Length& a, const engine::Length& b);

}  // namespace segue::rules
