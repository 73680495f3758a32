// All timelines of the store, handed to a sink column by column: for the timeline cache.
#pragma once

#include "adapters/sqlite/database.h"
#include "adapters/timeline_sink.h"

namespace segue::sqlite {

/// Which facts the store holds now.
adapters::StoreState ReadState(const Database& database);

/// Rows of one kind of events that are in memory at a time, roughly: a kind with more is sorted by way of a file.
inline constexpr std::int64_t kRowsInMemory = 1'000'000;

/// Reads one consistent state of the store, whatever a writer does meanwhile. Memory grows with the number of contacts
/// and of distinct texts, not with that of events. Throws Failure; what the sink throws passes through.
void ExportTimelines(const Database& store, adapters::TimelineSink& sink, std::int64_t rows_in_memory = kRowsInMemory);

}  // namespace segue::sqlite
