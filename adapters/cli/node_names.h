// What a node of the program is for, in the words of the rules: `Inactive: did not (…) in last 180 days`.
#pragma once

#include <string>
#include <vector>

#include "engine/program.h"

namespace segue::cli {

/// By NodeId. A condition that several segments share goes by the first declared. One without an owner is just its
/// text.
std::vector<std::string> NodeNames(const engine::Program& program);

/// By index in Program::measures: the metric that counts it, `orders: count of order`.
std::vector<std::string> MeasureNames(const engine::Program& program);

}  // namespace segue::cli
