// What tells contacts apart in an experiment: a name whose label every contact has at most once at any moment.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dsl/syntax.h"
#include "rules/context.h"

namespace segue::rules {

struct ContactSplit {
  engine::Split split;
  /// The labels that there can be; empty where only the data knows them.
  std::vector<std::string> labels;
};

/// By a text, choice, flag or number field, a flag, a segment, a group of contacts or a lifecycle; anything else is
/// reported. `what` are "arms" or "strata", for messages.
std::optional<ContactSplit> ContactSplitOf(Context& context, const dsl::Name& name, const std::string& what);

}  // namespace segue::rules
