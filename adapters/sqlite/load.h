// From the store's tables to engine::Timelines: the columns that are asked for, read by two threads.
#pragma once

#include <optional>
#include <string>

#include "adapters/sqlite/contact_index.h"
#include "adapters/sqlite/database.h"
#include "adapters/sqlite/sqlite_store.h"
#include "engine/program.h"
#include "engine/timelines.h"

namespace segue::sqlite {

/// Reads one consistent state of the store, whatever a writer does meanwhile. Throws Failure.
engine::Timelines LoadTimelines(const Database& store, const engine::Schema& schema, const LoadRequest& request);

/// The timelines of the one contact that goes by this key or alias: its rows only, found by indexes. Nothing when there
/// is none. Throws Failure.
std::optional<engine::Timelines> LoadContact(const Database& store, const engine::Schema& schema,
                                             const LoadRequest& request, const std::string& key);

/// The timelines of the contacts with these ids, and of all identities that are linked with them. At least one.
engine::Timelines LoadSome(const Database& store, const engine::Schema& schema, const LoadRequest& request,
                           const std::vector<ContactId>& contacts);

/// The key or alias that is most like `key`; empty when none is near. Looks at every contact.
std::string FindNearestContact(const Database& store, const std::string& key);

}  // namespace segue::sqlite
