// Birth and absences of every contact.
//
// An ending (deletion, pruning, a complete snapshot without the contact) starts an absence; a later fact ends it: an
// event, a changed value, a list joined, a creation, a restore. What a snapshot ended, the contact's next appearance in
// that feed ends too. Endings and later facts are rare: only the contacts that have an ending are looked at closely.
#pragma once

#include <cstdint>
#include <vector>

#include "adapters/sqlite/contact_order.h"
#include "adapters/sqlite/declarations.h"
#include "adapters/sqlite/snapshot_loader.h"
#include "engine/timelines.h"

namespace segue::sqlite {

/// Dates of all contacts, first sights by snapshots among them.
DatesByPosition ReadDates(const Database& database, const ContactOrder& order, const std::vector<Feed>& feeds);

/// kAlways for a contact without any date.
engine::Array<engine::Instant> Births(const DatesByPosition& dates);

/// Absences of every contact, not before birth.
engine::IntervalGroup LoadAbsences(const Database& database, const Declarations& stored, const ContactOrder& order,
                                   const std::vector<Feed>& feeds, const DatesByPosition& dates,
                                   const engine::Array<engine::Instant>& born);

}  // namespace segue::sqlite
