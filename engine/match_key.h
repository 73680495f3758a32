// Keys by which equal filters are recognised, so that each is computed once per batch.
#pragma once

#include <string>

#include "engine/program.h"

namespace segue::engine {

/// Equal keys mean equal matches: same kind, same filter as written.
std::string KeyOf(const EventMatch& match);

}  // namespace segue::engine
