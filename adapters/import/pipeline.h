// Reads and maps a file in one thread while the caller stores in another.
//
// A fixed number of batches goes round: the reading thread fills an empty one, the caller takes it, stores it and gives
// it back. Memory is bounded by the number of batches, and order is kept.
#pragma once

#include <functional>
#include <memory>

#include "adapters/import/fact_batch.h"
#include "adapters/import/row_mapper.h"
#include "adapters/result.h"
#include "adapters/rows.h"

namespace segue::import {

/// Calls `store` in the calling thread for every batch of the file, in order. Stops at the first error of either side.
adapters::Status RunPipeline(adapters::RowSource& source, RowMapper& mapper,
                             const std::function<adapters::Status(FactBatch&)>& store);

}  // namespace segue::import
