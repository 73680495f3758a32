// One table per event kind: fixed columns, then one typed column per property (docs/internals/store.md).
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "adapters/sqlite/contact_order.h"
#include "adapters/sqlite/database.h"
#include "adapters/sqlite/declarations.h"

namespace segue::sqlite {

inline constexpr std::array<std::string_view, 7> kFixedEventColumns = {"identity", "contact",   "at",         "rank",
                                                                       "position", "source_id", "import_file"};

/// Creates the table with the fixed columns and, unless it is for account events, the table beside it.
void CreateEventTable(const Database& database, const StoredKind& kind);

/// The table beside a table of contacts' events by which those of one contact are found: pairs (contact, identity). Not
/// an index of SQLite's, so that it can be filled in its own order (events_by_contact.h). Quoted.
std::string ByContactTable(const std::string& event_table);
void CreateByContactTable(const Database& database, const std::string& event_table);
/// For stores of a version that had indexes, or nothing, in its place.
void ReplaceContactIndexes(const Database& database);

/// A condition on a table of events that leaves only the rows of the contacts that are read, or nothing.
std::string AndEventsOf(const ContactOrder& order, const std::string& event_table);

}  // namespace segue::sqlite
