// Every condition that the rule files write, with its place: for tools that point at rules, such as test coverage.
#pragma once

#include <string>
#include <vector>

#include "dsl/source.h"

namespace segue::rules {

struct WrittenCondition {
  std::string text;   // on one line, as a node's label has it
  std::string place;  // rules/main.segue:3:9
};

/// The conditions of segments, flags and lifecycles, parts included, in the order of the files. The sources must
/// compile.
std::vector<WrittenCondition> WrittenConditions(const dsl::SourceMap& sources);

}  // namespace segue::rules
