// What snapshots tell: field changes, list memberships, first sights and departures, derived from the stored runs.
//
// How values become changes: observed_changes.h.
#pragma once

#include <algorithm>
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

/// A run of values: from `observed` on the feed shows row `row` of some staged values, or nothing.
struct ValueRun {
  engine::Instant observed = 0;
  bool seen = false;
  std::uint32_t row = 0;
};

/// Calls `visit(observed, value)` for each start of a stretch in which the contact is present; null: never seen so far.
template <typename Visit>
void WalkStretches(std::span<const PresenceRun> presence, std::span<const ValueRun> values, Visit visit) {
  std::size_t next_presence = 0, next_value = 0;
  bool present = false;
  const ValueRun* value = nullptr;
  while (next_presence < presence.size() || next_value < values.size()) {
    const engine::Instant a = next_presence < presence.size() ? presence[next_presence].observed : engine::kForever;
    const engine::Instant b = next_value < values.size() ? values[next_value].observed : engine::kForever;
    if (a <= b) present = presence[next_presence++].present;
    if (b <= a) value = &values[next_value++];
    if (present) visit(std::min(a, b), value);
  }
}

std::vector<Feed> ReadFeeds(const Database& database, const ContactOrder& order);

/// First sights count for birth, dates of first values too.
void IncludeSights(const std::vector<Feed>& feeds, const ContactOrder& order, DatesByPosition& dates);

/// Contacts that a complete snapshot no longer showed.
void ReadDepartures(const std::vector<Feed>& feeds, const ContactOrder& order, std::vector<Ending>& endings);

/// Adds what snapshots say of a field: of the contacts of `order`, or of `only` these identities among them.
void ReadObservedValues(const Database& database, const std::vector<Feed>& feeds, std::int64_t field,
                        const ContactOrder& order, const FileRanks& files, FieldRows& rows,
                        const std::vector<ContactId>& only = {});

/// Adds memberships of a list, in no order.
void ReadObservedMembers(const Database& database, const std::vector<Feed>& feeds, std::int64_t list,
                         const ContactOrder& order, std::vector<ContactInterval>& members);

}  // namespace segue::sqlite
