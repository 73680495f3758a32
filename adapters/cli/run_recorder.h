// Recording a run: of everybody, or only of those about whom something can have changed since the run before.
#pragma once

#include <string>
#include <vector>

#include "adapters/cli/session.h"
#include "adapters/result.h"
#include "adapters/sqlite/sqlite_store.h"

namespace segue::cli {

/// Evaluates the lifecycles' moves up to the population's instant and records them.
///
/// A run that follows another one with the same rules looks again at contacts with new facts, and at those whose next
/// change the run before foresaw up to now (someone becomes inactive without any new data). Of these the moves that the
/// earlier run recorded are compared by a fingerprint, and with the ledger itself only where it differs.
Result<sqlite::RunOutcome> RecordMoves(Session& session, Population& population, sqlite::SqliteStore& store,
                                       bool dry_run);

}  // namespace segue::cli
