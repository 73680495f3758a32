// A program as short text for tests: one line per node, lifecycle, metric, report and prune.
//
//   n0 field country = "FR"
//   n1 did purchase[amount >= 500000] in-last 90d
//   segment Buyers n2
#pragma once

#include <string>

#include "engine/program.h"

namespace segue::testing {

std::string Dump(const engine::Program& program);

}  // namespace segue::testing
