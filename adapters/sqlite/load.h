// From the store's tables to engine::Timelines: the columns that are asked for, read by two threads.
#pragma once

#include "adapters/sqlite/database.h"
#include "adapters/sqlite/sqlite_store.h"
#include "engine/program.h"
#include "engine/timelines.h"

namespace segue::sqlite {

/// Reads one consistent state of the store, whatever a writer does meanwhile. Throws Failure.
engine::Timelines LoadTimelines(const Database& store, const engine::Schema& schema, const LoadRequest& request);

}  // namespace segue::sqlite
