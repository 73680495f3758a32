// Intervals of contacts in any order → the engine's group: per contact ascending, disjoint, touching ones merged.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/timelines.h"

namespace segue::sqlite {

struct ContactInterval {
  std::uint32_t position = 0;
  engine::Interval interval;  // dropped where empty
};

engine::IntervalGroup GroupIntervals(std::vector<ContactInterval> intervals, std::size_t contacts);

}  // namespace segue::sqlite
