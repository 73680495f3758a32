// What is known of some contacts, as buffers with the dictionaries that their codes mean: for putting a file of newer
// facts together.
#pragma once

#include <cstddef>
#include <cstdint>

#include "adapters/timeline_cache/told_contacts.h"
#include "adapters/timeline_cache/window_buffers.h"
#include "engine/program.h"
#include "engine/timelines.h"

namespace segue::timeline_cache {

struct Layer {
  WindowBuffers rows;
  engine::Timelines dictionaries;  // without rows

  /// Without contacts.
  explicit Layer(const engine::Schema& schema);

  /// Groups of columns to which nothing was appended have no rows for any of so many contacts.
  void FillEmpty(std::size_t contacts);
};

/// One value of a column of timelines in memory.
void AppendRow(const engine::Column& column, std::size_t row, ValueBuffer& out);

/// Appends what timelines in memory, contact number `contact`, hold of the told contact: everything but its events, and
/// those where they were read again. kNone: nothing.
void AppendRead(const engine::Timelines& read, const ToldContact& told, std::uint32_t contact, WindowBuffers& out);

/// The upper layer's codes become codes of the whole's dictionaries, which learn what they lack.
void UniteDictionaries(Layer& upper, Layer& whole);

}  // namespace segue::timeline_cache
