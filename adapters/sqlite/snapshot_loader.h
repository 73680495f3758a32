// What snapshots tell: field changes, list memberships, first sights and departures, derived from the stored runs.
//
// Per feed and contact: the first snapshot that shows the contact dates its values at creation (or at its `dates_at`);
// later an equal value adds nothing, a different one is a change at its snapshot's instant.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "adapters/sqlite/contact_order.h"
#include "adapters/sqlite/field_loader.h"
#include "adapters/sqlite/interval_group.h"

namespace segue::sqlite {

/// Dates by position in the contact order.
using DatesByPosition = std::vector<ContactDates>;

/// One end of a contact's existence.
struct Ending {
  std::uint32_t position = 0;
  engine::Instant at = 0;
  engine::Instant shown_again = engine::kForever;  // when the feed that ended it shows the contact again
};

/// From `observed` on, until the next run, the feed's snapshots show the contact, or do not.
struct PresenceRun {
  engine::Instant observed = 0;
  bool present = false;
};

/// One feed: its snapshots, and whom they showed.
struct Feed {
  std::int64_t import = 0;
  std::vector<engine::Instant> snapshots;  // ascending
  std::vector<std::int64_t> files;         // import_file, parallel to snapshots
  std::vector<engine::Instant> completes;  // ascending
  std::vector<std::uint32_t> offsets;      // by ContactId: its runs
  std::vector<PresenceRun> runs;
  std::vector<engine::Instant> dates_at;  // by ContactId, of its first snapshot; kAlways where none

  std::span<const PresenceRun> RunsOf(std::int64_t contact) const;
  std::int64_t FileAt(engine::Instant observed) const;
};

std::vector<Feed> ReadFeeds(const Database& database, const ContactOrder& order);

/// First sights count for birth, dates of first values too.
void IncludeSights(const std::vector<Feed>& feeds, const ContactOrder& order, DatesByPosition& dates);

/// Contacts that a complete snapshot no longer showed.
void ReadDepartures(const std::vector<Feed>& feeds, const ContactOrder& order, std::vector<Ending>& endings);

/// Adds what snapshots say of a field.
void ReadObservedValues(const Database& database, const std::vector<Feed>& feeds, std::int64_t field,
                        const ContactOrder& order, const FileRanks& files, FieldRows& rows);

/// Adds memberships of a list, in no order.
void ReadObservedMembers(const Database& database, const std::vector<Feed>& feeds, std::int64_t list,
                         const ContactOrder& order, std::vector<ContactInterval>& members);

}  // namespace segue::sqlite
