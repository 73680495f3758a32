// The pictures that a report asks for. Part of engine/program.h.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "engine/measures.h"

namespace segue::engine {

/// A lifecycle in a picture of a report: how many entered each of its states (a funnel), or went from one to another
/// (flows), over the report's range.
struct LifecycleDrawing {
  std::uint32_t report = 0;  // index into Program::reports
  DrawingKind kind = DrawingKind::kFunnel;
  LifecycleId lifecycle = 0;
  std::vector<std::pair<StateId, StateId>> moves{};  // of flows; of a funnel `first` is the state
  Report counted{};                                  // one row, its columns parallel to `moves`
};

}  // namespace segue::engine
