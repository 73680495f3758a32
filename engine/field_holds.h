// The values that a contact's field had, each with the time for which it held.
//
// The value of birth (undated, or dated at birth) also holds just before birth. Changes after as_of are not known.
#pragma once

#include <cstdint>

#include "engine/workspace.h"

namespace segue::engine {

/// Calls use(row, Interval) for each row that held at some moment of the contact's column, ascending in time. `field`
/// has offsets. Before the first row the field is missing.
template <typename Use>
void ForEachHold(const FieldColumn& field, const Workspace& workspace, std::uint32_t position, Use use) {
  const std::uint32_t contact = workspace.first() + position;
  const std::uint32_t first = field.offsets[contact];
  const std::uint32_t last = workspace.EndAsOf(field.at, first, field.offsets[contact + 1]);
  Instant start = workspace.Floor(position);
  for (std::uint32_t row = first; row < last; ++row) {
    if (field.at[row] > workspace.Born(position)) start = field.at[row];
    const Instant end = row + 1 < last ? field.at[row + 1] : kForever;
    if (end > workspace.Born(position)) use(row, Interval{start, end});
  }
}

}  // namespace segue::engine
