// The ledger of moves: what each run found, appended and never rewritten.
//
// A run compares what the rules say now with what the ledger holds up to the same instant, lifecycle by lifecycle:
//   missing and later than any run looked → `new`, or `history` in the lifecycle's first run
//   missing, though a run has looked there → `added`, a correction: late data or changed rules
//   recorded, but no longer so            → `withdrawn`, a correction
// Moves after the run's instant are left alone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/sqlite/database.h"
#include "adapters/sqlite/sqlite_store.h"

namespace segue::sqlite {

/// What a run at `as_of` would record; reads only. To be called inside the transaction that records it. Moves without
/// the id of their contact get it.
RunOutcome CompareWithLedger(const Database& database, engine::Instant as_of, std::vector<LedgerMove>& moves,
                             const std::vector<std::string>& lifecycles);

/// The same for some contacts only. Nothing when `after_run` is not the last run, or when one before it looked
/// further ahead: what that one recorded beyond `after_run` is not known to the caller.
std::optional<RunOutcome> CompareContacts(const Database& database, engine::Instant as_of, std::int64_t after_run,
                                          const std::vector<ContactMoves>& contacts,
                                          const std::vector<std::string>& lifecycles);

/// Appends the outcome with its run row.
void AppendToLedger(const Database& database, engine::Instant as_of, const RunOutcome& outcome,
                    const std::vector<std::string>& lifecycles);

}  // namespace segue::sqlite
