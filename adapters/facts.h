// Facts on their way from a source to the store: what `import` reads out of files and what the store keeps.
//
// One FactSink stands for one transaction: all of a file or nothing. Contacts are named by key; the sink creates them.
// Instants are UTC milliseconds; texts are valid UTF-8 in NFC.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "adapters/result.h"
#include "engine/program.h"
#include "engine/value.h"

namespace segue::adapters {

/// A value on its way in: monostate is missing (clears a field). Lists are vectors of items.
using FactValue = std::variant<std::monostate, std::string, double, engine::Money, bool, engine::Day, engine::TimePoint,
                               std::vector<std::string>>;

/// The contact exists, perhaps from an instant on. Creation keeps the earliest.
struct ContactFact {
  std::string_view key;
  std::optional<engine::Instant> born;
  std::optional<engine::Instant> gone;
};

struct AliasFact {
  std::string_view key;
  std::string_view alias;
};

/// A field's value from an instant on; without `at` from the contact's birth.
struct FieldFact {
  std::string_view key;
  engine::FieldId field = 0;
  std::optional<engine::Instant> at;
  FactValue value;
};

struct EventFact {
  std::string_view key;  // empty for account events
  engine::EventKindId kind = 0;
  engine::Instant at = 0;
  std::optional<std::string_view> id;     // the source's own identity of the event
  std::int64_t rank = 0;                  // the mapping's `order`
  std::span<const FactValue> properties;  // parallel to the kind's properties
};

struct ListFact {
  std::string_view key;
  engine::ListId list = 0;
  std::optional<engine::Instant> joined;  // empty: from birth
  bool member = true;                     // false: not on the list (a flag column says no)
};

/// One row of a snapshot feed: what the feed showed for this contact at the instant it was taken.
/// `dates_at`: for the contact's first snapshot, the instant from which the values hold (else its birth).
struct SnapshotRow {
  std::string_view key;
  std::optional<engine::Instant> dates_at;
  std::span<const std::pair<engine::FieldId, FactValue>> values;
};

struct SnapshotInfo {
  engine::Instant observed = 0;
  bool complete = false;               // contacts this feed has shown before and that are not in it now are gone
  std::optional<double> at_most_gone;  // share of the feed's known contacts; above it the file is refused
};

/// What one file changed, for the import's summary line.
struct FactCounts {
  std::int64_t contacts_added = 0;
  std::int64_t events_added = 0;
  std::int64_t duplicates = 0;  // events already known
  std::int64_t contacts_gone = 0;
};

}  // namespace segue::adapters
