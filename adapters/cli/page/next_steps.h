// What to look at next: computed from goals that are missed, alerts that are raised, advice that applies and figures
// that fall, each with the rule that says so.
#pragma once

#include <string>
#include <vector>

#include "adapters/cli/page/page_parts.h"
#include "adapters/cli/reader.h"

namespace segue::cli {

std::vector<std::string> NextSteps(const Population& population, const PageParts& parts, const Reader& reader);

}  // namespace segue::cli
