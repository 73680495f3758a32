// Plans of the sending platform: plans/*.yaml, checked as segue.yaml is.
#pragma once

#include <string>

#include "adapters/result.h"
#include "rules/plan_data.h"

namespace segue::project {

/// Reads one file. All its mistakes are in the error's problem, one line each with line:column.
adapters::Result<rules::PlanData> LoadPlan(const std::string& path);

/// As LoadPlan, from the text of the file; `path` is for messages.
adapters::Result<rules::PlanData> ReadPlan(const std::string& path, const std::string& text);

}  // namespace segue::project
