// Reads one import of segue.yaml.
#pragma once

#include <yaml-cpp/yaml.h>

#include <string>

#include "adapters/project/mistakes.h"
#include "adapters/project/project.h"

namespace segue::project {

ImportMapping ReadMapping(const std::string& name, const YAML::Node& node, Mistakes& mistakes);

}  // namespace segue::project
