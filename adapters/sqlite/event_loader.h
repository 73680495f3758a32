// One kind's events out of the store, as columns grouped by contact.
//
// A table is read from both ends at once: one connection forwards, one backwards, each half of the rows. Then rows are
// placed by counting them per contact; reading in the order of identity makes that order the last tie-breaker.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "adapters/sqlite/column_stage.h"
#include "adapters/sqlite/contact_order.h"
#include "adapters/sqlite/declarations.h"
#include "engine/program.h"
#include "engine/timelines.h"

namespace segue::sqlite {

/// What to read of one kind.
struct EventRequest {
  const engine::EventKind* declared = nullptr;
  const StoredKind* stored = nullptr;
  std::vector<bool> properties;  // by PropertyId
};

/// Rows of a stretch of the table, in the order in which they were read.
struct EventStretch {
  bool backwards = false;
  std::vector<std::int64_t> first_and_last;  // identities; empty without rows
  std::vector<std::uint32_t> position;       // of the contact
  std::vector<engine::Instant> at;
  std::vector<std::int64_t> rank;       // empty while every rank is 0
  std::vector<ColumnStage> properties;  // those that are loaded, in order
};

/// Up to `limit` rows from one end, of those with after < identity < before.
EventStretch ReadEvents(const Database& database, const EventRequest& request, const ContactOrder& order,
                        bool backwards, std::int64_t limit, std::optional<std::int64_t> after = std::nullopt,
                        std::optional<std::int64_t> before = std::nullopt);

/// The columns; `stretches` follow each other in the order of identity and do not overlap. `groups` is the number of
/// contacts, 1 for account events.
engine::EventColumn BuildEvents(const EventRequest& request, std::vector<EventStretch> stretches, std::size_t groups);

/// The column of a kind without events, or that is not loaded.
engine::EventColumn EmptyEvents(const engine::EventKind& declared);

}  // namespace segue::sqlite
