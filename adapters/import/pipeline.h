// Reads a file in one thread and maps its rows in another, while the caller stores in a third.
//
// A fixed number of batches goes round: the reading thread fills an empty one with rows, the mapping thread adds their
// facts, the caller stores them and gives the batch back. Memory is bounded by the number of batches, and order is
// kept.
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
