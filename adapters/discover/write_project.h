// A proposal as the files of a project: segue.yaml and the first rules, with what was guessed as comments.
#pragma once

#include <string>

#include "adapters/discover/proposal.h"

namespace segue::discover {

std::string WriteMapping(const Proposal& proposal);
/// Declares every field and event; a few segments, metrics and reports to begin with.
std::string WriteRules(const Proposal& proposal);

}  // namespace segue::discover
