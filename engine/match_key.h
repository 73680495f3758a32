// Keys by which equal filters and equal sets of events are recognised, so that each is computed once per batch.
#pragma once

#include <string>

#include "engine/program.h"

namespace segue::engine {

/// Equal keys mean equal matches: same kind, same filter as written.
std::string KeyOf(const EventMatch& match);
/// Of the alternatives only.
std::string KeyOf(const std::vector<EventMatch>& alternatives);

}  // namespace segue::engine
