// All timelines of the store, handed to a sink column by column: for the timeline cache.
#pragma once

#include "adapters/sqlite/database.h"
#include "adapters/timeline_sink.h"

namespace segue::sqlite {

/// Which facts the store holds now.
adapters::StoreState ReadState(const Database& database);

/// Reads one consistent state of the store, whatever a writer does meanwhile. Throws Failure; what the sink throws
/// passes through.
void ExportTimelines(const Database& store, adapters::TimelineSink& sink);

}  // namespace segue::sqlite
