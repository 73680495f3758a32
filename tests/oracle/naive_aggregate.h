// Sum, average, largest, smallest and distinct count of values, straight from the definitions of engine/program.h.
#pragma once

#include <vector>

#include "engine/program.h"
#include "tests/oracle/facts.h"

namespace segue::oracle {

/// Whether the aggregate of the values, none of which is missing, passes the test. Numbers must be multiples of 2^-60
/// below 2^60, so that sums fit 128 bits.
bool AggregatePasses(engine::AggregateKind kind, const std::vector<FactValue>& values, const engine::ValueTest& test);

}  // namespace segue::oracle
