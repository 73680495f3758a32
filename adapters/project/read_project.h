// A segue.yaml that is already in memory.
#pragma once

#include <string>

#include "adapters/project/project.h"

namespace segue::project {

/// As LoadProject, from the text of the file.
adapters::Result<Project> ReadProject(const std::string& directory, const std::string& text);

}  // namespace segue::project
