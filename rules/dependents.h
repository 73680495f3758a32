// Which segments, flags and lifecycles rely on a field or on a kind of event, through whatever they name.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "engine/program.h"

namespace segue::rules {

struct FieldSource {
  engine::FieldId field = 0;
};
struct EventSource {
  engine::EventKindId kind = 0;
};
using Source = std::variant<FieldSource, EventSource>;

/// Their names: segments, then flags, then lifecycles, each in order of declaration.
std::vector<std::string> DependentsOf(const engine::Program& program, const Source& source);

}  // namespace segue::rules
